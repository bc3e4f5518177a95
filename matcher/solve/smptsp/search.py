"""The search: covers of all shifts with fewer and fewer experts, until no fewer are possible."""

from collections.abc import Callable
from dataclasses import dataclass

from matcher.solve.parameters.smptsp import COVER
from matcher.solve.smptsp.greedy_chains import Chains, Left
from matcher.solve.smptsp.pool_bounds import PoolBounds
from matcher.solve.smptsp.tries import Tries, Try


@dataclass(frozen=True, slots=True)
class CoverCallbacks:
    """Who hears of covers, and says whether one was of use; who hears of bounds; when to end."""

    found: Callable[[Chains], bool]
    bounded: Callable[[int], None]
    is_over: Callable[[], bool]


class CoverSearch:
    """What is known of the fewest experts while they are sought."""

    def __init__(
        self, tries: Tries, bounds: PoolBounds, callbacks: CoverCallbacks, best: Chains
    ) -> None:
        self._tries = tries
        self._bounds = bounds
        self._callbacks = callbacks
        self._best = best
        self._fewest = len(best) or tries.shifts.able.shape[1] + 1
        self._least = 0
        self._is_welcome = True
        self._seconds = COVER.seconds
        self._racers = 1

    def go(self) -> None:
        """Try the least number, and others below the best, each time with more patience."""
        self._raise(self._bounds.largest_clique)
        if self._is_on and self._bounds.is_scarce:
            self._bound()
        while self._is_on:
            for most in self._targets():
                if self._is_on and self._least <= most < self._fewest:
                    self._try(most)
            self._mend()
            if self._is_on:
                self._bound()
            if self._is_on:
                self._settle()
            self._seconds *= COVER.patience
            self._racers = self._tries.context.settings.workers

    @property
    def _is_on(self) -> bool:
        """May fewer be possible and of use, and is there time to look?"""
        return self._is_welcome and self._fewest > self._least and not self._callbacks.is_over()

    def _targets(self) -> list[int]:
        """The least, further and further up to the best, and the one below the best."""
        found, step = {self._least, self._fewest - 1}, 1
        while self._least + step < self._fewest:
            found.add(self._least + step)
            step *= 2
        return sorted(found)

    def _try(self, most: int) -> None:
        chains: Chains = {}
        parts = self._bounds.parts(self._least, most, self._seconds, self._tries.random)
        for part in parts:
            found = self._tries.cover(part, self._seconds, self._racers)
            if found.chains is None:
                if len(parts) == 1:
                    self._note(most, found)
                return
            chains = {**chains, **found.chains}
        if parts:
            self._take(chains)

    def _mend(self) -> None:
        """One fewer than the best, most of its chains kept; again while that goes well."""
        misses = 0
        while self._is_on and self._best and misses < COVER.misses:
            found = self._tries.mend(self._best, self._seconds, self._racers)
            misses += 1
            if found.chains is not None:
                self._take(found.chains)
                misses = 0

    def _settle(self) -> None:
        """Everything at once, for longer: is the least number possible?

        Where the largest clique is the bound, equations decide; where clusters are, a linear
        relaxation sees more.
        """
        shifts, seconds = self._tries.shifts, COVER.settling * self._seconds
        everything = Left(shifts.need.copy(), list(range(shifts.able.shape[1])), self._least)
        if everything.pairs(shifts) > COVER.decidable:
            return
        if self._bounds.sees_clusters:
            bound, chains = self._bounds.settle(self._least, self._best, seconds)
            self._raise(bound)
            if chains is not None and len(chains) < self._fewest:
                self._take(chains)
        else:
            found = self._tries.seat([everything] * self._racers, seconds)
            self._note(self._least, found)

    def _note(self, most: int, found: Try) -> None:
        """What a try of all shifts at once has told."""
        if found.chains is not None:
            self._take(found.chains)
        elif found.impossible:
            self._raise(most + 1)

    def _take(self, chains: Chains) -> None:
        self._fewest, self._best = len(chains), chains
        self._is_welcome = self._callbacks.found(chains)

    def _bound(self) -> None:
        self._raise(self._bounds.more(self._least, COVER.bounding * self._seconds))

    def _raise(self, least: int) -> None:
        if least > self._least:
            self._least = least
            self._callbacks.bounded(min(least, self._fewest))
