"""The prices path step by step: rising prices, then cores that keep more and more."""

import math

import numpy as np

from matcher.plan import Plan
from matcher.solve.desk import Desk
from matcher.solve.engine import whole_number
from matcher.solve.pricing.ascent import Ascent
from matcher.solve.pricing.binding import add_calls, add_programmes, add_ties
from matcher.solve.pricing.core import Core
from matcher.solve.pricing.filling import add_missions
from matcher.solve.pricing.market import SCALE, Market, Prices, units
from matcher.solve.pricing.mip import Allowance, solve
from matcher.solve.pricing.narrowing import narrowed
from matcher.solve.pricing.quotas import Above, losses
from matcher.solve.pricing.seating import flags_of
from matcher.solve.pricing.several import add_experts
from matcher.solve.pricing.slack import Slack, slack_of
from matcher.solve.pricing.suiting import most_calls
from matcher.solve.pricing.teams import NEVER

_SHARE_OF_PRICES = 0.4
_STEPS_ON_ALL = 100
_STEPS_ON_FEW = 250
_NARROWINGS = 2
_KEPT_TO_CLIMB = 60
"""Prices rise among about so many sittings for each seat, all dates together."""
_KEPT_FIRST = 9
"""So many are left for each seat in the first core."""
_WIDER = 2
_SITTINGS_IN_A_SECOND = 4500
_GROWTH = 1.6
"""How the time of a core grows with its sittings, about."""
_NODES_OF_A_ROOT = 50
_WORK_OF_A_SITTING = 35e-9
_WORK_OF_A_STEP = 1e-3
_SECONDS_TO_END = 0.3
"""SCIP is asked to end so much sooner, because it does not look at the clock all the time."""


class Pricing:
    """One walk of the path."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        measures = desk.best.review.measures if desk.best.review else {}
        loss = losses(desk.problem, desk.tiers_above)
        lost = loss.incomplete * measures["incomplete"] + loss.vacancy * measures["vacancies"]
        above = Above(loss, lost, most_calls(desk))
        tier = desk.problem.objective[desk.group.tiers[0]]
        self.market = Market(desk.tables, tier, desk.best.plan or Plan(), above)
        self.prices = self.market.free
        self.total: int = -int(NEVER)
        self._seats = int(self.market.sittings.roles.count.sum())

    def walk(self) -> None:
        """Raise the bound by prices; then solve cores until proven or out of time."""
        slack = self._raise_prices()
        named = self.market.sittings.is_named
        nameless = int(slack.sittings[~named].min(initial=NEVER)) - 1
        wanted = _KEPT_FIRST * self._seats
        kept = -1
        while self.desk.is_open and not self.desk.out_of_time():
            keep = _threshold(slack, min(wanted, self._affordable()))
            keep = min(keep, self._gap(), nameless)
            if keep <= kept or not self._solve_core(slack, keep):
                break
            kept, wanted = keep, wanted * _WIDER

    def _raise_prices(self) -> Slack:
        """Prices first on the whole market, then on what they leave of it; the slack at last."""
        market, ends = self.market, self.desk.seconds_left * (1 - _SHARE_OF_PRICES)
        ascent = Ascent(market)
        self._climb(ascent, _STEPS_ON_ALL, ends)
        slack = self._value(ascent.best)
        for _ in range(_NARROWINGS):
            keep = _threshold(slack, _KEPT_TO_CLIMB * self._seats)
            small = narrowed(market, slack.dates <= keep, slack.sittings <= keep)
            ascent = ascent.on(small)
            self._climb(ascent, _STEPS_ON_FEW, ends)
            slack = self._value(ascent.best)
        return slack

    def _climb(self, ascent: Ascent, steps: int, ends: float) -> None:
        desk = self.desk
        work = len(ascent.market.sittings.pair) * _WORK_OF_A_SITTING + _WORK_OF_A_STEP
        if desk.work_left is not None:
            steps = min(steps, int(desk.work_left * _SHARE_OF_PRICES / work))
        for _ in range(steps):
            if ascent.is_done or desk.out_of_time(ends):
                break
            ascent.step()
            desk.spend(work)

    def _value(self, prices: Prices) -> Slack:
        """The bound that prices give on the whole market, and the slack of everything."""
        worth = self.market.worth(prices)
        if worth.total > self.total:
            self.prices, self.total, self.slack = prices, worth.total, slack_of(self.market, worth)
            self.desk.raise_bound(worth.bound)
        return self.slack

    def _gap(self) -> int:
        """What a plan better than the best may cost above the bound by prices, in parts."""
        return SCALE * (self.desk.value - 1) - self.total

    def _affordable(self) -> int:
        """How many sittings a core may have that is solved in the time or work left."""
        left = self.desk.seconds_left if self.desk.work_left is None else self.desk.work_left
        return int(_SITTINGS_IN_A_SECOND * (left / 2) ** (1 / _GROWTH))

    def _solve_core(self, slack: Slack, keep: int) -> bool:
        """The best plan of a core, and the bound that comes of it; was there time for both?"""
        desk, market = self.desk, self.market
        dates, sittings = flags_of(market, desk.best.plan or Plan())
        core = Core(market, dates | (slack.dates <= keep), sittings | (slack.sittings <= keep))
        add_missions(core)
        add_ties(core)
        add_programmes(core)
        add_calls(core)
        add_experts(core, self.prices, keep, sittings)
        root = (len(core.seats) / _SITTINGS_IN_A_SECOND) ** _GROWTH
        allowance = self._allowance(root)
        solved = solve(core.rows, allowance, lambda columns: self._offer(core, columns))
        desk.spend(root * (1 + solved.nodes / _NODES_OF_A_ROOT))
        dearer = units(self.total + keep + 1)
        within = whole_number(solved.bound) if solved.bound < math.inf else dearer
        desk.raise_bound(min(dearer, within))
        return solved.is_done

    def _offer(self, core: Core, columns: list[int]) -> None:
        self.desk.offer(core.plan(columns))

    def _allowance(self, root: float) -> Allowance:
        desk = self.desk
        nodes = None
        if desk.work_left is not None:
            nodes = max(1, int((desk.work_left / root - 1) * _NODES_OF_A_ROOT))
        return Allowance(
            desk.seconds_left - _SECONDS_TO_END, nodes, desk.settings.seed, desk.settings.stop
        )


def _threshold(slack: Slack, wanted: int) -> int:
    """The slack up to which about so many sittings are kept."""
    if wanted >= len(slack.sittings):
        return int(NEVER)
    return int(np.partition(slack.sittings, wanted)[wanted])
