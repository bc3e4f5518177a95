"""How prices rise: first on the whole market, then on what they leave of it."""

from dataclasses import dataclass

import numpy as np

from matcher.solve.desk import Desk
from matcher.solve.pricing.ascent import Ascent
from matcher.solve.pricing.market import Market, Prices
from matcher.solve.pricing.narrowing import narrowed
from matcher.solve.pricing.slack import Slack, slack_of
from matcher.solve.pricing.teams import NEVER

_SHARE = 0.4
"""Of the time or work that is left."""
_STEPS_ON_ALL = 100
_STEPS_ON_FEW = 250
_NARROWINGS = 2
_KEPT = 60
"""Prices rise among about so many sittings for each seat, all dates together."""
_WORK_OF_A_SITTING = 35e-9
_WORK_OF_A_STEP = 1e-3


@dataclass(frozen=True, slots=True)
class Summit:
    """The best prices, their bound in parts of a unit, and the slack of everything at them."""

    prices: Prices
    total: int
    slack: Slack

    def keep(self, wanted: int) -> int:
        """The slack up to which about so many sittings are kept."""
        slack = self.slack.sittings
        return int(NEVER if wanted >= len(slack) else np.partition(slack, wanted)[wanted])


class Climb:
    """One climb, within a share of what is left at its beginning."""

    def __init__(self, desk: Desk, market: Market) -> None:
        self.desk = desk
        self.market = market
        self._seconds_end = desk.seconds_left * (1 - _SHARE) if desk.work_left is None else 0.0
        self._work_end = (desk.work_left or 0.0) * (1 - _SHARE)

    def run(self) -> Summit:
        """Climb on the whole market, then twice on a narrowed one."""
        ascent = Ascent(self.market)
        self._steps(ascent, _STEPS_ON_ALL)
        best = latest = self._valued(ascent.best)
        for _ in range(_NARROWINGS):
            # What the last prices leave, even where they are worse: it is what was missing there.
            keep, slack = latest.keep(_KEPT * self.market.seats), latest.slack
            small = narrowed(self.market, slack.dates <= keep, slack.sittings <= keep)
            ascent = ascent.on(small)
            self._steps(ascent, _STEPS_ON_FEW)
            latest = self._valued(ascent.best)
            best = max(best, latest, key=lambda summit: summit.total)
        return best

    def _steps(self, ascent: Ascent, most: int) -> None:
        desk = self.desk
        work = len(ascent.market.sittings.pair) * _WORK_OF_A_SITTING + _WORK_OF_A_STEP
        for _ in range(most):
            is_spent = desk.work_left is not None and desk.work_left - work < self._work_end
            if ascent.is_done or is_spent or desk.out_of_time(self._seconds_end):
                break
            ascent.step()
            desk.spend(work)

    def _valued(self, prices: Prices) -> Summit:
        """What prices found on few sittings are worth on the whole market."""
        worth = self.market.worth(prices)
        self.desk.raise_bound(worth.bound)
        return Summit(prices, worth.total, slack_of(self.market, worth))
