"""One trial: a problem that was changed, solved again with what is known of the plan before."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from matcher.plan import Answer, Plan
from matcher.problem import Problem
from matcher.solve import solve
from matcher.solve.limits import never


@dataclass(frozen=True, slots=True)
class TrialLimits:
    """What one trial may take: seconds, deterministic work where it must be repeatable."""

    seconds: float = 2.0
    work: float | None = None
    workers: int = 2
    seed: int = 1
    stop: Callable[[], bool] = never


def without_last_tier(problem: Problem) -> Problem:
    """The same problem with every tier but the last: quickly proven, and what people count."""
    return replace(problem, objective=problem.objective[:-1])


def tried(problem: Problem, limits: TrialLimits, start: Plan | None = None) -> Answer:
    """The answer of a solve within the limits; `start` is offered as a first plan."""
    return solve(
        problem,
        time_limit=limits.seconds,
        work_limit=limits.work,
        workers=limits.workers,
        seed=limits.seed,
        start=start,
        stop=limits.stop,
    )
