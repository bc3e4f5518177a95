"""Tries: chains for the posts that are left, peeled as far as need be, then seated in a race."""

from dataclasses import dataclass

import numpy as np

from matcher.solve.desk import Desk
from matcher.solve.fewest.loosen import loosen
from matcher.solve.fewest.peel import Chains, Left, peel
from matcher.solve.fewest.posts import Posts
from matcher.solve.fewest.race import race
from matcher.solve.fewest.seating import Seating

_WHOLE = 4_000
_SMALL = 1_500
_SMALLEST = 600
_STEP = 2e-6
"""Deterministic seconds of one post in the dynamic programme of peeling."""


@dataclass(frozen=True, slots=True)
class Try:
    """How a try went: the chains that were found, or that there are none, or neither."""

    chains: Chains | None = None
    impossible: bool = False


class Tries:
    """Learns from each try how many pairs of a post and an expert can be decided at once."""

    def __init__(self, desk: Desk, posts: Posts) -> None:
        self.desk = desk
        self.posts = posts
        self.random = np.random.default_rng(desk.settings.seed)
        self._whole = _WHOLE
        self._small = _SMALL

    def cover(self, left: Left, seconds: float, racers: int) -> Try:
        """Peel what is too much to be decided at once, each racer its own way; seat the rest."""
        pairs = left.pairs(self.posts)
        if pairs <= self._whole:
            found = self.seat([left] * racers, seconds)
            if found.chains is None and not found.impossible:
                self._whole = pairs // 2
            return found
        peeled = [lane for lane in (left.copy() for _ in range(racers)) if self._peel(lane)]
        return self._learn(peeled, seconds)

    def mend(self, chains: Chains, seconds: float, racers: int) -> Try:
        """Have some experts of a cover give back what one fewer may do."""
        small, over = self._small, self.desk.out_of_time
        lanes = [loosen(self.posts, chains, small, self.random, over) for _ in range(racers)]
        self.desk.spend(len(lanes) * _STEP * len(self.posts.need))
        return self._learn(lanes, seconds)

    def _learn(self, lanes: list[Left], seconds: float) -> Try:
        """Seat what is left; leave more another time if too little was, less if too much."""
        found = self.seat(lanes, seconds)
        if found.chains is None and lanes:
            small = round(self._small * (1.3 if found.impossible else 0.8))
            self._small = max(_SMALLEST, small)
        return Try(found.chains)

    def seat(self, lanes: list[Left], seconds: float) -> Try:
        """Seat what is left in one lane or another: impossible if it is in the first to end."""
        if not lanes or self.desk.out_of_time():
            return Try()
        seatings = [Seating(self.posts, lane) for lane in lanes]
        seconds, work = self.desk.portion(1.0, seconds)
        work = None if work is None else work / len(lanes)
        models = [seating.model for seating in seatings]
        ends = race(models, self.desk.settings, seconds, work)
        self.desk.spend(sum(end.work for end in ends))
        for lane, seating, end in zip(lanes, seatings, ends, strict=True):
            if end.value is not None:
                return Try({**lane.chains, **seating.chains(end.value)})
        return Try(impossible=any(end.infeasible for end in ends))

    def _peel(self, lane: Left) -> bool:
        went = peel(self.posts, lane, self._small, self.random, self.desk.out_of_time)
        self.desk.spend(lane.steps * _STEP)
        return went
