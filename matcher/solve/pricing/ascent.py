"""Better prices, step by step: each follows what the missions and the experts disagree on.

A deflected subgradient method with Polyak's step (B. T. Poljak, Minimization of unsmooth
functionals, 1969; P. M. Camerini, L. Fratta and F. Maffioli, On improving relaxation methods by
modified gradient techniques, 1975).
"""

import numpy as np

from matcher.solve.pricing.market import SCALE, Choice, Market, Prices

_REACH = 0.02
"""The optimum is taken to lie so much above the best bound."""
_MEMORY = 0.4
_PATIENCE = 15
_SHRINK = 0.7
_SMALLEST = 0.002
_AGAIN = 0.25
"""On another market steps are at least so long again at first."""
_HIGHEST = 1 << 27
"""No price is higher, so that costs stay whole numbers of 32 bits."""


class Ascent:
    """Prices on their way up, and the best of them.

    On the way all prices are one vector of fractions: of pairs, of ties, of loss (in a measure
    of its own that makes it about as long as the others) and of calls.
    """

    def __init__(self, market: Market, start: Prices | None = None) -> None:
        self.market = market
        self.best = start or market.free
        self.total = -(1 << 62)
        self.reach = _REACH
        self.theta = 1.0
        self._stalled = 0
        lost = market.quotas.loss[market.quotas.loss > 0]
        self._loss = float(np.median(lost)) if len(lost) else 1.0
        self._return()

    def on(self, market: Market) -> "Ascent":
        """The same climb, from the best prices, on another market."""
        other = Ascent(market, self.best)
        other.theta = max(self.theta, _AGAIN)
        return other

    @property
    def is_done(self) -> bool:
        """Have the steps become too small to matter?"""
        return self.theta < _SMALLEST

    def step(self) -> None:
        """Value the prices, and follow the missions' and the experts' disagreement."""
        prices = self._rounded()
        worth = self.market.worth(prices)
        self._stalled += 1
        if worth.total > self.total:
            self.best, self.total, self._stalled = prices, worth.total, 0
        if self._stalled < _PATIENCE:
            self._follow(self.market.choose(worth))
        else:
            self.theta *= _SHRINK
            self._stalled = 0
            self._return()

    def _return(self) -> None:
        best = self.best
        self._at = np.concatenate([best.pairs, best.ties, [best.loss * self._loss, best.calls]])
        self._way = np.zeros(len(self._at))

    def _rounded(self) -> Prices:
        whole = np.rint(self._at).astype(np.int64)
        pairs = len(self.best.pairs)
        loss = float(self._at[-2]) / self._loss
        return Prices(whole[:pairs], whole[pairs:-2], loss, int(whole[-1]))

    def _follow(self, choice: Choice) -> None:
        others = [choice.loss / self._loss, choice.calls]
        pull = np.concatenate([choice.pairs, choice.ties, others])
        self._way = _MEMORY * self._way + np.where((self._at <= 0) & (pull < 0), 0, pull)
        length = float(np.square(self._way).sum())
        if length == 0:
            self.theta = 0.0
            return
        stride = self.theta * self.reach * max(abs(self.total), SCALE) / length
        self._at = np.clip(self._at + stride * self._way, 0, _HIGHEST)
