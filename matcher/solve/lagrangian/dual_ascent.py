"""Dual ascent: multipliers rise, first on the whole relaxation, then on what they leave of it."""

from dataclasses import dataclass

import numpy as np

from matcher.solve.context import SolveContext
from matcher.solve.lagrangian.reduced_costs import ReducedCosts, reduced_costs
from matcher.solve.lagrangian.relaxation import LagrangianRelaxation, Multipliers
from matcher.solve.lagrangian.restriction import restricted
from matcher.solve.lagrangian.subgradient import SubgradientMethod
from matcher.solve.parameters.lagrangian import DUAL_ASCENT
from matcher.solve.parameters.sentinels import NEVER


@dataclass(frozen=True, slots=True)
class DualSolution:
    """The best multipliers, their bound in parts of a unit, and all reduced costs at them."""

    multipliers: Multipliers
    total: int
    reduced: ReducedCosts

    def keep(self, wanted: int) -> int:
        """The reduced cost up to which about so many assignments are kept."""
        reduced = self.reduced.assignments
        return int(NEVER if wanted >= len(reduced) else np.partition(reduced, wanted)[wanted])


class DualAscent:
    """One ascent, within a share of what is left at its beginning."""

    def __init__(self, context: SolveContext, relaxation: LagrangianRelaxation) -> None:
        self.context = context
        self.relaxation = relaxation
        self._seconds_end = (
            context.seconds_left * (1 - DUAL_ASCENT.share) if context.work_left is None else 0.0
        )
        self._work_end = (context.work_left or 0.0) * (1 - DUAL_ASCENT.share)

    def run(self) -> DualSolution:
        """Ascend on the whole relaxation, then twice on a restricted one."""
        method = SubgradientMethod(self.relaxation)
        self._steps(method, DUAL_ASCENT.steps_on_all)
        best = latest = self._valued(method.best)
        for _ in range(DUAL_ASCENT.restrictions):
            # What the last multipliers leave, even where they are worse: it was missing there.
            keep, reduced = latest.keep(DUAL_ASCENT.kept * self.relaxation.seats), latest.reduced
            small = restricted(self.relaxation, reduced.dates <= keep, reduced.assignments <= keep)
            method = method.on(small)
            self._steps(method, DUAL_ASCENT.steps_on_few)
            latest = self._valued(method.best)
            best = max(best, latest, key=lambda solution: solution.total)
        return best

    def _steps(self, method: SubgradientMethod, most: int) -> None:
        context = self.context
        work = (
            len(method.relaxation.assignments.pair) * DUAL_ASCENT.work_an_assignment
            + DUAL_ASCENT.work_a_step
        )
        for _ in range(most):
            is_spent = context.work_left is not None and context.work_left - work < self._work_end
            if method.is_done or is_spent or context.out_of_time(self._seconds_end):
                break
            method.step()
            context.spend(work)

    def _valued(self, multipliers: Multipliers) -> DualSolution:
        """What multipliers found on few assignments are worth on the whole relaxation."""
        evaluation = self.relaxation.evaluate(multipliers)
        self.context.raise_bound(evaluation.bound)
        return DualSolution(
            multipliers, evaluation.total, reduced_costs(self.relaxation, evaluation)
        )
