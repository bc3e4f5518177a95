"""Stretches of many experts' time in one table, and which of them a stay meets."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from matcher.arrays import Flags, Ints, Numbers
from matcher.halfdays import HalfDay, Span
from matcher.index.stays import Stays


@dataclass(frozen=True, slots=True)
class Spans:
    """Stretches of several experts, one after the other: whose, its place, first, past last."""

    expert: Numbers
    number: Numbers
    start: Numbers
    end: Numbers


@dataclass(frozen=True, slots=True)
class Meetings:
    """[start, expert]: how many of an expert's stretches a stay meets, and the last of them."""

    count: Numbers
    last: Numbers

    @property
    def any(self) -> Flags:
        """[start, expert]: does it meet one?"""
        found: Flags = self.count > 0
        return found


def spans_of(by_expert: Sequence[Sequence[Span]]) -> Spans:
    """The stretches of experts, by their places."""
    sizes = [len(spans) for spans in by_expert]
    flat = [span for spans in by_expert for span in spans]
    numbers = [number for size in sizes for number in range(size)]
    return Spans(
        np.repeat(np.arange(len(sizes)), sizes),
        np.array(numbers, dtype=np.int64),
        np.array([span.start for span in flat], dtype=np.int64),
        np.array([span.end for span in flat], dtype=np.int64),
    )


def meetings(spans: Spans, stays: Stays, clock: Ints) -> Meetings:
    """Which stretches the stays of experts meet; `clock` is each expert's column of the stays."""
    hit = np.zeros((stays.first.shape[1], len(spans.expert)), dtype=np.bool_)
    whose = clock[spans.expert]
    for first, length in zip(stays.first, stays.length, strict=True):
        begins = first[:, whose]
        hit |= (spans.start < begins + length[:, whose]) & (begins < spans.end)
    count = np.zeros((len(clock), len(hit)), dtype=np.int64)
    last = np.zeros((len(clock), len(hit)), dtype=np.int64)
    np.add.at(count, spans.expert, hit.T.astype(np.int64))
    np.maximum.at(last, spans.expert, (hit * spans.number).T)
    return Meetings(count.T, last.T)


def runs(taken: Iterable[HalfDay]) -> Iterator[tuple[HalfDay, HalfDay]]:
    """Sorted half-days as stretches `[start, end)` without holes."""
    begins = ends = None
    for half_day in taken:
        if begins is None or half_day != ends:
            if begins is not None and ends is not None:
                yield begins, ends
            begins = half_day
        ends = half_day + 1
    if begins is not None and ends is not None:
        yield begins, ends
