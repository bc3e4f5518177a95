"""Misfit: what the experts in filled seats lack to a fit of 100."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from matcher.fit import fit
from matcher.plan import Penalty
from matcher.problem import Measure
from matcher.rules.reading import Reading

if TYPE_CHECKING:
    from matcher.solve.cpsat.skeleton import Expr
    from matcher.solve.cpsat.variables import Variables


class Misfit:
    """Each filled seat costs 100 less its fit."""

    measure: Measure = "misfit"

    def declare(self, x: "Variables") -> "Expr":
        """A weighted sum over the seats."""
        return sum(sit.misfit * sit.var for sit in x.all_sits)

    def breaches(self, reading: Reading) -> Iterator[Penalty]:
        """Each seat with its fit, split."""
        for seat in reading.seats:
            found = fit(reading.problem, seat.mission, seat.role, seat.expert)
            facts = {
                "domain": found.domain,
                "language": found.language,
                "field": found.field,
                "wish": found.wish,
            }
            where = (seat.mission.id, seat.role.id, seat.expert.id)
            yield Penalty(100 - found.total, *where, facts)
