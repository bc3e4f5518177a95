"""Segments of flat arrays, each given by where it begins."""

import numpy as np

from matcher.arrays import Ints


def ranges(first: Ints, sizes: Ints) -> Ints:
    """The numbers of several segments, one after the other."""
    before = np.cumsum(sizes) - sizes
    return np.repeat(first - before, sizes) + np.arange(int(sizes.sum()))


def lowest_at(cost: Ints, first: Ints) -> Ints:
    """Where the lowest cost of each segment is first met."""
    if not len(first):
        return np.zeros(0, dtype=np.int64)
    lowest = np.minimum.reduceat(cost, first)
    hits = np.flatnonzero(cost == np.repeat(lowest, np.diff(np.append(first, len(cost)))))
    stretch = np.searchsorted(first, hits, side="right")
    return hits[np.flatnonzero(np.diff(stretch, prepend=0))]
