"""Stretches put into lanes, so that in no lane two of them share a pixel."""

from collections.abc import Iterable
from typing import Protocol, TypeVar


class Stretch(Protocol):
    """Something drawn from one place to another, its words included."""

    @property
    def left(self) -> float:
        """Where it begins."""

    @property
    def right(self) -> float:
        """Where it ends."""


S = TypeVar("S", bound=Stretch)


def pack(stretches: Iterable[S], gap: float = 0) -> list[list[S]]:
    """Lanes from top to bottom; each stretch takes the first lane in which it has room."""
    lanes: list[list[S]] = []
    for stretch in sorted(stretches, key=lambda each: (each.left, each.right)):
        for lane in lanes:
            if lane[-1].right + gap <= stretch.left:
                lane.append(stretch)
                break
        else:
            lanes.append([stretch])
    return lanes
