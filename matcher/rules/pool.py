"""Pool: how many different experts a plan needs."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from matcher.plan import Penalty, Plan
from matcher.problem import Measure, Problem
from matcher.rules.reading import seated_by_expert

if TYPE_CHECKING:
    from matcher.solve.skeleton import Expr
    from matcher.solve.variables import Variables


class Pool:
    """Each expert with at least one assignment counts one."""

    measure: Measure = "pool"

    def declare(self, x: "Variables") -> "Expr":
        """Whoever sits anywhere is called upon."""
        return sum(x.called_upon(expert) for expert in x.candidates)

    def breaches(self, problem: Problem, plan: Plan) -> Iterator[Penalty]:
        """Everybody who is sent."""
        for expert in seated_by_expert(problem, plan):
            yield Penalty(1, expert=expert)
