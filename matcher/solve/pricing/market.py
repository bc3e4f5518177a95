"""A bound by prices: Lagrangian duality with one mission, and one expert, at a time.

What couples missions is bought and sold. An expert asks a price of each mission (`pairs`),
because others want them too; a date pays for its place and its order (`ties`); and what the
counted tiers may lose has one price (`loss`). For any prices that are not negative, the least
cost of every mission by itself, less what experts earn at most, is a lower bound of the tier
(A. M. Geoffrion, Lagrangean relaxation for integer programming, 1974). Prices are whole
numbers of an eighth, so that the bound is exact.
"""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matcher.plan import Plan
from matcher.problem import Mission, MissionId, Tier
from matcher.solve.pricing.calling import Calls, calls_of
from matcher.solve.pricing.listing import ANYBODY, Ints
from matcher.solve.pricing.quotas import Above, Fill, Quotas, quotas
from matcher.solve.pricing.sharing import Earnings, Sharing
from matcher.solve.pricing.sittings import Sittings, sittings_of
from matcher.solve.pricing.stretches import lowest_at, ranges
from matcher.solve.pricing.teams import NEVER, Teams
from matcher.solve.pricing.ties import Ties, ties_of
from matcher.tables import Tables

SCALE = 8
"""Prices are in so many parts of a unit of the tier."""


def units(parts: int) -> int:
    """The least whole number of units that is not below so many parts."""
    return -(-parts // SCALE)


@dataclass(frozen=True, slots=True)
class Prices:
    """[pair], [tie], one unit of loss and one call; none is negative."""

    pairs: Ints
    ties: Ints
    loss: float = 0.0
    calls: int = 0


@dataclass(frozen=True, slots=True)
class Worth:
    """Least costs at some prices: of seats by opening, of teams by date, of share-outs."""

    cost: Ints
    toll: Ints
    least: Ints
    teams: list[Ints]
    by_mission: Ints
    share_outs: Ints
    best: Ints
    earned: Earnings
    total: int

    @property
    def bound(self) -> int:
        """The lower bound, in units of the tier."""
        return units(self.total)


@dataclass(frozen=True, slots=True)
class Choice:
    """What the missions choose at some prices, and by how much they and the experts differ."""

    dates: Ints
    sittings: Ints
    pairs: Ints
    ties: Ints
    loss: int
    calls: int


class Market:
    """One tier of fit, burden, delay and cost, the counted tiers above not to be worsened."""

    def __init__(self, tables: Tables, tier: Tier, plan: Plan, above: Above) -> None:
        self.problem = tables.problem
        self.seats = sum(mission.seats for mission in self.problem.missions.values())
        self.missions = tuple(self.problem.missions.values())
        self.tables = tables
        self.above = above
        self.burden = tier.get("burden", 0)
        sittings = sittings_of(self.problem, tables, tier, plan)
        self.bonus = int(sittings.cost.max(initial=0)) + 1
        self.retake(sittings)
        self.ties: Ties = ties_of(self.problem, sittings.dates)
        pairs, roles = sittings.pairs, sittings.roles
        self.sharing = Sharing(self.problem, pairs, roles, SCALE * self.burden)
        self._pinned = SCALE * self.bonus * int(pairs.pinned.sum())
        self.quotas: Quotas = quotas(self.problem, self._fills(above), above)

    def retake(self, sittings: Sittings) -> None:
        """Turn to these sittings."""
        self.sittings = sittings
        self.dates = sittings.date
        self.teams = Teams(sittings)
        pinned = sittings.pairs.pinned[sittings.pair]
        self._cost = SCALE * (sittings.cost - np.where(pinned, self.bonus, 0).astype(np.int32))
        self._missions = np.flatnonzero(np.diff(sittings.dates.first))
        self.calls: Calls = calls_of(self.tables, sittings, self.above.calls)

    @cached_property
    def free(self) -> Prices:
        """No prices at all."""
        return Prices(
            np.zeros(len(self.sittings.pairs.role), dtype=np.int64),
            np.zeros(len(self.ties.most), dtype=np.int64),
        )

    def must_speak(self, mission: Mission) -> bool:
        """Would a language of the mission that nobody speaks worsen the tiers above?"""
        return (
            self.quotas.spare < mission.priority * self.above.loss.vacancy
            or self.quotas.exact_spare < mission.priority * self.above.exact.vacancy
        )

    def worth(self, prices: Prices) -> Worth:
        """Every least cost at these prices, and the bound in units of the tier."""
        cost = self._cost + prices.pairs.astype(np.int32)[self.sittings.pair]
        if prices.calls:
            cost += np.int32(prices.calls) * self.calls.factor
        dates = self.sittings.dates
        toll = SCALE * dates.delay + self.ties.tolls(prices.ties, len(dates.start))
        least = self.teams.seats_by_opening(cost)
        teams = self.teams.by_date(least)
        by_mission = self._by_mission(teams[-1], toll)
        share_outs = self._share_outs(by_mission, prices.loss)
        best = lowest_at(share_outs, self.quotas.group)
        earned = self.sharing.earn(prices.pairs)
        total = int(share_outs[best].sum()) + self._pinned - earned.total
        total -= int(prices.ties @ self.ties.most) + math.ceil(prices.loss * self.quotas.spare)
        total -= prices.calls * self.calls.most
        return Worth(cost, toll, least, teams, by_mission, share_outs, best, earned, total)

    def choose(self, worth: Worth) -> Choice:
        """What is chosen at the prices of these costs."""
        fill = self.fill(worth)
        dates = self._dates(worth, fill)
        wanted = fill[:, self.sittings.dates.mission[dates]]
        parts = self.teams.chosen(worth.teams, worth.least, dates, wanted)
        sittings = self.teams.sit(worth.cost, dates, parts)
        count = len(self.sittings.pairs.role)
        more = np.bincount(self.sittings.pair[sittings], minlength=count)
        more -= np.bincount(worth.earned.pairs, minlength=count)
        more[self.sittings.pairs.expert == ANYBODY] = 0
        lost = int(self.quotas.loss[worth.best].sum()) - self.quotas.spare
        ties = self.ties.excess(dates, len(self.sittings.dates.start))
        calls = int(self.calls.factor[sittings].sum()) - self.calls.most
        return Choice(dates, sittings, more, ties, lost, calls)

    def fill(self, worth: Worth) -> Ints:
        """[(seats, spoken), mission] of the best share-outs."""
        sizes = np.diff(np.append(self.quotas.first, len(self.quotas.mission)))
        at = ranges(self.quotas.first[worth.best], sizes[worth.best])
        fill = np.zeros((2, len(self.sittings.dates.first) - 1), dtype=np.int64)
        fill[:, self.quotas.mission[at]] = self.quotas.seats[at], self.quotas.spoken[at]
        return fill

    def _dates(self, worth: Worth, fill: Ints) -> Ints:
        """The cheapest date of each mission for its fill; none where not being held is cheaper."""
        dates = self.sittings.dates
        seats, spoken = fill[:, dates.mission]
        cost = worth.teams[-1][seats, spoken, np.arange(len(dates.start))] + worth.toll
        best = lowest_at(cost, dates.first[self._missions])
        chosen: Ints = best[(seats[best] > 0) | (cost[best] < 0)]
        return chosen

    def _by_mission(self, teams: Ints, toll: Ints) -> Ints:
        """[k, spoken, mission]: least cost on any date, or of not being held."""
        missions = len(self.sittings.dates.first) - 1
        found = np.full((*teams.shape[:2], missions), NEVER, dtype=np.int64)
        if len(self._missions):
            first = self.sittings.dates.first[self._missions]
            found[:, :, self._missions] = np.minimum.reduceat(teams + toll, first, axis=2)
        found[0, 0] = np.minimum(found[0, 0], 0)
        return found

    def _share_outs(self, by_mission: Ints, loss: float) -> Ints:
        cost = by_mission[self.quotas.seats, self.quotas.spoken, self.quotas.mission]
        paid = np.floor(loss * self.quotas.loss).astype(np.int64)
        total: Ints = np.add.reduceat(cost, self.quotas.first) + paid
        return total

    def _fills(self, above: Above) -> dict[MissionId, list[Fill]]:
        """What each mission could fill on some date, whatever the others do."""
        teams = self.teams.by_date(self.teams.seats_by_opening(self._cost))
        possible = self._by_mission(teams[-1], np.zeros_like(self.sittings.dates.delay)) < NEVER
        found = {}
        for number, mission in enumerate(self.missions):
            least = self.tables.least_half_days(mission)
            found[mission.id] = [
                Fill(k, f, k * least, above.loss.of(mission, k, f), above.exact.of(mission, k, f))
                for k, f in np.argwhere(possible[:, :, number]).tolist()
                if k <= mission.seats
            ]
        return found
