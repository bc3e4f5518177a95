"""Cost: fares and per diems of the assignments."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from matcher.plan import Penalty
from matcher.problem import Measure
from matcher.rules.reading import Reading

if TYPE_CHECKING:
    from matcher.solve.cpsat.skeleton import Expr
    from matcher.solve.cpsat.variables import Variables


class Cost:
    """Each seat abroad costs its fare and per diems."""

    measure: Measure = "cost"

    def declare(self, x: "Variables") -> "Expr":
        """A weighted sum over the seats."""
        return sum(sit.cost * sit.var for sit in x.all_sits)

    def breaches(self, reading: Reading) -> Iterator[Penalty]:
        """Each seat that costs something."""
        for seat in reading.seats:
            cost = reading.problem.costs.of(seat.mission, seat.expert)
            if cost:
                yield Penalty(cost, seat.mission.id, seat.role.id, seat.expert.id)
