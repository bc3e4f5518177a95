"""Counting mission by mission: the least that is missing, places left aside.

Missions meet in places, in order and in programmes. Of these programmes are looked at here: each
is a knapsack of half-days over the seats of its missions, solved by dynamic programming. Of order
it is known on which starts a mission can follow at all.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from matcher.arrays import Numbers
from matcher.halfdays import HalfDay
from matcher.index.tables import Tables
from matcher.problem import Mission, MissionId, Problem, Programme
from matcher.solve.bounds.by_start import StartBounds, start_bounds
from matcher.solve.bounds.precedence import ordered_starts
from matcher.solve.parameters.bounds import BOUNDS
from matcher.solve.tiers import Group


@dataclass(frozen=True, slots=True)
class Weights:
    """What one priority point of an incomplete mission, and of an empty seat, adds to a group."""

    incomplete: int
    vacancies: int


@dataclass(frozen=True, slots=True)
class Target:
    """What a mission can reach at best: so many seats, on these starts, at this price.

    `silent` languages that it speaks nobody speaks then.
    """

    seats: int
    silent: int
    starts: tuple[HalfDay, ...]
    price: int


@dataclass(frozen=True, slots=True)
class Counted:
    """A proven bound of a group's sum, and what each mission would have to reach for it."""

    bound: int
    targets: dict[MissionId, Target]

    def with_seats(self, seats: Mapping[MissionId, int]) -> "Counted":
        """The same, with other numbers of seats to be filled."""
        others = {m: replace(self.targets[m], seats=count) for m, count in seats.items()}
        return replace(self, targets={**self.targets, **others})


def weights(problem: Problem, group: Group) -> Weights:
    """The weights of the two counted measures in a group's sum."""
    tiers = [problem.objective[tier] for tier in group.tiers]
    each = list(zip(group.weights, tiers, strict=True))
    return Weights(
        sum(weight * tier.get("incomplete", 0) for weight, tier in each),
        sum(weight * tier.get("vacancies", 0) for weight, tier in each),
    )


class SeatCounting:
    """What each start can give of every mission, and what that leaves missing at least."""

    def __init__(self, tables: Tables, tick: Callable[[], None]) -> None:
        self.tables = tables
        self.by_start: dict[MissionId, StartBounds] = {}
        for mission in tables.problem.missions.values():
            tick()
            self.by_start[mission.id] = start_bounds(tables, mission)
        self._starts = ordered_starts(tables)
        self._known: dict[Weights, Counted] = {}

    def counted(self, weigh: Weights) -> Counted:
        """The least sum that mission by mission counting leaves possible."""
        if weigh not in self._known:
            self._known[weigh] = self._count(weigh)
        return self._known[weigh]

    def _count(self, weigh: Weights) -> Counted:
        tables, problem = self.tables, self.tables.problem
        ladders = {
            mission.id: _SeatCosts(
                mission, self._starts[mission.id], self.by_start[mission.id], weigh
            )
            for mission in problem.missions.values()
        }
        seats = {mission: ladder.best for mission, ladder in ladders.items()}
        for programme in problem.programmes.values():
            own = [ladders[m.id] for m in problem.missions.values() if m.programme == programme.id]
            seats |= _shared(tables, programme, own)
        targets = {mission: ladders[mission].target(count) for mission, count in seats.items()}
        targets |= {m: _sparing(tables, problem.missions[m], targets[m]) for m in targets}
        return Counted(sum(target.price for target in targets.values()), targets)


class _SeatCosts:
    """What a mission costs a group with 0, 1, 2… seats filled, each on its best starts."""

    def __init__(
        self, mission: Mission, starts: tuple[HalfDay, ...], best: StartBounds, weigh: Weights
    ) -> None:
        self.mission = mission
        self._seats = mission.seats
        self._starts = starts
        self._best = best
        self._weigh = weigh
        self.most = max((best.team[start] for start in starts), default=0)
        self.prices = [self._least(count) for count in range(self.most + 1)]

    @property
    def best(self) -> int:
        """How many seats to fill where nothing stands against it; the more the better."""
        return min(range(self.most + 1), key=lambda count: (self.prices[count], -count))

    def target(self, count: int) -> Target:
        """The starts on which so many seats cost the least."""
        price = self.prices[count]
        starts = tuple(s for s in self._starts if self._price(count, s) == price)
        silent = min((self._silent(start) for start in starts), default=0)
        return Target(count, silent, starts, price)

    def _least(self, count: int) -> int:
        of_starts = (self._price(count, start) for start in self._starts)
        return min((p for p in of_starts if p is not None), default=self._empty)

    @property
    def _empty(self) -> int:
        everything = self._seats + len(self.mission.speaks)
        return self.mission.priority * (self._weigh.incomplete + self._weigh.vacancies * everything)

    def _price(self, count: int, start: HalfDay) -> int | None:
        """What is missing with so many seats filled on a start; None where they cannot be."""
        mission, best = self.mission, self._best
        if count > best.team[start]:
            return None
        if count == 0:
            return self._empty
        is_whole = count == self._seats and start in best.whole
        missing = self._weigh.vacancies * (self._seats - count + self._silent(start))
        return mission.priority * (missing + (0 if is_whole else self._weigh.incomplete))

    def _silent(self, start: HalfDay) -> int:
        return sum(start not in self._best.heard[language] for language in self.mission.speaks)


def _sparing(tables: Tables, mission: Mission, target: Target) -> Target:
    """A programme counts half-days: of the starts those that take the fewest."""
    if mission.programme is None or mission.venue != "remote":
        return target
    half_days = tables.half_days_by_start(mission)
    least = min(filter(None, (half_days[start] for start in target.starts)), default=0)
    starts = tuple(start for start in target.starts if half_days[start] == least)
    return replace(target, starts=starts)


def _shared(
    tables: Tables, programme: Programme, ladders: Sequence[_SeatCosts]
) -> dict[MissionId, int]:
    """How many seats each mission of a programme can fill within its half-days, at best."""
    most = programme.expert_half_days_max
    needs = [tables.least_half_days(ladder.mission) for ladder in ladders]
    wanted = sum(need * ladder.best for need, ladder in zip(needs, ladders, strict=True))
    if most is None or wanted <= most or most > BOUNDS.widest_programme:
        return {}
    return _knapsack(list(zip(ladders, needs, strict=True)), most)


def _knapsack(items: list[tuple[_SeatCosts, int]], most: int) -> dict[MissionId, int]:
    """Seats for each mission so that their half-days fit and their prices add up to the least."""
    prices: Numbers = np.zeros(most + 1, dtype=np.int64)
    chosen: list[Numbers] = []
    for ladder, need in items:
        with_seats = np.full((len(ladder.prices), most + 1), np.iinfo(np.int64).max // 2)
        for count, price in enumerate(ladder.prices):
            used = count * need
            if used <= most:
                with_seats[count, used:] = prices[: most + 1 - used] + price
        chosen.append(with_seats.argmin(axis=0))
        prices = with_seats.min(axis=0)
    return dict(_traced(items, chosen, most))


def _traced(
    items: list[tuple[_SeatCosts, int]], chosen: list[Numbers], left: int
) -> Iterable[tuple[MissionId, int]]:
    for (ladder, need), seats in zip(reversed(items), reversed(chosen), strict=True):
        count = int(seats[left])
        left -= count * need
        yield ladder.mission.id, count
