"""Bounds of the fewest experts: the largest crowd, and the shares of more and more kinds."""

import numpy as np

from matcher.solve.desk import Desk
from matcher.solve.engine import Run, run
from matcher.solve.fewest.kinds import kinds
from matcher.solve.fewest.peel import Chains, Left
from matcher.solve.fewest.posts import Posts
from matcher.solve.fewest.seating import Seating
from matcher.solve.fewest.shares import Shares

_KINDS = (6, 12, 24, 48, 96)
_COLUMNS = 12_000
"""Seats by post and kind up to which a model of shares is worth its time."""


class Bounding:
    """Knows the kinds of experts that gave the best bound so far."""

    def __init__(self, desk: Desk, posts: Posts) -> None:
        self._desk = desk
        self._posts = posts
        self._kinds = [list(range(posts.able.shape[1]))]
        self._next = list(_KINDS)

    @property
    def sees_kinds(self) -> bool:
        """Did kinds of experts tell more than the largest crowd?"""
        return len(self._kinds) > 1

    @property
    def crowd(self) -> int:
        """Seats to fill at one time, at most: nobody fills two of them."""
        return int(self._posts.crowd(self._posts.need).max(initial=0))

    @property
    def is_scarce(self) -> bool:
        """Do a few kinds of experts share less than half of the posts with each other?"""
        finer = kinds(self._posts.able, _KINDS[0])
        shared = sum(int(self._posts.able[:, kind].any(axis=1).sum()) for kind in finer)
        return shared <= len(finer) * len(self._posts.need) / 2

    def more(self, least: int, seconds: float) -> int:
        """A better bound by more kinds, or the same; nothing is tried twice.

        Where kinds tell more than the crowd, finer ones are kept even when their bound is no
        better: with them it is more likely that everybody's share can be done.
        """
        if not self._next:
            return least
        finer = kinds(self._posts.able, self._next.pop(0))
        shares = Shares(self._posts, finer, least)
        if len(finer) > len(self._kinds) and shares.columns <= _COLUMNS:
            found = self._run(shares, seconds)
            bound = least if found.value is None else round(found.bound)
            if bound > least or self.sees_kinds:
                self._kinds = finer
                return max(bound, least)
        self._next.clear()
        return least

    def parts(
        self, least: int, most: int, seconds: float, random: np.random.Generator
    ) -> list[Left]:
        """What each kind is to take of everything; nothing where no shares were found."""
        posts = self._posts
        if not self.sees_kinds:
            return [Left(posts.need.copy(), [*self._kinds[0]], most)]
        shares = Shares(posts, self._kinds, least)
        shares.aim(most, random)
        found = self._run(shares, seconds)
        if found.value is None:
            return []
        read = zip(self._kinds, shares.read(found.value), strict=True)
        return [Left(need, [*kind], come) for kind, (need, come) in read]

    def settle(self, least: int, chains: Chains, seconds: float) -> tuple[int, Chains | None]:
        """A better bound and a better cover by everything at once, with a linear relaxation."""
        posts = self._posts
        everything = Left(posts.need.copy(), [*range(posts.able.shape[1])], posts.able.shape[1])
        seating = Seating(posts, everything, least)
        seating.hint(chains)
        found = self._run(seating, seconds)
        if found.value is None:
            return least, None
        return round(found.bound), seating.chains(found.value)

    def _run(self, model: Shares | Seating, seconds: float) -> Run:
        seconds, work = self._desk.portion(1.0, seconds)
        found = run(model.model, self._desk.settings, seconds, work)
        self._desk.spend(found.work)
        return found
