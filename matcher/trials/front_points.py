"""Points of a front as values: plans that trade the measures of the last tier."""

from collections.abc import Mapping
from dataclasses import dataclass

from matcher.plan import Plan, TierResult
from matcher.problem import Measure, Tier


@dataclass(frozen=True, slots=True)
class Point:
    """A plan of the front: its measures, the weights it is best for, and how far that is proven.

    `measures` are those traded. `tier` is the last tier with these weights; `upper` holds the
    tiers above. `seats` are the filled seats, to speak of an average fit.
    """

    measures: Mapping[Measure, int]
    weights: Tier
    tier: TierResult
    upper: tuple[TierResult, ...]
    seats: int
    plan: Plan

    @property
    def is_proven(self) -> bool:
        """Is it the best for its weights, so that no plan beats it?"""
        return self.tier.optimal and all(tier.optimal for tier in self.upper)


@dataclass(frozen=True, slots=True)
class Front:
    """Points of which none beats another, sorted by the first measure.

    `complete`: every extreme was searched and no gap is left that weights could fill, or as many
    points as were asked for are there.
    """

    measures: tuple[Measure, ...]
    points: tuple[Point, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class Searched:
    """How far a sweep is: solves done, and points of the front so far."""

    solves: int
    points: int


def above(point: Point) -> tuple[int, ...]:
    """The values of the tiers above the last."""
    return tuple(tier.value for tier in point.upper)


def beats(one: Point, other: Point) -> bool:
    """Is one no worse in any measure and better in some?"""
    pairs = [(value, other.measures[measure]) for measure, value in one.measures.items()]
    return all(mine <= theirs for mine, theirs in pairs) and any(a < b for a, b in pairs)
