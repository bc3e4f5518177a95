"""The search for the best plan. Importing this wakes the solver: only workers and `solve` do."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from matcher.plan import Answer, Plan, Progress
from matcher.problem import Problem
from matcher.solve.limits import Settings
from matcher.solve.search import search
from matcher.solve.strategies import named

__all__ = ["Settings", "solve"]

AnyId = TypeVar("AnyId", bound=str)
Entry = TypeVar("Entry")


def solve(
    problem: Problem,
    *,
    time_limit: float = 60.0,
    work_limit: float | None = None,
    workers: int = 2,
    seed: int = 1,
    start: Plan | None = None,
    progress: Callable[[Progress], None] | None = None,
    stop: Callable[[], bool] | None = None,
    began: float | None = None,
    strategies: Sequence[str] | None = None,
) -> Answer:
    """The best plan within the limits, tier by tier with proven bounds.

    Limits are seconds and CP-SAT's deterministic seconds; `began` is `time.monotonic()` when
    the problem had been read. `stop` is asked ten times a second and keeps the best plan;
    `progress` hears of each better plan and bound, perhaps on another thread. `strategies`
    names the ways to search (`matcher.solve.strategies`); all that suit without it.
    """
    told = Settings(time_limit, work_limit, workers, seed, began=began or time.monotonic())
    if progress is not None:
        told = replace(told, progress=progress)
    if stop is not None:
        told = replace(told, stop=stop)
    return search(sorted_by_id(problem), told, start, named(strategies))


def sorted_by_id(problem: Problem) -> Problem:
    """The same problem with everything sorted by id: the order of a file never matters."""
    return replace(
        problem,
        institutions=_sorted(problem.institutions),
        experts=_sorted(problem.experts),
        missions=_sorted(problem.missions),
        partners=_sorted(problem.partners),
        domains=_sorted(problem.domains),
        programmes=_sorted(problem.programmes),
        pins=_sorted(problem.pins),
        published=_sorted(problem.published),
    )


def _sorted(by_id: Mapping[AnyId, Entry]) -> dict[AnyId, Entry]:
    return {name: by_id[name] for name in sorted(by_id)}
