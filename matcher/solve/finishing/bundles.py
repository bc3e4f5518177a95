"""A bound that counts bundles: sets of tasks that can be under way together.

Every half-day of a plan runs one bundle, so the half-days that all lengths take, spread over
bundles as well as possible, bound the finish (Mingozzi, Maniezzo, Ricciardelli and Bianco
1998). Bundles are made as the linear program's prices ask for them. The bound is read off
from whole prices and a proven heaviest bundle, so that no rounding spoils it.
"""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from math import ceil, inf

from ortools.linear_solver.python import model_builder
from ortools.sat.python.cp_model import CpModel

from matcher.solve.desk import Desk
from matcher.solve.engine import run, whole_number
from matcher.solve.finishing.case import Case
from matcher.solve.finishing.staffing import Group

_GRAIN = 10_000
_PRICE = 0.005
"""Deterministic seconds of a linear program and of the models made."""
_WORK = 1.0
_SHARE = 0.2
_ROUNDS = 300


class Bundles:
    """Column generation over bundles; `bound` is valid at any moment."""

    def __init__(self, desk: Desk, case: Case, known: Iterable[Group]) -> None:
        self.desk = desk
        self.lengths = [task.length for task in case.tasks]
        self.first = min(case.order.heads)
        self.bound = 0
        alone = (frozenset({at}) for at in range(len(self.lengths)))
        self._bundles = dict.fromkeys((*alone, *known))
        self._model = CpModel()
        self._is_in = [self._model.new_bool_var("") for _ in self.lengths]
        for limit in case.limits:
            loads = zip(limit.loads, self._is_in, strict=True)
            self._model.add(sum(load * var for load, var in loads) <= limit.most)
        for one, other in sorted(case.order.apart):
            self._model.add_at_most_one(self._is_in[one], self._is_in[other])

    def improve(self) -> None:
        """Round after round, until nothing is gained or a share of the time is used.

        Where work is limited it alone ends the rounds: a share of the clock would not be the
        same twice.
        """
        ends = self.desk.seconds_left * (1 - _SHARE) if self.desk.work_left is None else 0.0
        for _ in range(_ROUNDS):
            if self.desk.out_of_time(ends) or not self._gains(self.desk.seconds_left - ends):
                return

    def _gains(self, seconds: float) -> bool:
        """Price the tasks and add the heaviest bundle; False where it was known, or too slow."""
        total, prices = self._prices()
        heaviest = self._heaviest(prices, seconds)
        if heaviest is None:
            return False
        bundle, weight = heaviest
        worth = sum(price * n for price, n in zip(prices, self.lengths, strict=True))
        self.bound = max(self.bound, self.first + ceil(Fraction(worth, max(1, weight))))
        if bundle in self._bundles or self.bound >= self.first + ceil(total - 1e-6):
            return False
        self._bundles[bundle] = None
        return True

    def _prices(self) -> tuple[float, list[int]]:
        """The fewest half-days with the bundles known, and what each task's take of them."""
        model = model_builder.Model()  # type: ignore[no-untyped-call]  # its __init__ lacks types
        shares = [model.new_num_var(0, inf, "") for _ in self._bundles]
        covers: list[list[model_builder.Variable]] = [[] for _ in self.lengths]
        for share, bundle in zip(shares, self._bundles, strict=True):
            for at in sorted(bundle):
                covers[at].append(share)
        rows = [model.add(sum(c) >= n) for c, n in zip(covers, self.lengths, strict=True)]
        model.minimize(sum(shares))
        solver = model_builder.Solver("GLOP")
        solver.solve(model)
        prices = [max(0, round(solver.dual_value(row) * _GRAIN)) for row in rows]
        return solver.objective_value, prices

    def _heaviest(self, prices: list[int], seconds: float) -> tuple[Group, int] | None:
        """The bundle that is worth most at these prices, and a proven bound of any one's."""
        self._model.maximize(sum(p * var for p, var in zip(prices, self._is_in, strict=True)))
        alone = replace(self.desk.settings, workers=1)
        found = run(self._model, alone, seconds, _WORK)
        self.desk.spend(found.work + _PRICE)
        value = found.value
        if value is None:
            return None
        bundle = frozenset(at for at, var in enumerate(self._is_in) if value(var))
        return bundle, whole_number(found.bound)
