"""What each start of a mission can give at best, whatever everybody else does."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from matcher.arrays import Flags, Numbers, Rows
from matcher.halfdays import HalfDay
from matcher.index.tables import Tables
from matcher.problem import Language, Mission, Role, RoleId
from matcher.rules.plurality import is_mixed
from matcher.solve.parameters.bounds import BOUNDS
from matcher.solve.parameters.sentinels import NO_GROUP


@dataclass(frozen=True, slots=True)
class StartBounds:
    """Upper bounds by start: seats of each role, seats of the team, languages, wholeness."""

    seats: Mapping[RoleId, Mapping[HalfDay, int]]
    team: Mapping[HalfDay, int]
    heard: Mapping[Language, frozenset[HalfDay]]
    whole: tuple[HalfDay, ...]


def start_bounds(tables: Tables, mission: Mission) -> StartBounds:
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
        if team[start] == mission.seats
        and all(start in heard[language] for language in mission.speaks)
    )
    return StartBounds(seats, team, heard, whole)


def _looks(tables: Tables, mission: Mission, rows: Rows) -> Iterator[Flags]:
    """[start, candidate]: free then? A few candidates first, then all the others."""
    yield tables.free(mission, rows[: BOUNDS.first_look])
    if len(rows) > BOUNDS.first_look:
        yield tables.free(mission, rows[BOUNDS.first_look :])


def _counts(tables: Tables, mission: Mission, role: Role) -> Numbers:
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


def _teams(tables: Tables, mission: Mission, counts: Mapping[RoleId, Numbers]) -> list[int]:
    """[start]: most seats filled at once with nobody in two, and plural where it must be.

    A role that has as many candidates as the team has seats can always be filled.
    """
    teams = []
    alone = _one_group(tables, mission)
    for k, start in enumerate(tables.starts[mission.id]):
        scarce = [role for role in mission.roles if counts[role.id][k] < mission.seats]
        if alone[k]:
            teams.append(_matched(tables, mission, mission.roles, start, one_member=True))
        else:
            sure = mission.seats - sum(role.count for role in scarce)
            teams.append(sure + (_matched(tables, mission, scarce, start) if scarce else 0))
    return teams


def _one_group(tables: Tables, mission: Mission) -> Flags:
    """[start]: are all members who could come of one group, so that only one of them may?"""
    starts = tables.starts[mission.id]
    seats = sum(role.count for role in mission.roles if role.kind != "official")
    if not is_mixed(mission) or seats < 2:
        return np.zeros(len(starts), dtype=np.bool_)
    pin = tables.problem.pins.get(mission.id)
    if pin is not None and pin.experts:
        return np.zeros(len(starts), dtype=np.bool_)
    first = np.full(len(starts), NO_GROUP, dtype=np.int16)
    last = np.full(len(starts), -1, dtype=np.int16)
    for role in mission.roles:
        rows = tables.able(mission, role)
        rows = rows[tables.census.groups[rows] >= 0]
        for look in (rows[: BOUNDS.first_look], rows[BOUNDS.first_look :]):
            free = tables.free(mission, look)
            groups = tables.census.groups[look]
            first = np.minimum(
                first, np.where(free, groups, NO_GROUP).min(axis=1, initial=NO_GROUP)
            )
            last = np.maximum(last, np.where(free, groups, -1).max(axis=1, initial=-1))
            if (first < last).all():
                return np.zeros(len(starts), dtype=np.bool_)
    alone: Flags = first == last
    return alone


def _matched(
    tables: Tables,
    mission: Mission,
    roles: Sequence[Role],
    start: HalfDay,
    one_member: bool = False,
) -> int:
    """Most seats of some roles filled with nobody in two: grown path by path (Kuhn 1955).

    Where only one member may come, all of them are one candidate.
    """
    free: dict[RoleId, list[int]] = {}
    for role in roles:
        rows = tables.able(mission, role)
        rows = rows[tables.free(mission, rows, (start,))[0]]
        if one_member:
            rows = np.unique(np.where(tables.census.groups[rows] >= 0, -1, rows))
        free[role.id] = rows.tolist()
    if len(roles) == 1:
        return min(roles[0].count, len(free[roles[0].id]))
    seat_of: dict[int, RoleId] = {}
    return sum(
        _place(role.id, free, seat_of, set())
        for role in roles
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
