"""The prices path step by step: rising prices, then cores that keep more and more."""

import math

from matcher.plan import Plan
from matcher.solve.desk import Desk
from matcher.solve.engine import whole_number
from matcher.solve.pricing.bench import Bench
from matcher.solve.pricing.climbing import Climb
from matcher.solve.pricing.core import Core
from matcher.solve.pricing.market import SCALE, Market, units
from matcher.solve.pricing.suiting import above
from matcher.solve.pricing.teams import NEVER
from matcher.solve.pricing.workshop import SMALL, Workshop

_KEPT_FIRST = 9
"""So many sittings are left for each seat in the first core."""
_WIDER = 2


class Pricing:
    """One walk of the path."""

    def __init__(self, desk: Desk, workshop: Workshop) -> None:
        self.desk = desk
        tier = desk.problem.objective[desk.group.tiers[0]]
        self.market = Market(desk.tables, tier, desk.best.plan or Plan(), above(desk))
        if _KEPT_FIRST * self.market.seats > SMALL:
            workshop.start()
        self.best = Climb(desk, self.market).run()
        self.bench = Bench(desk, self.market, self.best, workshop)
        named = self.market.sittings.is_named
        self._nameless = int(self.best.slack.sittings[~named].min(initial=NEVER)) - 1

    def walk(self) -> None:
        """Wider and wider cores, until one proves the best plan or there is no time for more."""
        desk, wanted = self.desk, _KEPT_FIRST * self.market.seats
        kept = -1
        while desk.is_open and not desk.out_of_time():
            keep = self._keep(min(wanted, self.bench.affordable))
            value = desk.value
            if keep <= kept or not self.bench.affords(keep) or not self._prove(keep):
                break
            # Where a wider core found nothing better, there is most likely nothing better.
            is_best = kept >= 0 and desk.value == value
            kept, wanted = keep, wanted * (_WIDER**3 if is_best else _WIDER)

    def _keep(self, wanted: int) -> int:
        """The slack up to which a core keeps: never more than a better plan may have."""
        gap = SCALE * (self.desk.value - 1) - self.best.total
        return min(self.best.keep(wanted), gap, self._nameless)

    def _prove(self, keep: int) -> bool:
        """The best plan of a core of all missions, and a bound of it; was there time for both?"""
        desk = self.desk
        core = self.bench.core(desk.best.plan or Plan(), keep)
        solved = self.bench.solve(core, lambda columns: self._offer(core, columns))
        dearer = units(self.best.total + keep + 1)
        within = whole_number(solved.bound) if solved.bound < math.inf else dearer
        desk.raise_bound(min(dearer, within))
        return solved.is_done

    def _offer(self, core: Core, columns: list[int]) -> None:
        self.desk.offer(core.plan(columns))
