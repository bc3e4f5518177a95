"""The whole problem as one mixed-integer programme: columns for dates, seats and lengths.

A seat's column exists once for every number of half-days that it may take (remote sessions differ
by date): it is below the sum of the dates on which it takes as many. Two missions of one expert
that may meet share a switch for every date; whoever sits in both keeps it off.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from benchmarks.peers.entry import Unsuited
from benchmarks.peers.facts import Site, capacity, site_of
from benchmarks.peers.rows import Rows, Term
from matcher.halfdays import HalfDay
from matcher.index.tables import Candidate, Tables
from matcher.plan import Plan
from matcher.problem import Expert, ExpertId, Held, Mission, MissionId, Problem, RoleId


@dataclass(frozen=True, slots=True)
class Seat:
    """A candidate in a role, where it takes so many half-days."""

    mission: Mission
    role: RoleId
    candidate: Candidate
    half_days: int
    column: int


@dataclass(slots=True)
class Model:
    """The programme with its columns by what they mean."""

    problem: Problem
    tables: Tables
    rows: Rows = field(default_factory=Rows)
    dates: dict[MissionId, dict[HalfDay, int]] = field(default_factory=dict)
    seats: dict[MissionId, list[Seat]] = field(default_factory=lambda: defaultdict(list))
    of_expert: dict[ExpertId, list[Seat]] = field(default_factory=lambda: defaultdict(list))
    unmet: dict[MissionId, list[int]] = field(default_factory=dict)

    def plan(self, solution: list[float]) -> Plan:
        """A solution as a plan."""
        found: dict[MissionId, Held] = {}
        for mission, columns in self.dates.items():
            start = next((s for s, column in columns.items() if solution[column] > 0.5), None)
            if start is None:
                continue
            team: dict[RoleId, tuple[ExpertId, ...]] = {}
            for seat in self.seats[mission]:
                if solution[seat.column] > 0.5:
                    seated = (*team.get(seat.role, ()), seat.candidate.expert.id)
                    team[seat.role] = seated
            found[mission] = Held(start, team)
        return Plan(found)


def whole(problem: Problem, tables: Tables) -> Model:
    """Every column and every rule but those between two missions of one expert.

    Raises: Unsuited for pins and published plans.
    """
    if problem.published or problem.pins:
        raise Unsuited("The programme knows no pins and no published plan.")
    model = Model(problem, tables)
    for mission in problem.missions.values():
        starts = tables.starts[mission.id]
        model.dates[mission.id] = {start: model.rows.column() for start in starts}
        model.rows.at_most(((1, z) for z in model.dates[mission.id].values()), 1)
        _seat(model, mission)
        _speak(model, mission)
        _mix(model, mission)
    for mission in problem.missions.values():
        _order(model, mission)
    _places(model)
    _programmes(model)
    for expert in problem.experts.values():
        _limits(model, expert)
    return model


def _seat(model: Model, mission: Mission) -> None:
    rows, dates = model.rows, model.dates[mission.id]
    for role in mission.roles:
        filled: list[Term] = []
        for candidate in model.tables.candidates[mission.id, role.id]:
            for half_days, starts in _lengths(model, mission, candidate).items():
                seat = Seat(mission, role.id, candidate, half_days, rows.column())
                model.seats[mission.id].append(seat)
                model.of_expert[candidate.expert.id].append(seat)
                filled.append((1, seat.column))
                rows.at_most([(1, seat.column), *((-1, dates[s]) for s in starts)], 0)
        rows.at_most([*filled, *((-role.count, z) for z in dates.values())], 0)
    by_expert = defaultdict(list)
    for seat in model.seats[mission.id]:
        by_expert[seat.candidate.expert.id].append(seat.column)
    for columns in by_expert.values():
        if len(columns) > 1:
            rows.at_most([*((1, c) for c in columns), *((-1, z) for z in dates.values())], 0)


def _lengths(model: Model, mission: Mission, candidate: Candidate) -> dict[int, list[HalfDay]]:
    """The candidate's starts by the half-days that they take."""
    if mission.venue != "remote":
        return {len(mission.away(0)): list(candidate.starts)}
    found: dict[int, list[HalfDay]] = defaultdict(list)
    for start in candidate.starts:
        taken = model.tables.taken(mission, start, candidate.expert.institution) or ()
        found[len(taken)].append(start)
    return found


def _speak(model: Model, mission: Mission) -> None:
    model.unmet[mission.id] = []
    for language, needed in mission.speaks.items():
        silent = model.rows.column()
        model.unmet[mission.id].append(silent)
        speakers = [
            seat.column
            for seat in model.seats[mission.id]
            if seat.candidate.expert.languages.get(language, 0) >= needed
        ]
        model.rows.at_least([(1, silent), *((1, column) for column in speakers)], 1)


def _mix(model: Model, mission: Mission) -> None:
    """With one group's second member comes somebody of another group."""
    if not mission.plural or mission.seats < 2:
        return
    members = [s for s in model.seats[mission.id] if s.candidate.expert.kind == "member"]
    for group in {seat.candidate.expert.group for seat in members}:
        own = [s.column for s in members if s.candidate.expert.group == group]
        others = [s.column for s in members if s.candidate.expert.group != group]
        most = 1 - mission.seats
        model.rows.at_most([*((1, c) for c in own), *((most, c) for c in others)], 1)


def _order(model: Model, mission: Mission) -> None:
    for after in mission.after:
        before = model.problem.missions[after.mission]
        for start, column in model.dates[mission.id].items():
            early = [
                z
                for other, z in model.dates[before.id].items()
                if other + before.length + after.lag <= start
            ]
            model.rows.at_most([(1, column), *((-1, z) for z in early)], 0)


def _places(model: Model) -> None:
    by_site: dict[tuple[Site, HalfDay], list[int]] = defaultdict(list)
    for mission in model.problem.missions.values():
        site = site_of(mission)
        if site is None or capacity(model.problem, site) is None:
            continue
        for start, column in model.dates[mission.id].items():
            for half_day in mission.on_site(start):
                by_site[site, half_day].append(column)
    for (site, _), columns in by_site.items():
        most = capacity(model.problem, site)
        if most is not None and len(columns) > most:
            model.rows.at_most(((1, column) for column in columns), most)


def _programmes(model: Model) -> None:
    for programme in model.problem.programmes.values():
        seats = [
            seat
            for mission in model.problem.missions.values()
            if mission.programme == programme.id
            for seat in model.seats[mission.id]
        ]
        if programme.expert_half_days_max is not None:
            terms = ((seat.half_days, seat.column) for seat in seats)
            model.rows.at_most(terms, programme.expert_half_days_max)
        for institution, most in programme.by_institution.items():
            own = (s for s in seats if s.candidate.expert.institution == institution)
            model.rows.at_most(((s.half_days, s.column) for s in own), most)
        if programme.budget_max is not None:
            bill = ((seat.candidate.cost, seat.column) for seat in seats)
            model.rows.at_most(bill, programme.budget_max)


def _limits(model: Model, expert: Expert) -> None:
    seats = model.of_expert.get(expert.id, [])
    if expert.days_max is not None:
        terms = ((seat.half_days, seat.column) for seat in seats)
        model.rows.at_most(terms, 2 * expert.days_max)
    if expert.missions_max is not None:
        model.rows.at_most(((1, seat.column) for seat in seats), expert.missions_max)


def pairs(seats: list[Seat]) -> Iterator[tuple[Seat, Seat]]:
    """Two seats of one expert in different missions."""
    for index, one in enumerate(seats):
        for other in seats[index + 1 :]:
            if one.mission.id != other.mission.id:
                yield one, other
