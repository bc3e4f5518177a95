"""The measures of the plain constraint model, each an expression to minimise."""

from collections.abc import Callable

from ortools.sat.python.cp_model import IntVar, LinearExpr

from benchmarks.peers.facts import days_off
from benchmarks.peers.plain_model import Expression, Model
from benchmarks.peers.plain_rules import occupied
from matcher.index.tables import Candidate
from matcher.problem import Expert, Measure, Mission, Tier


def tier_value(model: Model, tier: Tier) -> Expression:
    """A tier as an expression."""
    parts = [weight * MEASURES[measure](model) for measure, weight in tier.items()]
    return LinearExpr.sum(parts)


def unmet(model: Model, mission: Mission) -> list[IntVar]:
    """For each language that the team should speak: does nobody?"""
    found = []
    for language, needed in mission.speaks.items():
        silent = model.cp.new_bool_var(f"unmet[{mission.id},{language}]")
        speakers = [
            expert
            for expert in model.teams[mission.id]
            if expert.languages.get(language, 0) >= needed
        ]
        model.cp.add(model.going(mission, speakers) + silent >= 1)
        found.append(silent)
    return found


def empty(model: Model, mission: Mission) -> Expression:
    """Empty seats of a mission."""
    sits = [seat for role in mission.roles for seat in model.seats(mission, role.id)]
    return mission.seats - LinearExpr.sum(sits)


def incomplete(model: Model) -> Expression:
    """Priority of every mission that lacks something."""
    total = []
    for mission in model.problem.missions.values():
        lacks = model.cp.new_bool_var(f"lacks[{mission.id}]")
        model.cp.add(mission.seats * lacks >= empty(model, mission))
        for silent in unmet(model, mission):
            model.cp.add(lacks >= silent)
        total.append(mission.priority * lacks)
    return LinearExpr.sum(total)


def vacancies(model: Model) -> Expression:
    """Empty seats and languages that nobody speaks, by priority."""
    return LinearExpr.sum(
        [
            mission.priority * (empty(model, mission) + LinearExpr.sum(unmet(model, mission)))
            for mission in model.problem.missions.values()
        ]
    )


def misfit(model: Model) -> Expression:
    """What each filled seat lacks of a perfect fit."""
    return _over_seats(model, lambda candidate: candidate.misfit)


def cost(model: Model) -> Expression:
    """What sending everybody costs."""
    return _over_seats(model, lambda candidate: candidate.cost)


def _over_seats(model: Model, amount: Callable[[Candidate], int]) -> Expression:
    terms = [
        amount(candidate) * model.sits[mission.id, role.id, candidate.expert.id]
        for mission in model.problem.missions.values()
        for role in mission.roles
        for candidate in model.tables.candidates[mission.id, role.id]
    ]
    return LinearExpr.sum(terms)


def burden(model: Model) -> Expression:
    """Growth of the square of everybody's load."""
    return LinearExpr.sum(
        [
            _burden_of(model, model.problem.experts[name], missions)
            for name, missions in model.missions_of.items()
        ]
    )


def _burden_of(model: Model, expert: Expert, missions: list[Mission]) -> Expression:
    most = expert.load + sum(model.away[m.id, expert.id].most for m in missions)
    load = model.cp.new_int_var(expert.load, most, f"load[{expert.id}]")
    taken = [occupied(model, mission, expert) for mission in missions]
    model.cp.add(load == expert.load + LinearExpr.sum(taken))
    square = model.cp.new_int_var(expert.load**2, most**2, f"square[{expert.id}]")
    model.cp.add_multiplication_equality(square, [load, load])
    return square - expert.load**2


def delay(model: Model) -> Expression:
    """Days between the dates and the preferred ones, by priority, of missions that are held."""
    total = []
    for mission in model.problem.missions.values():
        starts = model.tables.starts[mission.id]
        if mission.preferred is None or not starts:
            continue
        rows = [(start, days_off(mission, start)) for start in starts]
        most = max(days for _, days in rows)
        off = model.cp.new_int_var(0, most, f"off[{mission.id}]")
        late = model.cp.new_int_var(0, most, f"late[{mission.id}]")
        model.cp.add_allowed_assignments([model.start[mission.id], off], rows)
        model.cp.add(late == off).only_enforce_if(model.held[mission.id])
        total.append(mission.priority * late)
    return LinearExpr.sum(total)


def pool(model: Model) -> Expression:
    """Experts who go at least once."""
    total = []
    for name, missions in model.missions_of.items():
        sent = model.cp.new_bool_var(f"sent[{name}]")
        for mission in missions:
            model.cp.add_implication(model.goes[mission.id, name], sent)
        total.append(sent)
    return LinearExpr.sum(total)


def finish(model: Model) -> Expression:
    """The latest end on site."""
    latest = model.cp.new_int_var(0, len(model.problem.horizon), "finish")
    for mission in model.problem.missions.values():
        end = model.start[mission.id] + mission.length
        model.cp.add(latest >= end).only_enforce_if(model.held[mission.id])
    return latest


def calls(model: Model) -> Expression:
    """Nothing is published: nobody need hear of a change."""
    return 0


MEASURES: dict[Measure, Callable[[Model], Expression]] = {
    "incomplete": incomplete,
    "vacancies": vacancies,
    "calls": calls,
    "misfit": misfit,
    "burden": burden,
    "delay": delay,
    "pool": pool,
    "cost": cost,
    "finish": finish,
}
