"""The front of the last tier: what better fit, a fairer burden and preferred dates cost each other.

Every point is the best plan for some weights of the last tier, the tiers above kept as good as
they can be. A proven optimum of positive weights is beaten by no plan in all measures.
"""

import time
from collections.abc import Callable
from dataclasses import replace

from matcher.plan import Plan
from matcher.problem import Problem, Tier
from matcher.solve.limits import quietly
from matcher.trials.front_points import Front, Point, Searched, above, beats
from matcher.trials.front_weights import Edges, extremes, traded
from matcher.trials.trial import TrialLimits, tried

_SECONDS = 60.0
_POINTS = 9


def with_weights(problem: Problem, weights: Tier) -> Problem:
    """The problem with other weights in its last tier. Raises: ValueError for other measures."""
    *upper, last = problem.objective
    if weights.keys() != last.keys() or min(weights.values()) < 0:
        raise ValueError(f"Weights are whole numbers from 0 for {', '.join(last)}.")
    return replace(problem, objective=(*upper, weights))


def front(
    problem: Problem,
    *,
    seconds: float = _SECONDS,
    points: int = _POINTS,
    limits: TrialLimits | None = None,
    start: Plan | None = None,
    progress: Callable[[Searched], None] = quietly,
) -> Front:
    """Plans that trade the measures of the last tier against each other.

    First the weights as they are and each measure nearly alone, then the widest gaps. `seconds`
    for the whole sweep, `limits` for one solve. No points where pins leave no plan.
    """
    sweep = _Sweep(problem, seconds, limits or TrialLimits(seconds=_SECONDS / 5), start)
    edges: Edges[Point] = Edges()
    ends = (problem.objective[-1], *extremes(problem))
    for weights in ends:
        if (found := sweep.search(weights)) is not None:
            edges.add(found, found.measures, found.weights)
            progress(Searched(sweep.solves, len(sweep.best())))
    began = sweep.solves == len(ends)
    if began:
        _fill(sweep, edges, points, progress)
    full = len(sweep.best()) >= points or edges.widest() is None
    return Front(traded(problem), sweep.best(), began and full)


def _fill(
    sweep: "_Sweep", edges: Edges[Point], points: int, progress: Callable[[Searched], None]
) -> None:
    """Look between the neighbours farthest apart, again and again."""
    while len(sweep.best()) < points and not sweep.is_over():
        between = edges.widest()
        if between is None:
            return
        found = sweep.search({**sweep.problem.objective[-1], **between.weights})
        if found is not None:
            edges.split(between, found, found.measures, found.weights)
            progress(Searched(sweep.solves, len(sweep.best())))


class _Sweep:
    """Solves with other and other weights, each from the plan that is best for them so far."""

    def __init__(
        self, problem: Problem, seconds: float, limits: TrialLimits, start: Plan | None
    ) -> None:
        self.problem = problem
        self.limits = limits
        self.solves = 0
        self._ends = time.monotonic() + seconds
        self._start = start
        self._found: list[Point] = []

    def is_over(self) -> bool:
        """Has somebody stopped it, or is its time over?"""
        return self.limits.stop() or self._ends <= time.monotonic()

    def search(self, weights: Tier) -> Point | None:
        """The best plan for some weights; None where time is over or pins leave no plan."""
        if self.is_over():
            return None
        asked = with_weights(self.problem, weights)
        left = self._ends - time.monotonic()
        limits = replace(self.limits, seconds=min(self.limits.seconds, left))
        answer = tried(asked, limits, self._nearest(weights))
        self.solves += 1
        if answer.plan is None:
            return None
        seats = sum(1 for _ in answer.plan.assignments)
        own = {measure: answer.measures[measure] for measure in traded(self.problem)}
        *upper, last = answer.tiers
        point = Point(own, weights, last, tuple(upper), seats, answer.plan)
        self._found.append(point)
        return point

    def best(self) -> tuple[Point, ...]:
        """Those found that are best in the tiers above, and that none of the others beats."""
        if not self._found:
            return ()
        least = min(above(point) for point in self._found)
        rivals = [point for point in self._found if above(point) == least]
        kept: dict[tuple[int, ...], Point] = {}
        for point in rivals:
            place = tuple(point.measures.values())
            known = kept.get(place)
            if any(beats(rival, point) for rival in rivals):
                continue
            if known is None or (point.is_proven and not known.is_proven):
                kept[place] = point
        return tuple(kept[place] for place in sorted(kept))

    def _nearest(self, weights: Tier) -> Plan | None:
        """The plan that is best for these weights so far."""
        known = self.best()
        if not known:
            return self._start

        def weighed(point: Point) -> int:
            return sum(weights[measure] * value for measure, value in point.measures.items())

        return min(known, key=weighed).plan
