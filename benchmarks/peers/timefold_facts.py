"""A staffing problem turned into Timefold's entities and facts, numbers for names."""

from dataclasses import dataclass, field

from benchmarks.peers.entry import Unsuited
from benchmarks.peers.facts import capacity, days_off, site_of
from benchmarks.peers.timefold_domain import (
    TIERS,
    Expert,
    Order,
    Seat,
    Staffing,
    Start,
    Tongue,
    Visit,
)
from matcher.index.tables import Tables
from matcher.problem import Mission, MissionId, Problem, RoleId

NO_BOUND = 1_000_000


@dataclass(slots=True)
class Numbers:
    """The numbers that Timefold's entities bear instead of names."""

    experts: dict[str, int]
    clocks: dict[str, int]
    visits: dict[str, int]
    roles: list[tuple[MissionId, RoleId]] = field(default_factory=list)


def staffing(problem: Problem, tables: Tables) -> tuple[Staffing, Numbers]:
    """Everything that Timefold needs, and the numbers' meaning.

    Raises: Unsuited for what the model does not say.
    """
    refuse(problem)
    missions = [m for m in problem.missions.values() if can_be_held(problem, tables, m)]
    zones = sorted({home.timezone for home in problem.institutions.values()})
    numbers = Numbers(
        experts={expert: number for number, expert in enumerate(problem.experts)},
        clocks={zone: number for number, zone in enumerate(zones)},
        visits={mission.id: number for number, mission in enumerate(missions)},
    )
    experts = _experts(problem, numbers)
    orders = [
        Order(
            numbers.visits[after.mission],
            numbers.visits[mission.id],
            problem.missions[after.mission].length + after.lag,
        )
        for mission in missions
        for after in mission.after
    ]
    tongues = [tongue for m in missions for tongue in _tongues(problem, numbers, m)]
    visits = [_visit(problem, tables, numbers, mission) for mission in missions]
    seats = [s for m in missions for s in _seats(tables, numbers, experts, m)]
    for number, seat in enumerate(seats):
        seat.id = number
    return Staffing(experts, orders, tongues, visits, seats), numbers


def refuse(problem: Problem) -> None:
    """What the model does not say.

    Raises: Unsuited with the first of it.
    """
    if problem.pins or problem.published:
        raise Unsuited("The model knows no pins and no published plan.")
    if any(p.by_institution or p.budget_max is not None for p in problem.programmes.values()):
        raise Unsuited("The model knows no budgets.")
    if any(len(mission.speaks) > 1 for mission in problem.missions.values()):
        raise Unsuited("The model knows one language for a team.")
    sites = (site_of(mission) for mission in problem.missions.values())
    rooms = {capacity(problem, site) for site in sites if site is not None}
    if not rooms <= {None, 1, 2}:
        raise Unsuited("The model knows places for one mission or two.")
    if len(problem.objective) > TIERS:
        raise Unsuited(f"The model knows {TIERS} tiers.")


def can_be_held(problem: Problem, tables: Tables, mission: Mission) -> bool:
    """Has the mission a start, and those before it?"""
    return bool(tables.starts[mission.id]) and all(
        can_be_held(problem, tables, problem.missions[after.mission]) for after in mission.after
    )


def _experts(problem: Problem, numbers: Numbers) -> list[Expert]:
    return [
        Expert(
            id=numbers.experts[expert.id],
            load=expert.load,
            half_days_max=NO_BOUND if expert.days_max is None else 2 * expert.days_max,
            missions_max=NO_BOUND if expert.missions_max is None else expert.missions_max,
            rest=expert.rest,
            is_member=expert.kind == "member",
            group=expert.group or "",
            clock=numbers.clocks[problem.institutions[expert.institution].timezone],
        )
        for expert in problem.experts.values()
    ]


def _tongues(problem: Problem, numbers: Numbers, mission: Mission) -> list[Tongue]:
    return [
        Tongue(
            visit=numbers.visits[mission.id],
            priority=mission.priority,
            speakers={
                numbers.experts[expert.id]
                for expert in problem.experts.values()
                if expert.languages.get(language, 0) >= needed
            },
        )
        for language, needed in mission.speaks.items()
    ]


def _visit(problem: Problem, tables: Tables, numbers: Numbers, mission: Mission) -> Visit:
    programme = problem.programmes[mission.programme] if mission.programme is not None else None
    most = programme.expert_half_days_max if programme is not None else None
    site = site_of(mission)
    sites = sorted({str(site_of(other)) for other in problem.missions.values()})
    return Visit(
        id=numbers.visits[mission.id],
        priority=mission.priority,
        programme=-1 if programme is None else list(problem.programmes).index(programme.id),
        programme_max=NO_BOUND if most is None else most,
        site=sites.index(str(site)),
        site_max=NO_BOUND if site is None else capacity(problem, site) or NO_BOUND,
        is_abroad=mission.venue == "abroad",
        is_plural=mission.plural,
        starts=[_start(problem, tables, numbers, mission, s) for s in tables.starts[mission.id]],
    )


def _start(
    problem: Problem, tables: Tables, numbers: Numbers, mission: Mission, start: int
) -> Start:
    homes = {home.timezone: home.id for home in problem.institutions.values()}
    begins, ends = [start] * len(numbers.clocks), [start] * len(numbers.clocks)
    for zone, number in numbers.clocks.items():
        taken = tables.taken(mission, start, homes[zone])
        if taken is not None:
            begins[number], ends[number] = taken[0], taken[-1] + 1
    return Start(start, start + mission.length, days_off(mission, start), begins, ends)


def _seats(tables: Tables, numbers: Numbers, experts: list[Expert], mission: Mission) -> list[Seat]:
    found = []
    for role in mission.roles:
        candidates = tables.candidates[mission.id, role.id]
        by_number = {numbers.experts[c.expert.id]: c for c in candidates}
        for _ in range(role.count):
            numbers.roles.append((mission.id, role.id))
            found.append(
                Seat(
                    id=0,
                    visit=numbers.visits[mission.id],
                    priority=mission.priority,
                    candidates=[experts[number] for number in by_number],
                    misfit={number: c.misfit for number, c in by_number.items()},
                    cost={number: c.cost for number, c in by_number.items()},
                    free={number: set(c.starts) for number, c in by_number.items()},
                )
            )
    return found
