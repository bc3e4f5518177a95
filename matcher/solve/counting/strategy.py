"""The counting strategy: bound a group without names, then look for names on the dates it gives."""

from matcher.solve.bounds.seat_counts import Weights
from matcher.solve.construct.complete import complete_at_once, staff_on
from matcher.solve.context import SolveContext
from matcher.solve.counting.master import solve_counts
from matcher.solve.parameters.counting import COUNTING


def suits(context: SolveContext) -> bool:
    """Dates and seat counts alone decide the tiers at hand."""
    return context.speaks_of_seats


def improve(context: SolveContext) -> None:
    """The bound of counting, and names on dates that would reach it."""
    found = context.counting.counted(context.weights)
    context.raise_bound(found.bound)
    if not context.is_open or context.out_of_time():
        return
    is_dated = complete_at_once(context, found, context.pinned)
    if context.is_open and not context.out_of_time():
        _trade(context)
    if is_dated or not context.is_open or context.out_of_time():
        return
    master = solve_counts(context)
    context.raise_bound(master.bound)
    if context.is_open and not context.out_of_time():
        staff_on(context, master.starts, found, context.pinned)


def _trade(context: SolveContext) -> None:
    """Bound each later tier of the group on its own, whatever the one before it will be."""
    objective = context.problem.objective
    for tier in context.group.tiers[1:]:
        for price in COUNTING.prices:
            before, own = objective[tier - 1], objective[tier]
            weigh = Weights(
                price * before.get("incomplete", 0) + own.get("incomplete", 0),
                price * before.get("vacancies", 0) + own.get("vacancies", 0),
            )
            context.trade(tier, price, context.counting.counted(weigh).bound)
