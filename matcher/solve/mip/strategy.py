"""The Lagrangian strategy: fit, burden, delay and cost, bounded by duality, solved on the rest.

Relaxation: what couples missions gets multipliers (`lagrangian.relaxation`), which splits the
problem into one mission and one expert at a time. Its value is a bound for any multipliers that
are not negative, by weak duality (A. M. Geoffrion 1974; decomposed as by M. Guignard and S. Kim
1987); they rise (`lagrangian.dual_ascent`; P. M. Camerini, L. Fratta, F. Maffioli 1975) until it is
near the optimum.

Model: a zero-one program of what reduced costs within the gap leave (`lagrangian.reduced_costs`,
`restricted_problem`, `program`), wider and wider. What is left out costs more than the reduced cost
kept, so that the lesser of that and the program's own bound is a bound of the whole. SCIP solves
large ones in a process that can be left at any moment (`solver_process`, `solver_worker`, `scip`).
"""

import math

from matcher.plan import Plan
from matcher.solve.context import SolveContext
from matcher.solve.cpsat.run import whole_number
from matcher.solve.lagrangian.applicability import above, has_time, suits
from matcher.solve.lagrangian.dual_ascent import DualAscent
from matcher.solve.lagrangian.relaxation import LagrangianRelaxation, units
from matcher.solve.mip.restricted_problem import RestrictedProblem
from matcher.solve.mip.restricted_problems import RestrictedProblems
from matcher.solve.mip.solver_process import SolverProcess
from matcher.solve.parameters.mip import MIP
from matcher.solve.parameters.sentinels import NEVER, SCALE

__all__ = ["improve", "suits"]


def improve(context: SolveContext) -> None:
    """Multipliers first, then wider and wider restricted problems."""
    if has_time(context):
        with SolverProcess() as process:
            LagrangianSearch(context, process).improve()


class LagrangianSearch:
    """One run of the strategy."""

    def __init__(self, context: SolveContext, process: SolverProcess) -> None:
        self.context = context
        tier = context.problem.objective[context.group.tiers[0]]
        self.relaxation = LagrangianRelaxation(
            context.tables, tier, context.best.plan or Plan(), above(context)
        )
        if MIP.kept_first * self.relaxation.seats > MIP.small:
            process.start()
        self.best = DualAscent(context, self.relaxation).run()
        self.problems = RestrictedProblems(context, self.relaxation, self.best, process)
        named = self.relaxation.assignments.is_named
        self._nameless = int(self.best.reduced.assignments[~named].min(initial=NEVER)) - 1

    def improve(self) -> None:
        """Wider and wider, until one proves the best plan or there is no time for more."""
        context, wanted = self.context, MIP.kept_first * self.relaxation.seats
        kept = -1
        while context.is_open and not context.out_of_time():
            keep = self._keep(min(wanted, self.problems.affordable))
            value = context.value
            if keep <= kept or not self.problems.affords(keep) or not self._prove(keep):
                break
            # Where a wider problem found nothing better, there is most likely nothing better.
            is_best = kept >= 0 and context.value == value
            kept, wanted = keep, wanted * (MIP.wider**3 if is_best else MIP.wider)

    def _keep(self, wanted: int) -> int:
        """The reduced cost up to which is kept: never more than a better plan may have."""
        gap = SCALE * (self.context.value - 1) - self.best.total
        return min(self.best.keep(wanted), gap, self._nameless)

    def _prove(self, keep: int) -> bool:
        """The best plan of a restricted problem, and a bound; was there time for both?"""
        context = self.context
        restricted = self.problems.restricted(context.best.plan or Plan(), keep)
        solved = self.problems.solve(restricted, lambda columns: self._offer(restricted, columns))
        dearer = units(self.best.total + keep + 1)
        within = whole_number(solved.bound) if solved.bound < math.inf else dearer
        context.raise_bound(min(dearer, within))
        return solved.is_done

    def _offer(self, restricted: RestrictedProblem, columns: list[int]) -> None:
        self.context.offer(restricted.plan(columns))
