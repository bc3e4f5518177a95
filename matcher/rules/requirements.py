"""Requirements: everyone in a role meets it; a pinned expert is exempt."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from matcher.eligibility import REQUIREMENT_CODES, is_pinned, requirement_refusals
from matcher.plan import Breach
from matcher.rules.reading import Reading

if TYPE_CHECKING:
    from matcher.solve.cpsat.variables import Variables


class Requirements:
    """Kind, institution, domains, languages, ban and exclusion."""

    codes: tuple[str, ...] = REQUIREMENT_CODES

    def declare(self, x: "Variables") -> None:
        """Nothing to say: who does not meet a role has no variable for it."""

    def breaches(self, reading: Reading) -> Iterator[Breach]:
        """Every requirement that somebody in a seat does not meet."""
        problem = reading.problem
        for seat in reading.seats:
            if is_pinned(problem, seat.mission, seat.role, seat.expert):
                continue
            for reason in requirement_refusals(problem, seat.mission, seat.role, seat.expert):
                yield Breach(
                    reason.code, seat.mission.id, seat.role.id, seat.expert.id, reason.facts
                )
