"""Weights for a front: each measure nearly alone, then what falls between two points.

Between two plans lies the weighting for which both are equally good. Its best plan is either a
new point below the line through them, or the proof that no weights lead in between.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import gcd
from typing import Generic, TypeVar

from matcher.problem import Measure, Problem, Tier

ALONE = 1000
"""How many times heavier a measure is made that should count nearly alone."""
_HEAVIEST = 10_000
"""The largest weight: larger ones only strain the numbers of the search."""
_CLOSE = 1e-3
"""Shares of the ranges under which two weightings are one."""

PointKey = TypeVar("PointKey")


def traded(problem: Problem) -> tuple[Measure, ...]:
    """The measures of the last tier that count, in its order."""
    return tuple(measure for measure, weight in problem.objective[-1].items() if weight > 0)


def extremes(problem: Problem) -> tuple[Tier, ...]:
    """For each measure that counts, weights with which it counts nearly alone.

    The others keep their weights, so that of plans equally good in it no poor one is taken.
    None where there is nothing to trade.
    """
    last, measures = problem.objective[-1], traded(problem)
    if len(measures) < 2:
        return ()
    return tuple({**last, measure: ALONE * last[measure]} for measure in measures)


@dataclass(frozen=True, slots=True)
class _End(Generic[PointKey]):
    """One end of an edge: a plan's measures and the weights it is best for."""

    key: PointKey
    measures: Mapping[Measure, int]
    weights: Tier


@dataclass(frozen=True, slots=True)
class Between(Generic[PointKey]):
    """Two neighbours, how far they are apart, and the weights that should lead in between."""

    one: _End[PointKey]
    other: _End[PointKey]
    apart: float
    weights: Tier


class Edges(Generic[PointKey]):
    """Neighbouring points, and which of them to look between next."""

    def __init__(self) -> None:
        self._ends: list[_End[PointKey]] = []
        self._open: list[tuple[_End[PointKey], _End[PointKey]]] = []
        self._tried: list[dict[Measure, float]] = []

    def add(self, key: PointKey, measures: Mapping[Measure, int], weights: Tier) -> None:
        """A point of its own, beside all that are there already."""
        end = _End(key, measures, weights)
        self._open += [(other, end) for other in self._ends]
        self._ends.append(end)

    def split(
        self,
        between: Between[PointKey],
        key: PointKey,
        measures: Mapping[Measure, int],
        weights: Tier,
    ) -> None:
        """A point found between two others: a new neighbour of both, or one of them again."""
        self._tried.append(self._shares(weights))
        self._open.remove((between.one, between.other))
        if measures in (between.one.measures, between.other.measures):
            return
        end = _End(key, measures, weights)
        self._ends.append(end)
        self._open += [(between.one, end), (end, between.other)]

    def widest(self) -> Between[PointKey] | None:
        """The neighbours farthest apart, with weights that have not been tried yet."""
        found = [each for pair in self._open if (each := self._between(*pair)) is not None]
        return max(found, key=lambda each: each.apart, default=None)

    def _between(self, one: _End[PointKey], other: _End[PointKey]) -> Between[PointKey] | None:
        ranges = self._ranges()
        steps = {m: (other.measures[m] - one.measures[m]) / ranges[m] for m in ranges}
        apart = sum(step * step for step in steps.values()) ** 0.5
        weights = self._balanced(one, other, steps)
        if apart == 0 or self._is_tried(weights):
            return None
        return Between(one, other, apart, weights)

    def _balanced(
        self, one: _End[PointKey], other: _End[PointKey], steps: dict[Measure, float]
    ) -> Tier:
        """Weights on the way from one end's to the other's for which both are equally good."""
        mine, theirs = self._shares(one.weights), self._shares(other.weights)
        gain = sum(theirs[m] * step for m, step in steps.items())
        loss = sum(mine[m] * step for m, step in steps.items())
        part = loss / (loss - gain) if loss > 0 > gain else 0.5
        mixed = {m: (1 - part) * mine[m] + part * theirs[m] for m in steps}
        return whole({m: share / self._ranges()[m] for m, share in mixed.items()})

    def _shares(self, weights: Tier) -> dict[Measure, float]:
        """What each weight adds when its measure goes through its whole range; 1 together."""
        effects = {measure: weights[measure] * width for measure, width in self._ranges().items()}
        total = sum(effects.values())
        return {measure: effect / total for measure, effect in effects.items()}

    def _ranges(self) -> dict[Measure, int]:
        """How far the points lie apart in each measure, at least 1."""
        return {
            measure: max(1, max(values) - min(values))
            for measure in self._ends[0].measures
            if (values := [end.measures[measure] for end in self._ends])
        }

    def _is_tried(self, weights: Tier) -> bool:
        shares = self._shares(weights)
        return any(
            all(abs(share - known[measure]) < _CLOSE for measure, share in shares.items())
            for known in self._tried
        )


def whole(weights: Mapping[Measure, float]) -> dict[Measure, int]:
    """Weights as whole numbers from 1, their proportions kept as far as the largest allows."""
    heaviest = max(weights.values())
    found = {m: max(1, round(weight / heaviest * _HEAVIEST)) for m, weight in weights.items()}
    common = gcd(*found.values())
    return {measure: weight // common for measure, weight in found.items()}
