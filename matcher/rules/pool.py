"""Pool: how many different experts a plan needs."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from matcher.plan import Penalty
from matcher.problem import Measure
from matcher.rules.reading import Reading

if TYPE_CHECKING:
    from matcher.solve.cpsat.skeleton import Expr
    from matcher.solve.cpsat.variables import Variables


class Pool:
    """Each expert with at least one assignment counts one."""

    measure: Measure = "pool"

    def declare(self, x: "Variables") -> "Expr":
        """Whoever sits anywhere is called upon."""
        return sum(x.called_upon(expert) for expert in x.candidates)

    def breaches(self, reading: Reading) -> Iterator[Penalty]:
        """Everybody who is sent."""
        for expert in reading.seats_by_expert:
            yield Penalty(1, expert=expert)
