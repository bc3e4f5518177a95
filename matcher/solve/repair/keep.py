"""The keep strategy: a first plan that leaves what is published, and fills what is missing.

Model: published missions by their own dates, then the fewest moves, teams as far as rules allow;
the rest is constructed. It relaxes nothing and proves nothing.
"""

from matcher.plan import Plan
from matcher.solve.construct.complete import complete_greedily
from matcher.solve.construct.strategy import targets
from matcher.solve.context import SolveContext
from matcher.solve.repair.kept_plan import kept


def suits(context: SolveContext) -> bool:
    """Nobody has found anything yet, something is published, and calls count."""
    problem = context.problem
    counts = any(tier.get("calls", 0) for tier in problem.objective)
    return context.is_bare and counts and any(m in problem.missions for m in problem.published)


def improve(context: SolveContext) -> None:
    """What is still right, then dates and names for the rest, mission by mission."""
    base = kept(context.tables, Plan(context.problem.published), context.pinned)
    context.offer(base)
    complete_greedily(context, targets(context), base)
