"""Shifts: the seats of a role on its date, and everybody who may sit there, as arrays."""

from dataclasses import dataclass

import numpy as np

from matcher.arrays import Flags, Numbers


@dataclass(frozen=True, slots=True)
class Shifts:
    """Dated seats by their end: from when to when, how many, and who is able.

    A clique is what is on at one point of time. `first` and `last` say which points a shift
    covers, half-open, of the few at which a clique can be largest: an expert whose shifts never
    share a point has no two at once.
    """

    start: Numbers
    end: Numbers
    need: Numbers
    able: Flags
    first: Numbers
    last: Numbers
    points: int

    def clique_sizes(self, need: Numbers) -> Numbers:
        """How many seats there are to fill at each point, if shifts need so many."""
        change = np.zeros(self.points + 1, dtype=np.int64)
        np.add.at(change, self.first, need)
        np.subtract.at(change, self.last, need)
        running: Numbers = np.cumsum(change)[:-1]
        return running

    def at(self, point: int) -> Flags:
        """The shifts that cover a point."""
        return (self.first <= point) & (point < self.last)


def shifts(start: Numbers, end: Numbers, need: Numbers, able: Flags) -> Shifts:
    """Shifts sorted by their end, with the points of their maximal cliques."""
    at = _points(start, end)
    first, last = np.searchsorted(at, start), np.searchsorted(at, end)
    return Shifts(start, end, need, able, first, last, len(at))


def maximal_cliques(part: Shifts, need: Numbers) -> list[Numbers]:
    """The largest sets of shifts still in need that share a point, in the order of time."""
    found: list[Numbers] = []
    for point in range(part.points):
        rows = np.flatnonzero(part.at(point) & (need > 0))
        if found and set(found[-1]) <= set(rows):
            found.pop()
        if len(rows) and not (found and set(rows) <= set(found[-1])):
            found.append(rows)
    return found


def _points(start: Numbers, end: Numbers) -> Numbers:
    """The starts after which a shift ends before another starts: there a clique is maximal."""
    starts, ends = np.unique(start), np.sort(end)
    ended = np.searchsorted(ends, starts, side="right")
    following = np.append(ended[1:], len(ends))
    at: Numbers = starts[following > ended]
    return at
