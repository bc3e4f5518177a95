"""The best teams on given dates: a small problem, with every rule in it from the start.

Most often somebody can be found for every seat that counting promises, on its very dates:
then the first tiers are proven without a model of the whole.
"""

from collections.abc import Sequence

from matcher.problem import Problem
from matcher.rules import RULES
from matcher.solve.engine import Ears, Run, run
from matcher.solve.limits import Settings
from matcher.solve.master import Starts
from matcher.solve.tiers import Group
from matcher.solve.variables import Variables
from matcher.solve.weighing import Weighing
from matcher.tables import Tables


class Reseating:
    """A problem whose dates are fixed."""

    def __init__(self, problem: Problem, tables: Tables, starts: Starts) -> None:
        self.x = Variables(problem, tables.at(starts))
        self._weighing = Weighing(problem, self.x)
        for rule in RULES:
            rule.declare(self.x)

    def keep(self, tiers: Sequence[int], values: Sequence[int]) -> None:
        """Let no plan worsen these tiers."""
        for tier in tiers:
            self.x.model.add(self._weighing.tier(tier) <= values[tier])

    def minimise(
        self,
        group: Group,
        settings: Settings,
        seconds: float,
        work: float | None,
        ears: Ears,
    ) -> Run:
        """Look for the best teams; what is proven here holds for these dates alone."""
        self.x.minimise(self._weighing.of(group))
        return run(self.x.model, settings, seconds, work, ears)
