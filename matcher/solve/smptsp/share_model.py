"""Shares: which cluster of experts takes how many seats of each shift, nobody named.

Where everybody of a cluster could do what any of them can, a cluster needs as many experts as its
largest clique has seats. The fewest over all clusters are a lower bound of the fewest experts,
and one that sees scarce qualifications: what one cluster needs now and another later adds up.
"""

from collections.abc import Sequence

import numpy as np
from ortools.sat.python.cp_model import CpModel, IntVar

from matcher.arrays import Numbers
from matcher.solve.cpsat.run import Value
from matcher.solve.parameters.smptsp import CLUSTERS
from matcher.solve.smptsp.shifts import Shifts, maximal_cliques


class ShareModel:
    """Seats by shift and cluster; the experts of each cluster; their number is minimised first."""

    def __init__(self, shifts: Shifts, clusters: Sequence[Sequence[int]], least: int) -> None:
        self.model = CpModel()
        self._shifts = shifts
        self._able = np.array([shifts.able[:, cluster].sum(axis=1) for cluster in clusters])
        self._come = [
            self.model.new_int_var(0, len(cluster), f"come[{k}]")
            for k, cluster in enumerate(clusters)
        ]
        self._seats: list[dict[int, IntVar]] = [self._cluster(k) for k in range(len(clusters))]
        for shift, need in enumerate(shifts.need.tolist()):
            taken = [seats[shift] for seats in self._seats if shift in seats]
            self.model.add(sum(taken) == need)
        self.model.add(sum(self._come) >= least)
        self.model.minimize(sum(self._come))

    @property
    def columns(self) -> int:
        """How large the model is."""
        return sum(len(seats) for seats in self._seats)

    def aim(self, most: int, random: np.random.Generator) -> None:
        """So many experts at most, and seats for clusters in which many could take them."""
        self.model.clear_objective()  # type: ignore[no-untyped-call]  # ortools has no type for it
        self.model.add(sum(self._come) <= most)
        noise = random.integers(0, CLUSTERS.noise, size=self._able.shape)
        price = (CLUSTERS.scarce // np.maximum(1, self._able) + noise).tolist()
        self.model.minimize(
            sum(
                price[cluster][shift] * var
                for cluster, seats in enumerate(self._seats)
                for shift, var in seats.items()
            )
        )

    def read(self, value: Value) -> list[tuple[Numbers, int]]:
        """Of each cluster: the seats it takes of each shift, and how many experts."""
        found = []
        for seats, come in zip(self._seats, self._come, strict=True):
            need = np.zeros(len(self._shifts.need), dtype=np.int64)
            for shift, var in seats.items():
                need[shift] = value(var)
            found.append((need, value(come)))
        return found

    def _cluster(self, cluster: int) -> dict[int, IntVar]:
        most = np.minimum(self._shifts.need, self._able[cluster])
        seats = {
            int(shift): self.model.new_int_var(0, int(most[shift]), f"seats[{cluster},{shift}]")
            for shift in np.flatnonzero(most)
        }
        for rows in maximal_cliques(self._shifts, most):
            self.model.add(sum(seats[int(row)] for row in rows) <= self._come[cluster])
        return seats
