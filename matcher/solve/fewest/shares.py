"""Shares: which kind of experts takes how many seats of each post, nobody named.

Where everybody of a kind could do what any of them can, a kind needs as many experts as its
largest crowd has seats. The fewest over all kinds are a lower bound of the fewest experts,
and one that sees scarce qualifications: a crowd that no kind can share is not one crowd.
"""

from collections.abc import Sequence

import numpy as np
from ortools.sat.python.cp_model import CpModel, IntVar

from matcher.solve.engine import Value
from matcher.solve.fewest.posts import Numbers, Posts, crowded

_SCARCE = 240
_NOISE = 60


class Shares:
    """Seats by post and kind; the experts of each kind; their number is minimised first."""

    def __init__(self, posts: Posts, kinds: Sequence[Sequence[int]], least: int) -> None:
        self.model = CpModel()
        self._posts = posts
        self._able = np.array([posts.able[:, kind].sum(axis=1) for kind in kinds])
        self._come = [
            self.model.new_int_var(0, len(kind), f"come[{k}]") for k, kind in enumerate(kinds)
        ]
        self._seats: list[dict[int, IntVar]] = [self._kind(k) for k in range(len(kinds))]
        for post, need in enumerate(posts.need.tolist()):
            taken = [seats[post] for seats in self._seats if post in seats]
            self.model.add(sum(taken) == need)
        self.model.add(sum(self._come) >= least)
        self.model.minimize(sum(self._come))

    @property
    def columns(self) -> int:
        """How large the model is."""
        return sum(len(seats) for seats in self._seats)

    def aim(self, most: int, random: np.random.Generator) -> None:
        """So many experts at most, and seats for kinds in which many could take them."""
        self.model.clear_objective()  # type: ignore[no-untyped-call]  # ortools has no type for it
        self.model.add(sum(self._come) <= most)
        noise = random.integers(0, _NOISE, size=self._able.shape)
        price = (_SCARCE // np.maximum(1, self._able) + noise).tolist()
        self.model.minimize(
            sum(
                price[kind][post] * var
                for kind, seats in enumerate(self._seats)
                for post, var in seats.items()
            )
        )

    def read(self, value: Value) -> list[tuple[Numbers, int]]:
        """Of each kind: the seats it takes of each post, and how many experts."""
        found = []
        for seats, come in zip(self._seats, self._come, strict=True):
            need = np.zeros(len(self._posts.need), dtype=np.int64)
            for post, var in seats.items():
                need[post] = value(var)
            found.append((need, value(come)))
        return found

    def _kind(self, kind: int) -> dict[int, IntVar]:
        most = np.minimum(self._posts.need, self._able[kind])
        seats = {
            int(post): self.model.new_int_var(0, int(most[post]), f"seats[{kind},{post}]")
            for post in np.flatnonzero(most)
        }
        for rows in crowded(self._posts, most):
            self.model.add(sum(seats[int(row)] for row in rows) <= self._come[kind])
        return seats
