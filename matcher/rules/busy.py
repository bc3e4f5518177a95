"""Busy: nobody is sent while their diary says no, nor asked for a session at night."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from matcher.plan import Breach
from matcher.rules.reading import Reading, days

if TYPE_CHECKING:
    from matcher.arrays import Flags
    from matcher.feasibility.joining import Joining
    from matcher.solve.cpsat.variables import Variables

BUSY = "availability.busy"
"""Somebody is busy when a mission takes place."""


class Busy:
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

    def forbids(self, joining: "Joining") -> "Flags":
        """[start, expert]: are they busy, or is a session at night, or beyond the days planned?"""
        return ~joining.free

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
