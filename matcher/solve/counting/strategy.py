"""The counting strategy: bound a group without names, then look for names on the dates it gives.

Model: on each start of a mission by itself the most seats that its candidates can fill, a
bipartite matching (C. Berge 1957; H. W. Kuhn 1955); the missions of a programme share its
half-days as a knapsack; then all dates and counts in one model, with places and order.
Relaxation: no expert is known to two missions. Every plan's counts are counts of the model, and no
start gives more than its matching, so that the model's value is a bound (`bounds.by_start`,
`bounds.seat_counts`, `master`).
"""

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
