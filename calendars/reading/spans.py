"""Stretches of time `[start, end)` in UTC: put together, cut, taken away from each other."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """From one moment to a later one, both aware; the end is not part of it."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise ValueError(f"A stretch must start before it ends: {self.start} >= {self.end}.")

    def meets(self, start: datetime, end: datetime) -> bool:
        """Does it share time with `[start, end)`? What takes no time lies inside or not."""
        return start < self.end and (end > self.start if end > start else start >= self.start)


def united(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The same time as sorted stretches that do not even touch."""
    found: list[Stretch] = []
    for each in sorted(stretches):
        if found and each.start <= found[-1].end:
            found[-1] = Stretch(found[-1].start, max(found[-1].end, each.end))
        else:
            found.append(each)
    return found


def within(stretches: Iterable[Stretch], window: Stretch) -> list[Stretch]:
    """What of them lies in a window."""
    cut = ((max(s.start, window.start), min(s.end, window.end)) for s in stretches)
    return [Stretch(start, end) for start, end in cut if start < end]


def without(stretches: Iterable[Stretch], taken: Iterable[Stretch]) -> list[Stretch]:
    """What is left of the first when the others are taken away."""
    holes = united(taken)
    left: list[Stretch] = []
    for each in united(stretches):
        start = each.start
        for hole in holes:
            if hole.end <= start or hole.start >= each.end:
                continue
            if start < hole.start:
                left.append(Stretch(start, hole.start))
            start = hole.end
        if start < each.end:
            left.append(Stretch(start, each.end))
    return left
