"""What is left of a problem once everything too dear is out, as a zero-one program.

Columns are dates, assignments on a date, seat patterns where there are several, and what experts
with several missions cost more. Seats are filled date by date, which leaves hardly a gap to the
Lagrangian bound.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from matcher.arrays import Flags, Ints
from matcher.plan import Plan
from matcher.problem import ExpertId, Held, RoleId
from matcher.solve.lagrangian.relaxation import LagrangianRelaxation
from matcher.solve.mip.program import BinaryProgram


@dataclass(frozen=True, slots=True)
class SeatColumn:
    """One assignment that is still in question, with its column."""

    column: int
    number: int
    pair: int
    date: int
    mission: int
    role: int
    expert: int
    half_days: int
    is_pinned: bool


@dataclass(frozen=True, slots=True)
class DateColumn:
    """One date that is still in question, with its column and the seats on it."""

    column: int
    number: int
    start: int
    seats: list[SeatColumn]


class RestrictedProblem:
    """Columns of the dates and assignments that are kept; rows are added by those who know them."""

    def __init__(self, relaxation: LagrangianRelaxation, dates: Flags, assignments: Flags) -> None:
        self.relaxation = relaxation
        self.rows = BinaryProgram()
        self.days: dict[int, DateColumn] = {}
        self.by_mission: dict[int, list[DateColumn]] = defaultdict(list)
        self._add_days(np.flatnonzero(dates))
        self.seats = self._add_seats(np.flatnonzero(assignments & dates[relaxation.dates]))
        for seat in self.seats:
            self.days[seat.date].seats.append(seat)

    def _add_days(self, numbers: Ints) -> None:
        dates = self.relaxation.assignments.dates
        columns = self.rows.add_columns(dates.delay[numbers].tolist())
        missions, starts = dates.mission[numbers].tolist(), dates.start[numbers].tolist()
        for column, number, mission, start in zip(
            columns, numbers.tolist(), missions, starts, strict=True
        ):
            self.days[number] = day = DateColumn(column, number, start, [])
            self.by_mission[mission].append(day)

    def _add_seats(self, numbers: Ints) -> list[SeatColumn]:
        arrays = self.relaxation.assignments
        pair, date = arrays.pair[numbers], self.relaxation.dates[numbers]
        facts = (
            self.rows.add_columns(arrays.cost[numbers].tolist()),
            numbers.tolist(),
            pair.tolist(),
            date.tolist(),
            arrays.dates.mission[date].tolist(),
            arrays.pairs.role[pair].tolist(),
            arrays.pairs.expert[pair].tolist(),
            arrays.half_days[numbers].tolist(),
            arrays.pairs.pinned[pair].tolist(),
        )
        return [SeatColumn(*each) for each in zip(*facts, strict=True)]

    def seats_of(self, mission: int) -> list[SeatColumn]:
        """Everybody who may sit in a mission, date by date."""
        return [seat for day in self.by_mission[mission] for seat in day.seats]

    def plan(self, chosen: Iterable[int]) -> Plan:
        """The plan that the columns at 1 mean."""
        on = set(chosen)
        roles, experts = self.relaxation.assignments.roles, self.relaxation.tables.experts
        held = {}
        for number, mission in enumerate(self.relaxation.problem.missions.values()):
            days = [day for day in self.by_mission[number] if day.column in on]
            team: dict[RoleId, tuple[ExpertId, ...]] = {}
            for seat in (seat for day in days for seat in day.seats if seat.column in on):
                role = mission.roles[roles.place[seat.role]].id
                team[role] = (*team.get(role, ()), experts[seat.expert].id)
            held[mission.id] = Held(days[0].start if days else None, team)
        return Plan(held)
