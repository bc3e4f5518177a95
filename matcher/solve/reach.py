"""What each start of a mission can give at best, whatever everybody else does."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.census import Flags, Rows
from matcher.halfdays import HalfDay
from matcher.problem import Language, Mission, Role, RoleId
from matcher.tables import Tables

Counts = NDArray[np.int64]
_FIRST_LOOK = 48
"""Candidates looked at first: most often they are already more than enough."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Upper bounds by start: seats of each role, seats of the team, languages, wholeness."""

    seats: Mapping[RoleId, Mapping[HalfDay, int]]
    team: Mapping[HalfDay, int]
    heard: Mapping[Language, frozenset[HalfDay]]
    whole: tuple[HalfDay, ...]


def reach(tables: Tables, mission: Mission) -> Reach:
    """The best that the candidates of a mission allow on each of its starts."""
    starts = tables.starts[mission.id]
    counts = {role.id: _counts(tables, mission, role) for role in mission.roles}
    seats = {
        role.id: dict(zip(starts, np.minimum(role.count, counts[role.id]).tolist(), strict=True))
        for role in mission.roles
    }
    team = dict(zip(starts, _teams(tables, mission, counts), strict=True))
    heard = {
        language: _heard(tables, mission, language, rank)
        for language, rank in mission.speaks.items()
    }
    whole = tuple(
        start
        for start in starts
        if team[start] == mission.seats and all(start in heard[tongue] for tongue in mission.speaks)
    )
    return Reach(seats, team, heard, whole)


def _looks(tables: Tables, mission: Mission, rows: Rows) -> Iterator[Flags]:
    """[start, candidate]: free then? A few candidates first, then all the others."""
    yield tables.free(mission, rows[:_FIRST_LOOK])
    if len(rows) > _FIRST_LOOK:
        yield tables.free(mission, rows[_FIRST_LOOK:])


def _counts(tables: Tables, mission: Mission, role: Role) -> Counts:
    """[start]: candidates who are free then; counted on only while the team could want more."""
    counts = np.zeros(len(tables.starts[mission.id]), dtype=np.int64)
    for free in _looks(tables, mission, tables.able(mission, role)):
        counts += free.sum(axis=1)
        if (counts >= mission.seats).all():
            break
    return counts


def _heard(tables: Tables, mission: Mission, language: Language, rank: int) -> frozenset[HalfDay]:
    """The starts on which some candidate of any role speaks a language well enough."""
    starts = tables.starts[mission.id]
    heard = np.zeros(len(starts), dtype=np.bool_)
    for role in mission.roles:
        rows = tables.able(mission, role)
        speakers = rows[tables.census.rank(language)[rows] >= rank]
        for free in _looks(tables, mission, speakers):
            heard |= free.any(axis=1)
            if heard.all():
                return frozenset(starts)
    return frozenset(start for start, is_heard in zip(starts, heard, strict=True) if is_heard)


def _teams(tables: Tables, mission: Mission, counts: Mapping[RoleId, Counts]) -> list[int]:
    """[start]: most seats filled at once with nobody in two.

    A role that has as many candidates as the team has seats can always be filled.
    """
    teams = []
    for k, start in enumerate(tables.starts[mission.id]):
        scarce = [role for role in mission.roles if counts[role.id][k] < mission.seats]
        sure = mission.seats - sum(role.count for role in scarce)
        teams.append(sure + (_matched(tables, mission, scarce, start) if scarce else 0))
    return teams


def _matched(tables: Tables, mission: Mission, scarce: list[Role], start: HalfDay) -> int:
    """Most seats of some roles filled with nobody in two: grown path by path (Kuhn 1955)."""
    free: dict[RoleId, list[int]] = {}
    for role in scarce:
        rows = tables.able(mission, role)
        free[role.id] = rows[tables.free(mission, rows, (start,))[0]].tolist()
    if len(scarce) == 1:
        return min(scarce[0].count, len(free[scarce[0].id]))
    seat_of: dict[int, RoleId] = {}
    return sum(
        _place(role.id, free, seat_of, set())
        for role in scarce
        for _ in range(min(role.count, len(free[role.id])))
    )


def _place(
    role: RoleId, free: Mapping[RoleId, list[int]], seat_of: dict[int, RoleId], tried: set[int]
) -> bool:
    """Seat one more expert in the role, moving others along if need be."""
    for expert in free[role]:
        if expert in tried:
            continue
        tried.add(expert)
        if expert not in seat_of or _place(seat_of[expert], free, seat_of, tried):
            seat_of[expert] = role
            return True
    return False
