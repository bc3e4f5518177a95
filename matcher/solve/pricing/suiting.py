"""Which groups of tiers the prices path can bound and solve."""

from matcher.problem import Measure
from matcher.solve.desk import Desk
from matcher.solve.tiers import is_counted

PRICED: frozenset[Measure] = frozenset({"misfit", "burden", "delay", "cost"})
"""Measures that are sums over seats and dates, and squares of what one expert is given."""


def suits(desk: Desk) -> bool:
    """One tier of priced measures, with nothing but counted tiers above it."""
    objective = desk.problem.objective
    at_hand = [objective[tier] for tier in desk.group.tiers]
    return (
        len(at_hand) == 1
        and bool(desk.problem.missions)
        and {measure for measure, weight in at_hand[0].items() if weight} <= PRICED
        and all(is_counted(desk.problem, objective[tier]) for tier in desk.tiers_above)
    )
