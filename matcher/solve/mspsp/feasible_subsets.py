"""A bound that counts feasible subsets: sets of tasks that can be under way together.

Every half-day of a plan runs one subset, so the half-days that all lengths take, spread over
subsets as well as possible, bound the finish (Mingozzi, Maniezzo, Ricciardelli and Bianco
1998). Subsets are made as the linear program's dual values ask for them. The bound is read
off from whole dual values and a proven heaviest subset, so that no rounding spoils it.
"""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from math import ceil, inf

from ortools.linear_solver.python import model_builder
from ortools.sat.python.cp_model import CpModel

from matcher.solve.context import SolveContext
from matcher.solve.cpsat.run import run, whole_number
from matcher.solve.mspsp.instance import Instance
from matcher.solve.mspsp.staffing import ConcurrentTasks
from matcher.solve.parameters.mspsp import SUBSETS


class FeasibleSubsets:
    """Column generation over subsets; `bound` is valid at any moment."""

    def __init__(
        self, context: SolveContext, instance: Instance, known: Iterable[ConcurrentTasks]
    ) -> None:
        self.context = context
        self.lengths = [task.length for task in instance.tasks]
        self.first = min(instance.order.heads)
        self.bound = 0
        alone = (frozenset({at}) for at in range(len(self.lengths)))
        self._subsets = dict.fromkeys((*alone, *known))
        self._model = CpModel()
        self._is_in = [self._model.new_bool_var("") for _ in self.lengths]
        for limit in instance.limits:
            loads = zip(limit.loads, self._is_in, strict=True)
            self._model.add(sum(load * var for load, var in loads) <= limit.most)
        for one, other in sorted(instance.order.apart):
            self._model.add_at_most_one(self._is_in[one], self._is_in[other])

    def improve(self) -> None:
        """Round after round, until nothing is gained or a share of the time is used.

        Where work is limited it alone ends the rounds: a share of the clock would not be the
        same twice.
        """
        ends = (
            self.context.seconds_left * (1 - SUBSETS.share)
            if self.context.work_left is None
            else 0.0
        )
        for _ in range(SUBSETS.rounds):
            if self.context.out_of_time(ends) or not self._gains(self.context.seconds_left - ends):
                return

    def _gains(self, seconds: float) -> bool:
        """Price the tasks and add the heaviest subset; False where it was known, or too slow."""
        total, prices = self._prices()
        heaviest = self._heaviest(prices, seconds)
        if heaviest is None:
            return False
        subset, weight = heaviest
        worth = sum(price * n for price, n in zip(prices, self.lengths, strict=True))
        self.bound = max(self.bound, self.first + ceil(Fraction(worth, max(1, weight))))
        if subset in self._subsets or self.bound >= self.first + ceil(total - 1e-6):
            return False
        self._subsets[subset] = None
        return True

    def _prices(self) -> tuple[float, list[int]]:
        """The fewest half-days with the subsets known, and what each task's take of them."""
        model = model_builder.Model()  # type: ignore[no-untyped-call]  # its __init__ lacks types
        shares = [model.new_num_var(0, inf, "") for _ in self._subsets]
        covers: list[list[model_builder.Variable]] = [[] for _ in self.lengths]
        for share, subset in zip(shares, self._subsets, strict=True):
            for at in sorted(subset):
                covers[at].append(share)
        rows = [model.add(sum(c) >= n) for c, n in zip(covers, self.lengths, strict=True)]
        model.minimize(sum(shares))
        solver = model_builder.Solver("GLOP")
        solver.solve(model)
        prices = [max(0, round(solver.dual_value(row) * SUBSETS.grain)) for row in rows]
        return solver.objective_value, prices

    def _heaviest(self, prices: list[int], seconds: float) -> tuple[ConcurrentTasks, int] | None:
        """The subset that is worth most at these dual values, and a proven bound of any one's."""
        self._model.maximize(sum(p * var for p, var in zip(prices, self._is_in, strict=True)))
        alone = replace(self.context.settings, workers=1)
        found = run(self._model, alone, seconds, SUBSETS.pricing_work)
        self.context.spend(found.work + SUBSETS.work_a_round)
        value = found.value
        if value is None:
            return None
        subset = frozenset(at for at, var in enumerate(self._is_in) if value(var))
        return subset, whole_number(found.bound)
