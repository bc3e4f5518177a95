"""Bounds of the fewest experts: the largest clique, and the shares of more and more clusters."""

import numpy as np

from matcher.solve.context import SolveContext
from matcher.solve.cpsat.run import Run, run
from matcher.solve.parameters.smptsp import CLUSTERS
from matcher.solve.smptsp.clusters import clusters
from matcher.solve.smptsp.greedy_chains import Chains, Left
from matcher.solve.smptsp.seat_model import SeatModel
from matcher.solve.smptsp.share_model import ShareModel
from matcher.solve.smptsp.shifts import Shifts


class PoolBounds:
    """Knows the clusters of experts that gave the best bound so far."""

    def __init__(self, context: SolveContext, shifts: Shifts) -> None:
        self._context = context
        self._shifts = shifts
        self._clusters = [list(range(shifts.able.shape[1]))]
        self._next = list(CLUSTERS.clusters)

    @property
    def sees_clusters(self) -> bool:
        """Did clusters of experts tell more than the largest clique?"""
        return len(self._clusters) > 1

    @property
    def largest_clique(self) -> int:
        """Seats to fill at one time, at most: nobody fills two of them."""
        return int(self._shifts.clique_sizes(self._shifts.need).max(initial=0))

    @property
    def is_scarce(self) -> bool:
        """Do a few clusters of experts share less than half of the shifts with each other?"""
        finer = clusters(self._shifts.able, CLUSTERS.clusters[0])
        shared = sum(int(self._shifts.able[:, cluster].any(axis=1).sum()) for cluster in finer)
        return shared <= len(finer) * len(self._shifts.need) / 2

    def more(self, least: int, seconds: float) -> int:
        """A better bound by more clusters, or the same; nothing is tried twice.

        Where clusters tell more than the clique, finer ones are kept even when their bound is no
        better: with them it is more likely that everybody's share can be done.
        """
        if not self._next:
            return least
        finer = clusters(self._shifts.able, self._next.pop(0))
        shares = ShareModel(self._shifts, finer, least)
        if len(finer) > len(self._clusters) and shares.columns <= CLUSTERS.columns:
            found = self._run(shares, seconds)
            bound = least if found.value is None else round(found.bound)
            if bound > least or self.sees_clusters:
                self._clusters = finer
                return max(bound, least)
        self._next.clear()
        return least

    def parts(
        self, least: int, most: int, seconds: float, random: np.random.Generator
    ) -> list[Left]:
        """What each cluster is to take of everything; nothing where no shares were found."""
        shifts = self._shifts
        if not self.sees_clusters:
            return [Left(shifts.need.copy(), [*self._clusters[0]], most)]
        shares = ShareModel(shifts, self._clusters, least)
        shares.aim(most, random)
        found = self._run(shares, seconds)
        if found.value is None:
            return []
        read = zip(self._clusters, shares.read(found.value), strict=True)
        return [Left(need, [*cluster], come) for cluster, (need, come) in read]

    def settle(self, least: int, chains: Chains, seconds: float) -> tuple[int, Chains | None]:
        """A better bound and a better cover by everything at once, with a linear relaxation."""
        shifts = self._shifts
        everything = Left(shifts.need.copy(), [*range(shifts.able.shape[1])], shifts.able.shape[1])
        seat_model = SeatModel(shifts, everything, least)
        seat_model.hint(chains)
        found = self._run(seat_model, seconds)
        if found.value is None:
            return least, None
        return round(found.bound), seat_model.chains(found.value)

    def _run(self, model: ShareModel | SeatModel, seconds: float) -> Run:
        seconds, work = self._context.portion(1.0, seconds)
        found = run(model.model, self._context.settings, seconds, work)
        self._context.spend(found.work)
        return found
