"""Where cores are put together and solved, within what is left of time and work."""

from collections.abc import Callable

from matcher.plan import Plan
from matcher.solve.desk import Desk
from matcher.solve.pricing.binding import add_calls, add_programmes, add_ties
from matcher.solve.pricing.climbing import Summit
from matcher.solve.pricing.core import Core
from matcher.solve.pricing.filling import add_missions
from matcher.solve.pricing.market import Market
from matcher.solve.pricing.mip import Allowance, Solved
from matcher.solve.pricing.seating import flags_of
from matcher.solve.pricing.several import add_experts
from matcher.solve.pricing.workshop import Workshop

_SITTINGS_IN_A_SECOND = 3000
_GROWTH = 1.6
"""How the time of a core grows with its sittings, about."""
_NODES_OF_A_ROOT = 50
_SHARE_OF_A_ROOT = 0.3
"""A root relaxation should take no more of what is left: before its end little is known."""
_TIES_MOST = 1.5


class Bench:
    """Cores of one market, at the best prices known for it."""

    def __init__(self, desk: Desk, market: Market, best: Summit, workshop: Workshop) -> None:
        self.desk = desk
        self.workshop = workshop
        self.market = market
        self.best = best

    @property
    def affordable(self) -> int:
        """How many sittings a core may have that is solved in the time or work left."""
        left = self.desk.seconds_left if self.desk.work_left is None else self.desk.work_left
        return int(_SITTINGS_IN_A_SECOND * (left * _SHARE_OF_A_ROOT) ** (1 / _GROWTH))

    def affords(self, keep: int) -> bool:
        """Is a core small enough? Where many have the same slack, more come in than were asked."""
        return int((self.best.slack.sittings <= keep).sum()) <= _TIES_MOST * self.affordable

    def core(self, plan: Plan, keep: int) -> Core:
        """What has a slack of `keep` at most, and all of a plan."""
        slack = self.best.slack
        dates, sittings = flags_of(self.market, plan)
        core = Core(self.market, dates | (slack.dates <= keep), sittings | (slack.sittings <= keep))
        add_missions(core)
        add_ties(core)
        add_programmes(core)
        add_calls(core)
        add_experts(core, self.best.prices, keep, sittings)
        return core

    def solve(self, core: Core, heard: Callable[[list[int]], None]) -> Solved:
        """Solve a core; what it took is spent."""
        desk = self.desk
        root = (max(1, len(core.seats)) / _SITTINGS_IN_A_SECOND) ** _GROWTH
        nodes = None
        if desk.work_left is not None:
            nodes = max(1, int((desk.work_left / root - 1) * _NODES_OF_A_ROOT))
        allowance = Allowance(desk.seconds_left, nodes, desk.settings.seed, desk.settings.stop)
        solved = self.workshop.solve(core.rows, allowance, heard)
        desk.spend(root * (1 + solved.nodes / _NODES_OF_A_ROOT))
        return solved
