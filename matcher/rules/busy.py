"""Busy: nobody is sent while their diary says no, nor asked for a session at night."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from matcher.plan import Breach
from matcher.problem import Mission
from matcher.rules.base import DateRule
from matcher.rules.reading import Reading, days

if TYPE_CHECKING:
    from matcher.arrays import Flags, Numbers, Rows
    from matcher.index.tables import Tables
    from matcher.solve.cpsat.variables import Variables

BUSY = "availability.busy"
"""Somebody is busy when a mission takes place."""


class Busy(DateRule):
    """Occupied half-days lie inside the horizon and meet no busy range."""

    codes: tuple[str, ...] = (
        BUSY,
        "availability.session_at_night",
        "availability.horizon",
    )

    def declare(self, x: "Variables") -> None:
        """Who sits in a team is free on the start that is chosen."""
        for mission in x.problem.missions.values():
            for sit in x.sits(mission.id):
                x.model.add_implication(sit.var, x.starts_within(mission.id, sit.starts))

    def allows(
        self, tables: "Tables", mission: Mission, starts: "Numbers", rows: "Rows"
    ) -> "Flags":
        """[start, expert]: does their diary leave the half-days, and no session lie at night?"""
        census = tables.census
        if mission.venue != "remote" or mission.partner is None:
            first = starts - mission.travel_before
            length = mission.travel_before + mission.length + mission.travel_after
            found: Flags = census.free_run[first[:, None], rows] >= length
            return found
        free = np.zeros((len(starts), len(rows)), dtype=np.bool_)
        there = tables.problem.partners[mission.partner].timezone
        for number, here in enumerate(census.clocks):
            living = np.flatnonzero(census.clock[rows] == number)
            if len(living):
                args = (mission.length, starts, rows[living], (there, here))
                free[:, living] = _hears(tables, *args)
        return free

    def breaches(self, reading: Reading) -> Iterator[Breach]:
        """Every busy range that a mission meets, and sessions out of hours."""
        problem = reading.problem
        for seat in reading.seats:
            where, taken = (seat.mission.id, seat.role.id, seat.expert.id), seat.taken
            if taken is None:
                yield Breach("availability.session_at_night", *where)
                continue
            if not problem.horizon.holds(taken[0], taken[-1] + 1):
                yield Breach("availability.horizon", *where, {"days": days(problem, taken)})
            near = (s for s in seat.expert.busy if s.start <= taken[-1] and taken[0] < s.end)
            for span in near:
                met = tuple(half_day for half_day in taken if half_day in span)
                if met:
                    yield Breach(BUSY, *where, {"days": days(problem, met)})


def _hears(
    tables: "Tables", length: int, starts: "Numbers", rows: "Rows", zones: tuple[str, str]
) -> "Flags":
    """[start, expert]: free in every half-day that the sessions take by their clock?"""
    takes, free_run = tables.sessions_of(*zones), tables.census.free_run
    free = np.ones((len(starts), len(rows)), dtype=np.bool_)
    for later in range(length):
        first, taken = takes.first[starts + later], takes.taken[starts + later]
        free &= free_run[first[:, None], rows] >= taken[:, None]
    return free
