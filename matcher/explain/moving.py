"""A mission of a plan on another start, the rest frozen: what it breaks and what it is worth."""

from collections.abc import Mapping
from dataclasses import dataclass

from matcher.eligibility import allowed_starts
from matcher.explain.caused import caused
from matcher.halfdays import HalfDay
from matcher.plan import Breach, Plan
from matcher.problem import ExpertId, Held, Measure, MissionId, Problem
from matcher.review import review


@dataclass(frozen=True, slots=True)
class Moved:
    """What becomes of a plan once one mission starts on another half-day.

    `breaches` are new ones. `leaving` are those of the team who cannot come then; `tiers` and
    `measures` are differences to the plan as it is, once they have left.
    """

    start: HalfDay
    is_allowed: bool
    breaches: tuple[Breach, ...]
    leaving: tuple[ExpertId, ...]
    tiers: tuple[int, ...]
    measures: Mapping[Measure, int]


def moved(problem: Problem, plan: Plan, mission: MissionId, start: HalfDay) -> Moved:
    """The answer for one start, whether window, weekday and closures allow it or not.

    Raises: KeyError where the problem has no such mission.
    """
    asked = problem.missions[mission]
    before = review(problem, plan)
    held = Held(start, plan.held(mission).team)
    broken = caused(before.breaches, review(problem, plan.holding(mission, held)).breaches)
    leaving = _leaving(held, broken)
    smaller = review(problem, plan.holding(mission, held.without(leaving)))
    return Moved(
        start=start,
        is_allowed=start in allowed_starts(problem, asked),
        breaches=broken,
        leaving=leaving,
        tiers=tuple(b - a for a, b in zip(before.tiers, smaller.tiers, strict=True)),
        measures={m: smaller.measures[m] - value for m, value in before.measures.items()},
    )


def _leaving(held: Held, broken: tuple[Breach, ...]) -> tuple[ExpertId, ...]:
    """Those of the team of whom a breach speaks, in the team's order."""
    wanted = {breach.expert for breach in broken}
    return tuple(expert for expert in held.experts if expert in wanted)
