"""The prices path: fit, burden, delay and cost, bounded by prices and solved on what is left.

What couples missions is priced (`market`), which splits the problem into one mission and one
expert at a time; prices rise (`ascent`) until the bound is near the optimum. Then everything
that would cost more than the best plan is left out (`slack`), and the core that remains is
solved as a mixed integer programme (`core`, `mip`), wider and wider until nothing is left out;
SCIP does that in a process that can be left at any moment (`workshop`, `apart`, `scip`).
"""

from matcher.solve.desk import Desk
from matcher.solve.pricing.search import Pricing
from matcher.solve.pricing.suiting import has_time, suits
from matcher.solve.pricing.workshop import Workshop

__all__ = ["suits", "walk"]


def walk(desk: Desk) -> None:
    """Prices first, then wider and wider cores."""
    if has_time(desk):
        with Workshop() as workshop:
            Pricing(desk, workshop).walk()
