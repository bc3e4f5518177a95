"""What differs in each mission between two plans."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from matcher.compare.values import MissionChange, Replaced, RoleChange, SeatHolder
from matcher.plan import Plan
from matcher.problem import ExpertId, Held, Language, Mission, MissionId, Problem, RoleId
from matcher.rules.vacancies import gaps


def mission_changes(
    problem: Problem, before: Plan, after: Plan, calls: Iterable[tuple[MissionId, ExpertId]]
) -> Iterator[MissionChange]:
    """A row for each mission that differs, in the order of the problem."""
    called: dict[MissionId, list[ExpertId]] = defaultdict(list)
    for mission_id, expert in calls:
        called[mission_id].append(expert)
    for mission in problem.missions.values():
        was, now = before.held(mission.id), after.held(mission.id)
        if was != now or called[mission.id]:
            change = _change(problem, mission, before, after, tuple(called[mission.id]))
            if change.differs or change.calls:
                yield change


def seats(held: Held) -> frozenset[SeatHolder]:
    """Who sits where; nobody in a mission that is not held."""
    if held.start is None:
        return frozenset()
    return frozenset(SeatHolder(role, each) for role, team in held.team.items() for each in team)


def _change(
    problem: Problem, mission: Mission, before: Plan, after: Plan, calls: tuple[ExpertId, ...]
) -> MissionChange:
    was, now = before.held(mission.id), after.held(mission.id)
    old, new = seats(was), seats(now)
    people_old, people_new = {seat.expert for seat in old}, {seat.expert for seat in new}
    joined = tuple(sorted(seat for seat in new if seat.expert not in people_old))
    left = tuple(sorted(seat for seat in old if seat.expert not in people_new))
    spoken_old, spoken_new = _spoken(problem, before, mission), _spoken(problem, after, mission)
    return MissionChange(
        mission=mission.id,
        start_before=was.start,
        start_after=now.start,
        joined=joined,
        left=left,
        replaced=tuple(_replaced(left, joined)),
        roles=tuple(_roles(old, new, sorted(people_old & people_new))),
        kept=tuple(sorted(old & new)),
        seats_before=len(old),
        seats_after=len(new),
        languages_met=tuple(sorted(spoken_new - spoken_old)),
        languages_lost=tuple(sorted(spoken_old - spoken_new)),
        calls=calls,
    )


def _replaced(left: tuple[SeatHolder, ...], joined: tuple[SeatHolder, ...]) -> Iterator[Replaced]:
    """Pairs within a role, in the order of ids: who of several takes whose seat is all one."""
    for role in sorted({seat.role for seat in left}):
        gone = [seat.expert for seat in left if seat.role == role]
        come = [seat.expert for seat in joined if seat.role == role]
        yield from (Replaced(role, *pair) for pair in zip(gone, come, strict=False))


def _roles(
    old: frozenset[SeatHolder], new: frozenset[SeatHolder], stayed: Iterable[ExpertId]
) -> Iterator[RoleChange]:
    for expert in stayed:
        was, now = _in(old, expert), _in(new, expert)
        if was != now:
            yield RoleChange(expert, was, now)


def _in(team: frozenset[SeatHolder], expert: ExpertId) -> tuple[RoleId, ...]:
    return tuple(sorted(seat.role for seat in team if seat.expert == expert))


def _spoken(problem: Problem, plan: Plan, mission: Mission) -> set[Language]:
    missing = {gap.language for gap in gaps(problem, plan, mission)}
    return {language for language in mission.speaks if language not in missing}
