"""Start: inside the window, on an allowed weekday and half, on site only where it is open."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from matcher.eligibility import START_CODES, start_refusals
from matcher.plan import Breach
from matcher.rules.reading import Reading

if TYPE_CHECKING:
    from matcher.solve.cpsat.variables import Variables


class Start:
    """A mission starts once, or not at all, and only when it may."""

    codes: tuple[str, ...] = START_CODES

    def declare(self, x: "Variables") -> None:
        """At most one of the allowed starts; others have no variable."""
        for mission in x.problem.missions:
            x.model.add_at_most_one(x.starts(mission).values())

    def breaches(self, reading: Reading) -> Iterator[Breach]:
        """Every reason against the start of every held mission."""
        problem = reading.problem
        for mission, start in reading.dated:
            pin = problem.pins.get(mission.id)
            pinned = pin is not None and pin.start == start
            for reason in start_refusals(problem, mission, start, pinned=pinned):
                yield Breach(reason.code, mission.id, facts=reason.facts)
