"""The objective as expressions of one model: tiers, and groups of them in one sum."""

from matcher.problem import Measure, Problem
from matcher.rules import AIM_BY_MEASURE
from matcher.solve.cpsat.skeleton import Expr, Skeleton
from matcher.solve.tiers import Group


class ObjectiveTerms:
    """Declares each measure in a model when it is first asked for, and only once."""

    def __init__(self, problem: Problem, x: Skeleton) -> None:
        self._problem = problem
        self._x = x
        self._exprs: dict[Measure, Expr] = {}

    def of(self, group: Group) -> Expr:
        """The tiers of a group as the one sum that keeps their order."""
        terms = zip(group.weights, group.tiers, strict=True)
        return sum(weight * self.tier(tier) for weight, tier in terms)

    def tier(self, tier: int) -> Expr:
        """One level of the objective."""
        total: Expr = 0
        for measure, weight in self._problem.objective[tier].items():
            total = total + weight * self._measure(measure)
        return total

    def _measure(self, measure: Measure) -> Expr:
        if measure not in self._exprs:
            aim = AIM_BY_MEASURE[measure]
            # A model without names knows no seats: it is asked for counted measures alone.
            self._exprs[measure] = aim.declare(self._x)  # type: ignore[arg-type]
        return self._exprs[measure]
