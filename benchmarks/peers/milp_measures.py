"""The measures of the whole programme, each a sum of columns and a constant."""

from collections.abc import Callable

from benchmarks.peers.facts import days_off
from benchmarks.peers.milp_model import Model
from benchmarks.peers.milp_pairs import excess
from benchmarks.peers.rows import Term
from matcher.problem import Measure, Mission, Tier

Sum = tuple[list[Term], int]
"""Terms, and what is added to them."""


def tier_value(model: Model, tier: Tier) -> Sum:
    """A tier as one sum."""
    terms: list[Term] = []
    constant = 0
    for measure, weight in tier.items():
        own, more = MEASURES[measure](model)
        terms += [(weight * factor, column) for factor, column in own]
        constant += weight * more
    return terms, constant


def incomplete(model: Model) -> Sum:
    """Priority of every mission that lacks something."""
    terms: list[Term] = []
    for mission in model.problem.missions.values():
        lacks = model.rows.column()
        terms.append((mission.priority, lacks))
        for role in mission.roles:
            filled = (s.column for s in model.seats[mission.id] if s.role == role.id)
            row = [(role.count, lacks), *((1, column) for column in filled)]
            model.rows.at_least(row, role.count)
        for silent in model.unmet[mission.id]:
            model.rows.at_least([(1, lacks), (-1, silent)], 0)
    return terms, 0


def vacancies(model: Model) -> Sum:
    """Empty seats and languages that nobody speaks, by priority."""
    terms: list[Term] = []
    for mission in model.problem.missions.values():
        terms += [(-mission.priority, seat.column) for seat in model.seats[mission.id]]
        terms += [(mission.priority, silent) for silent in model.unmet[mission.id]]
    return terms, sum(m.priority * m.seats for m in model.problem.missions.values())


def misfit(model: Model) -> Sum:
    """What each filled seat lacks of a perfect fit."""
    return [(s.candidate.misfit, s.column) for each in model.seats.values() for s in each], 0


def cost(model: Model) -> Sum:
    """What sending everybody costs."""
    return [(s.candidate.cost, s.column) for each in model.seats.values() for s in each], 0


def burden(model: Model) -> Sum:
    """Each seat's own square, and the excess of each pair of one expert's seats."""
    terms: list[Term] = []
    for name, seats in model.of_expert.items():
        load = model.problem.experts[name].load
        terms += [(s.half_days * (s.half_days + 2 * load), s.column) for s in seats]
        terms += excess(model, seats)
    return terms, 0


def delay(model: Model) -> Sum:
    """Days between the dates and the preferred ones, by priority."""
    return [
        (mission.priority * days_off(mission, start), column)
        for mission in model.problem.missions.values()
        for start, column in model.dates[mission.id].items()
    ], 0


def pool(model: Model) -> Sum:
    """Experts who go at least once."""
    terms: list[Term] = []
    for seats in model.of_expert.values():
        sent = model.rows.column()
        terms.append((1, sent))
        for seat in seats:
            model.rows.at_least([(1, sent), (-1, seat.column)], 0)
    return terms, 0


def finish(model: Model) -> Sum:
    """The latest end on site."""
    latest = model.rows.column(len(model.problem.horizon))
    for mission in model.problem.missions.values():
        ends = _ends(model, mission)
        model.rows.at_least([(1, latest), *ends], 0)
    return [(1, latest)], 0


def _ends(model: Model, mission: Mission) -> list[Term]:
    return [(-(start + mission.length), z) for start, z in model.dates[mission.id].items()]


def calls(model: Model) -> Sum:
    """Nothing is published: nobody need hear of a change."""
    return [], 0


MEASURES: dict[Measure, Callable[[Model], Sum]] = {
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
