"""What each start of a mission can give at best, whatever everybody else does."""

from collections.abc import Mapping
from dataclasses import dataclass

from matcher.halfdays import HalfDay
from matcher.problem import ExpertId, Language, Mission, Problem, RoleId
from matcher.tables import Tables


@dataclass(frozen=True, slots=True)
class Reach:
    """Upper bounds by start: seats of each role, seats of the team, languages, wholeness."""

    seats: Mapping[RoleId, Mapping[HalfDay, int]]
    team: Mapping[HalfDay, int]
    heard: Mapping[Language, frozenset[HalfDay]]
    whole: tuple[HalfDay, ...]


def reach(problem: Problem, tables: Tables, mission: Mission) -> Reach:
    """The best that the candidates of a mission allow on each of its starts."""
    free = {role.id: _free_by_start(tables, mission, role.id) for role in mission.roles}
    starts = tables.starts[mission.id]
    seats = {
        role.id: {start: min(role.count, len(free[role.id][start])) for start in starts}
        for role in mission.roles
    }
    team = {start: _team(mission, {role: free[role][start] for role in free}) for start in starts}
    heard = {
        language: frozenset(
            start
            for start in starts
            if any(_speaks(problem, e, language, rank) for role in free for e in free[role][start])
        )
        for language, rank in mission.speaks.items()
    }
    whole = tuple(
        start
        for start in starts
        if team[start] == mission.seats and all(start in heard[tongue] for tongue in mission.speaks)
    )
    return Reach(seats, team, heard, whole)


def _free_by_start(tables: Tables, mission: Mission, role: RoleId) -> dict[HalfDay, list[ExpertId]]:
    free: dict[HalfDay, list[ExpertId]] = {start: [] for start in tables.starts[mission.id]}
    for candidate in tables.candidates[mission.id, role]:
        for start in candidate.starts:
            free[start].append(candidate.expert.id)
    return free


def _speaks(problem: Problem, expert: ExpertId, language: Language, rank: int) -> bool:
    return problem.experts[expert].languages.get(language, 0) >= rank


def _team(mission: Mission, free: Mapping[RoleId, list[ExpertId]]) -> int:
    """Most seats filled at once with nobody in two: a matching, grown path by path.

    A role that has as many candidates as the team has seats can always be filled.
    """
    sure = [role for role in mission.roles if len(free[role.id]) >= mission.seats]
    seat_of: dict[ExpertId, RoleId] = {}
    filled = 0
    for role in mission.roles:
        if role not in sure:
            most = min(role.count, len(free[role.id]))
            filled += sum(_place(role.id, free, seat_of, set()) for _ in range(most))
    return filled + sum(role.count for role in sure)


def _place(
    role: RoleId,
    free: Mapping[RoleId, list[ExpertId]],
    seat_of: dict[ExpertId, RoleId],
    tried: set[ExpertId],
) -> bool:
    """Seat one more expert in the role, moving others along if need be (Kuhn 1955)."""
    for expert in free[role]:
        if expert in tried:
            continue
        tried.add(expert)
        if expert not in seat_of or _place(seat_of[expert], free, seat_of, tried):
            seat_of[expert] = role
            return True
    return False
