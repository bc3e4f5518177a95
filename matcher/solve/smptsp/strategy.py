"""The fewest people: on given dates, all seats filled by as few experts as possible.

Model: the shift minimisation personnel task scheduling problem (M. Krishnamoorthy, A. T. Ernst,
D. Baatar, European Journal of Operational Research 219, 2012); a chain of shifts for each expert.
Relaxations: the largest clique of shifts that meet, each of which needs people of its own; the
shares of clusters of experts, in which everybody of a cluster can do what any of them can; the
model of all seats. Each forgets who can do what, in part or for nobody, and so needs no more
people than a plan does.
"""

from collections.abc import Callable

from matcher.solve.context import SolveContext
from matcher.solve.parameters.smptsp import COVER
from matcher.solve.smptsp.fixed_dates import fixed_dates, has_fixed_dates
from matcher.solve.smptsp.pool_bounds import PoolBounds
from matcher.solve.smptsp.search import CoverCallbacks, CoverSearch
from matcher.solve.smptsp.shifts import Shifts
from matcher.solve.smptsp.tries import Tries
from matcher.solve.tiers import COUNTED, is_counted


def suits(context: SolveContext) -> bool:
    """Dates are given, and the tier at hand asks for all seats, or for few experts in them."""
    return (_asks_for_all(context) or _asks_for_few(context)) and has_fixed_dates(
        context.problem, context.tables
    )


def improve(context: SolveContext) -> None:
    """Look for a cover with the fewest experts; any is enough where seats alone count."""
    day = fixed_dates(context.problem, context.tables)
    if not _can_be_full(day.shifts):
        return
    few = _asks_for_few(context)
    weight = context.problem.objective[context.group.tiers[0]].get("pool", 0)
    callbacks = CoverCallbacks(
        found=lambda chains: context.offer(day.plan(chains)),
        bounded=lambda least: context.raise_bound(weight * least if few else 0),
        is_over=_last_call(context, 0.0 if few else 1 - COVER.share_of_covering),
    )
    best = day.chains(context.best.plan) if few and context.best.plan is not None else {}
    CoverSearch(Tries(context, day.shifts), PoolBounds(context, day.shifts), callbacks, best).go()


def _last_call(context: SolveContext, kept: float) -> Callable[[], bool]:
    """Is a group proven, or all its time and work used but for a share?"""
    seconds = kept * context.seconds_left
    work = None if context.work_left is None else kept * context.work_left

    def is_over() -> bool:
        is_spent = work is not None and context.work_left is not None and context.work_left <= work
        return not context.is_open or is_spent or context.out_of_time(seconds)

    return is_over


def _asks_for_all(context: SolveContext) -> bool:
    return all(
        is_counted(context.problem, context.problem.objective[t]) for t in context.group.tiers
    )


def _asks_for_few(context: SolveContext) -> bool:
    """Is the tier the pool alone, after one that keeps every seat filled?"""
    tiers = [set(context.problem.objective[tier]) for tier in context.group.tiers]
    return tiers == [{"pool"}] and any(_fills_all(context, tier) for tier in context.tiers_above)


def _fills_all(context: SolveContext, tier: int) -> bool:
    """Does a tier punish empty seats alone, and are there none?"""
    weighed = {measure for measure, weight in context.problem.objective[tier].items() if weight}
    return bool(weighed) and weighed <= COUNTED and context.best.tiers[tier] == 0


def _can_be_full(shifts: Shifts) -> bool:
    return bool((shifts.able.sum(axis=1) >= shifts.need).all())
