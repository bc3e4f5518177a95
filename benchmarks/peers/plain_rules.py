"""The hard rules of the plain constraint model, one function each."""

from ortools.sat.python import cp_model
from ortools.sat.python.cp_model import LinearExpr

from benchmarks.peers.facts import Site, capacity, site_of
from benchmarks.peers.plain_model import Expression, Model
from matcher.halfdays import merged
from matcher.problem import Expert, Mission


def declare(model: Model) -> None:
    """Say every rule."""
    for name, missions in model.missions_of.items():
        expert = model.problem.experts[name]
        _availability(model, expert, missions)
        _rest(model, expert, missions)
        _limits(model, expert, missions)
    for mission in model.problem.missions.values():
        _possible(model, mission)
        _order(model, mission)
        _plurality(model, mission)
    _places(model)
    _programmes(model)


def _possible(model: Model, mission: Mission) -> None:
    """Remote: no date on which the session falls outside the expert's day."""
    if mission.venue != "remote":
        return
    starts = model.tables.starts[mission.id]
    for expert in model.teams[mission.id]:
        taken = {s: model.tables.taken(mission, s, expert.institution) for s in starts}
        possible = [start for start in starts if taken[start] is not None]
        if len(possible) < len(starts):
            domain = cp_model.Domain.from_values(possible)
            goes = model.goes[mission.id, expert.id]
            start = model.start[mission.id]
            model.cp.add_linear_expression_in_domain(start, domain).only_enforce_if(goes)


def _availability(model: Model, expert: Expert, missions: list[Mission]) -> None:
    """Busy ranges and missions never share a half-day."""
    intervals = [
        model.cp.new_fixed_size_interval_var(span.start, len(span), f"busy[{expert.id}]")
        for span in merged(expert.busy)
    ]
    for mission in missions:
        away, goes = model.away[mission.id, expert.id], model.goes[mission.id, expert.id]
        name = f"away[{mission.id},{expert.id}]"
        intervals.append(
            model.cp.new_optional_interval_var(away.start, away.size, away.end, goes, name)
        )
    model.cp.add_no_overlap(intervals)


def _rest(model: Model, expert: Expert, missions: list[Mission]) -> None:
    """Between two missions abroad: each is longer by the rest."""
    abroad = [mission for mission in missions if mission.venue == "abroad"]
    if not expert.rest or len(abroad) < 2:
        return
    intervals = []
    for mission in abroad:
        away, goes = model.away[mission.id, expert.id], model.goes[mission.id, expert.id]
        name = f"rest[{mission.id},{expert.id}]"
        size, end = away.size + expert.rest, away.end + expert.rest
        intervals.append(model.cp.new_optional_interval_var(away.start, size, end, goes, name))
    model.cp.add_no_overlap(intervals)


def _limits(model: Model, expert: Expert, missions: list[Mission]) -> None:
    """Days and missions at most."""
    if expert.days_max is not None:
        taken = (occupied(model, mission, expert) for mission in missions)
        model.cp.add(LinearExpr.sum(list(taken)) <= 2 * expert.days_max)
    if expert.missions_max is not None:
        goes = [model.goes[mission.id, expert.id] for mission in missions]
        model.cp.add(LinearExpr.sum(goes) <= expert.missions_max)


def occupied(model: Model, mission: Mission, expert: Expert) -> Expression:
    """The half-days that a mission takes of an expert, 0 where they do not go."""
    goes, away = model.goes[mission.id, expert.id], model.away[mission.id, expert.id]
    if isinstance(away.size, int) or away.most == 1:
        return away.most * goes
    taken = model.cp.new_int_var(0, away.most, f"takes[{mission.id},{expert.id}]")
    model.cp.add(taken == away.size).only_enforce_if(goes)
    model.cp.add(taken == 0).only_enforce_if(~goes)
    return taken


def _order(model: Model, mission: Mission) -> None:
    held, start = model.held[mission.id], model.start[mission.id]
    for after in mission.after:
        before = model.problem.missions[after.mission]
        model.cp.add_implication(held, model.held[before.id])
        earliest = model.start[before.id] + before.length + after.lag
        model.cp.add(start >= earliest).only_enforce_if(held)


def _plurality(model: Model, mission: Mission) -> None:
    """With one group's second member comes somebody of another group."""
    if not mission.plural or mission.seats < 2:
        return
    members = [expert for expert in model.teams[mission.id] if expert.kind == "member"]
    for group in {member.group for member in members}:
        own = [member for member in members if member.group == group]
        others = [member for member in members if member.group != group]
        most = 1 + (mission.seats - 1) * model.going(mission, others)
        model.cp.add(model.going(mission, own) <= most)


def _places(model: Model) -> None:
    """No more missions at once than a place takes."""
    by_site: dict[Site, list[cp_model.IntervalVar]] = {}
    for mission in model.problem.missions.values():
        site = site_of(mission)
        if site is None:
            continue
        start, held = model.start[mission.id], model.held[mission.id]
        interval = model.cp.new_optional_fixed_size_interval_var(
            start, mission.length, held, f"site[{mission.id}]"
        )
        by_site.setdefault(site, []).append(interval)
    for site, intervals in by_site.items():
        most = capacity(model.problem, site)
        if most is not None:
            model.cp.add_cumulative(intervals, [1] * len(intervals), most)


def _programmes(model: Model) -> None:
    """Half-days in all and by institution, and the budget."""
    for programme in model.problem.programmes.values():
        missions = [m for m in model.problem.missions.values() if m.programme == programme.id]
        assigned = [(m, expert) for m in missions for expert in model.teams[m.id]]
        taken = [(e.institution, occupied(model, m, e)) for m, e in assigned]
        if programme.expert_half_days_max is not None:
            total = LinearExpr.sum([half_days for _, half_days in taken])
            model.cp.add(total <= programme.expert_half_days_max)
        for institution, most in programme.by_institution.items():
            own = [half_days for home, half_days in taken if home == institution]
            model.cp.add(LinearExpr.sum(own) <= most)
        if programme.budget_max is not None:
            bill = [model.problem.costs.of(m, e) * model.goes[m.id, e.id] for m, e in assigned]
            model.cp.add(LinearExpr.sum(bill) <= programme.budget_max)
