"""Problems whose dates are given: their shifts, and the plan that chains of shifts mean."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from matcher.arrays import Numbers, Rows
from matcher.halfdays import Span
from matcher.index.tables import Tables
from matcher.plan import Plan
from matcher.problem import ExpertId, Held, Mission, MissionId, MissionRole, Problem, Role, RoleId
from matcher.rules import limits, plurality, programmes, rest
from matcher.solve.smptsp.shifts import Shifts, shifts


@dataclass(frozen=True, slots=True)
class _SharedSeats:
    """Seats of a role that the same experts may take, by their rows."""

    away: Span
    name: MissionRole
    need: int
    rows: Rows


@dataclass(frozen=True, slots=True)
class FixedDates:
    """Every mission on its only start; shifts by row and experts by column, with their names."""

    starts: Mapping[MissionId, int]
    shifts: Shifts
    names: tuple[MissionRole, ...]
    experts: tuple[ExpertId, ...]

    def plan(self, chains: Mapping[int, Numbers]) -> Plan:
        """Every mission held, and who has a chain sits in its shifts."""
        teams: dict[MissionId, dict[RoleId, tuple[ExpertId, ...]]] = {m: {} for m in self.starts}
        for column in sorted(chains):
            for row in chains[column].tolist():
                mission, role = self.names[row]
                seated = teams[mission].get(role, ())
                teams[mission][role] = (*seated, self.experts[column])
        return Plan({mission: Held(at, teams[mission]) for mission, at in self.starts.items()})

    def chains(self, plan: Plan) -> dict[int, Numbers]:
        """The shifts of each expert in a plan; a pinned one sits in their own."""
        rows: dict[MissionRole, list[int]] = {}
        for row in np.argsort(self.shifts.able.sum(axis=1), kind="stable").tolist():
            rows.setdefault(self.names[row], []).extend([row] * int(self.shifts.need[row]))
        found: dict[int, list[int]] = {}
        column = {expert: number for number, expert in enumerate(self.experts)}
        for seat in plan.assignments:
            expert, free = column[seat.expert], rows[seat.mission, seat.role]
            row = next(row for row in free if self.shifts.able[row, expert])
            free.remove(row)
            found.setdefault(expert, []).append(row)
        return {expert: np.array(sorted(own), dtype=np.int64) for expert, own in found.items()}


def has_fixed_dates(problem: Problem, tables: Tables) -> bool:
    """Does nothing bind but dates, diaries and requirements, with one start a mission?"""
    return (
        all(len(starts) == 1 for starts in tables.starts.values())
        and all(_asks_for_seats_alone(problem, mission) for mission in problem.missions.values())
        and not any(limits.is_bounded(expert) for expert in problem.experts.values())
        and not rest.binds(problem)
    )


def fixed_dates(problem: Problem, tables: Tables) -> FixedDates:
    """The shifts of a plain problem: of each role a pinned seat for each pin, and the others."""
    seats = [
        _SharedSeats(mission.away(tables.starts[mission.id][0]), (mission.id, role.id), need, rows)
        for mission in problem.missions.values()
        for role in mission.roles
        for need, rows in _seats(problem, tables, mission, role)
    ]
    seats.sort(key=lambda one: (one.away.end, one.away.start, one.name))
    able = np.zeros((len(seats), len(tables.experts)), dtype=np.bool_)
    for number, one in enumerate(seats):
        able[number, one.rows] = True
    return FixedDates(
        starts={mission: starts[0] for mission, starts in tables.starts.items()},
        shifts=shifts(
            start=np.array([one.away.start for one in seats], dtype=np.int64),
            end=np.array([one.away.end for one in seats], dtype=np.int64),
            need=np.array([one.need for one in seats], dtype=np.int64),
            able=able,
        ),
        names=tuple(one.name for one in seats),
        experts=tuple(expert.id for expert in tables.experts),
    )


def _seats(
    problem: Problem, tables: Tables, mission: Mission, role: Role
) -> Iterator[tuple[int, Rows]]:
    rows = tables.able(mission, role)
    rows = rows[tables.free(mission, rows)[0]]
    pin = problem.pins.get(mission.id)
    pinned = [tables.census.row[expert] for expert in pin.team.get(role.id, ())] if pin else []
    for row in pinned:
        yield 1, rows[rows == row]
    if role.count > len(pinned):
        yield role.count - len(pinned), np.setdiff1d(rows, pinned)


def _asks_for_seats_alone(problem: Problem, mission: Mission) -> bool:
    programme = problem.programmes.get(mission.programme) if mission.programme else None
    return (
        mission.venue != "remote"
        and not mission.speaks
        and not programmes.is_bounded(programme)
        and not (plurality.binds(mission) and _has_members(problem))
    )


def _has_members(problem: Problem) -> bool:
    return any(expert.kind == "member" for expert in problem.experts.values())
