"""The context in which every strategy works: one group of tiers, the best plan, the limits."""

import math
import time
from collections.abc import Sequence
from functools import cached_property

from matcher.index.tables import Tables
from matcher.plan import Plan, Progress, TierResult
from matcher.problem import Problem
from matcher.rules.vacancies import gaps
from matcher.solve.bounds.seat_counts import SeatCounting, Weights, weights
from matcher.solve.incumbent import Incumbent
from matcher.solve.limits import Settings
from matcher.solve.parameters.control import CONTROL
from matcher.solve.tiers import Group, speaks_of_seats


class Overdue(Exception):
    """The time limit is over and there is no use in going on with what was begun."""


class SolveContext:
    """What is known and allowed while one group of tiers is at hand.

    Strategies offer plans and raise the bound here. `pinned` keeps every pin and holds little
    else. `seconds_left` and `work_left` are what the group at hand may still take; `settings`
    knows the limits of the whole solve.
    """

    def __init__(
        self, problem: Problem, settings: Settings, groups: Sequence[Group], pinned: Plan
    ) -> None:
        self.problem = problem
        self.settings = settings
        self.groups = tuple(groups)
        self.pinned = pinned
        self.tables = Tables(problem)
        self.best = Incumbent(problem)
        self._bounds = [0] * len(self.groups)
        self._number = 0
        self._share = 1.0
        self._seconds_end = settings.time_limit
        self._work = settings.work_limit
        self._work_end = 0.0
        self._reading = 0.0
        self._empty = 0
        self._trades: list[tuple[int, int, int]] = []

    @property
    def group(self) -> Group:
        """The tiers at hand, with the exact weights that keep their order."""
        return self.groups[self._number]

    @property
    def tiers_above(self) -> range:
        """The tiers before the group at hand, which no plan may worsen now."""
        return range(self.group.tiers[0])

    def take(self, number: int, share: float) -> None:
        """Turn to a group, which may use a share of the time and work that are left."""
        self._number = number
        left = max(0.0, self.settings.time_left - self._answering)
        self._seconds_end = self.settings.seconds + left * share
        self._work_end = 0.0 if self._work is None else self._work * (1 - share)

    @property
    def value(self) -> int:
        """The group's sum in the best plan."""
        return self.group.total(self.best.tiers)

    @property
    def bound(self) -> int:
        """A proven lower bound of the group's sum, the tiers above it not worsened."""
        return self._bounds[self._number]

    @property
    def speaks_of_seats(self) -> bool:
        """Are all tiers at hand decided without names?"""
        return speaks_of_seats(self.problem, self.group)

    @property
    def is_bare(self) -> bool:
        """Is the best plan still the one that holds nothing but what is pinned?"""
        return self.best.plan is None or self.best.plan == self.pinned

    @property
    def is_open(self) -> bool:
        """Could there be a better plan for the group at hand?"""
        return self.value > self.bound

    def raise_bound(self, total: int) -> None:
        """Nothing below this is possible on the whole problem, the tiers above not worsened."""
        if total > self.bound:
            self._bounds[self._number] = total
            self.report()

    def offer(self, plan: Plan) -> bool:
        """Have a plan read; it is kept, and told of, where it is right and better."""
        began = time.monotonic()
        taken = self.best.offer(plan)
        self._reading = max(self._reading, time.monotonic() - began)
        if taken:
            self.best.settle()
            self._empty = self._seats_empty()
            self.report()
        return taken

    @property
    def seconds_to_explain(self) -> float:
        """What the funnels of the best plan's vacancies will take, about."""
        return self._empty * len(self.problem.experts) * CONTROL.seconds_a_funnel

    @property
    def _answering(self) -> float:
        """Seconds to keep back for the answer."""
        return CONTROL.readings_kept * self._reading + self.seconds_to_explain

    def _seats_empty(self) -> int:
        """Empty seats and unspoken languages of the best plan, not weighted."""
        problem, plan = self.problem, self.best.settled or Plan()
        return sum(gap.seats for m in problem.missions.values() for gap in gaps(problem, plan, m))

    @property
    def seconds_left(self) -> float:
        """Seconds until the group's share is used up; never negative."""
        left = min(self._seconds_end, self.settings.time_limit - self._answering)
        return max(0.0, left - self.settings.seconds)

    @property
    def work_left(self) -> float | None:
        """Deterministic seconds that the group may still take; None without a limit of them."""
        return None if self._work is None else max(0.0, self._work - self._work_end)

    def portion(self, share: float, most: float = math.inf) -> tuple[float, float | None]:
        """Seconds and work for one run: a share of what is left, and no more than `most`.

        Where work is limited the clock is a last fence only.
        """
        if self.work_left is None:
            return min(most, self.seconds_left * share), None
        return self.seconds_left, min(most, self.work_left * share)

    def spend(self, work: float) -> None:
        """Note deterministic seconds that were used."""
        if self._work is not None:
            self._work = max(0.0, self._work - work)

    def affords(self, work: float) -> bool:
        """Is there half as much again of time, or of work where that is limited?"""
        left = self.seconds_left if self.work_left is None else self.work_left
        return 1.5 * work <= left

    def out_of_time(self, ends: float = 0.0) -> bool:
        """Is there nothing left to use, but for these last seconds, or was a stop asked for?"""
        is_spent = self.work_left is not None and self.work_left <= 0
        return is_spent or self.seconds_left <= ends or self.settings.stop()

    @cached_property
    def counting(self) -> SeatCounting:
        """What counting tells of dates and seats; worked out when first asked for."""
        return SeatCounting(self.tables, self.tick)

    @property
    def weights(self) -> Weights:
        """The weights of the counted measures in the group's sum."""
        return weights(self.problem, self.group)

    def trade(self, tier: int, price: int, total: int) -> None:
        """No right plan has less than a total of this tier and `price` times the one before."""
        self._trades.append((tier, price, total))

    def tick(self) -> None:
        """To be called in long loops. Raises: Overdue."""
        reading = len(self.problem.missions) * CONTROL.seconds_a_mission
        latest = self.settings.time_limit + min(CONTROL.grace, CONTROL.latest - reading)
        if self.settings.stop() or self.settings.seconds > latest:
            raise Overdue

    def results(self) -> list[TierResult]:
        """Value and bound of every tier."""
        values = self.best.tiers
        found = {
            tier: bound
            for group, total in zip(self.groups, self._bounds, strict=True)
            for tier, bound in group.bounds(total, values)
        }
        for tier, price, total in self._trades:
            bound = total - price * values[tier - 1]
            found[tier] = max(found[tier], min(values[tier], bound))
        return [TierResult(value, found[tier]) for tier, value in enumerate(values)]

    def report(self) -> None:
        """Tell who listens of the first tier of the group that is still open."""
        if self.best.review is None or not self.groups:
            return
        results = self.results()
        tiers = self.group.tiers
        tier = next((t for t in tiers if not results[t].optimal), tiers[-1])
        plan, result, seconds = self.best.settled, results[tier], self.settings.seconds
        news = Progress(tier, result.value, result.bound, self._empty, seconds, plan)
        self.settings.progress(news)
