"""The constructive strategy: a first plan at once, counted, dated and named in one go.

Model: mission by mission, each on the date that leaves most, its seats named with ejection chains
(F. Glover 1996). It relaxes nothing and proves nothing.
"""

from matcher.solve.bounds.seat_counts import Counted, Weights, weights
from matcher.solve.construct.complete import complete_greedily
from matcher.solve.context import SolveContext
from matcher.solve.parameters.construct import CONSTRUCT
from matcher.solve.tiers import speaks_of_seats

_USUAL = Weights(incomplete=CONSTRUCT.incomplete, vacancies=1)


def suits(context: SolveContext) -> bool:
    """Nobody has found anything yet."""
    return context.is_bare


def improve(context: SolveContext) -> None:
    """Date and name mission by mission, the way a coordinator does."""
    complete_greedily(context, targets(context), context.pinned)


def targets(context: SolveContext) -> Counted:
    """What each mission should reach, as the first tiers that speak of seats weigh it."""
    counted = next(
        (group for group in context.groups if speaks_of_seats(context.problem, group)), None
    )
    return context.counting.counted(
        _USUAL if counted is None else weights(context.problem, counted)
    )
