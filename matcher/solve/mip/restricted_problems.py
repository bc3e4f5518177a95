"""Where restricted problems are put together and solved, within what is left of time and work."""

from collections.abc import Callable

from matcher.plan import Plan
from matcher.solve.context import SolveContext
from matcher.solve.lagrangian.dual_ascent import DualSolution
from matcher.solve.lagrangian.relaxation import LagrangianRelaxation
from matcher.solve.mip.coupling_rows import add_calls, add_couplings, add_programmes
from matcher.solve.mip.expert_rows import add_experts
from matcher.solve.mip.incumbent_columns import flags_of
from matcher.solve.mip.mission_rows import add_missions
from matcher.solve.mip.program import MipResult, SolveLimits
from matcher.solve.mip.restricted_problem import RestrictedProblem
from matcher.solve.mip.solver_process import SolverProcess
from matcher.solve.parameters.mip import MIP


class RestrictedProblems:
    """Restricted problems of one relaxation, at the best multipliers known for it."""

    def __init__(
        self,
        context: SolveContext,
        relaxation: LagrangianRelaxation,
        best: DualSolution,
        process: SolverProcess,
    ) -> None:
        self.context = context
        self.process = process
        self.relaxation = relaxation
        self.best = best

    @property
    def affordable(self) -> int:
        """How many assignments can be solved in the time or work left."""
        left = (
            self.context.seconds_left if self.context.work_left is None else self.context.work_left
        )
        return int(MIP.assignments_a_second * (left * MIP.share_of_a_root) ** (1 / MIP.growth))

    def affords(self, keep: int) -> bool:
        """Is it small enough? Where many have one reduced cost, more come in than were asked."""
        return int((self.best.reduced.assignments <= keep).sum()) <= MIP.equals * self.affordable

    def restricted(self, plan: Plan, keep: int) -> RestrictedProblem:
        """What has a reduced cost of `keep` at most, and all of a plan."""
        reduced = self.best.reduced
        dates, assignments = flags_of(self.relaxation, plan)
        restricted = RestrictedProblem(
            self.relaxation,
            dates | (reduced.dates <= keep),
            assignments | (reduced.assignments <= keep),
        )
        add_missions(restricted)
        add_couplings(restricted)
        add_programmes(restricted)
        add_calls(restricted)
        add_experts(restricted, self.best.multipliers, keep, assignments)
        return restricted

    def solve(self, restricted: RestrictedProblem, heard: Callable[[list[int]], None]) -> MipResult:
        """Solve a restricted problem; what it took is spent."""
        context = self.context
        root = (max(1, len(restricted.seats)) / MIP.assignments_a_second) ** MIP.growth
        nodes = None
        if context.work_left is not None:
            nodes = max(1, int((context.work_left / root - 1) * MIP.nodes_of_a_root))
        limits = SolveLimits(
            context.seconds_left, nodes, context.settings.seed, context.settings.stop
        )
        solved = self.process.solve(restricted.rows, limits, heard)
        context.spend(root * (1 + solved.nodes / MIP.nodes_of_a_root))
        return solved
