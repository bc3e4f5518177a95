"""What it would cost to seat an expert in a role, come what may: pinned, and solved again."""

import time
from dataclasses import dataclass, replace

from matcher.eligibility import Reason, requirement_refusals
from matcher.plan import Assignment, PinRef, Plan, Status
from matcher.problem import Held, Problem
from matcher.review import review
from matcher.tables import Tables
from matcher.trials.seating import repaired
from matcher.trials.trial import Limits, tried

_LEAST = 0.05
"""Seconds that a search gets in any case."""


@dataclass(frozen=True, slots=True)
class ForcedTier:
    """A tier of the best plan with the pin, its proven bound, and the plan's own value."""

    value: int
    bound: int
    before: int

    @property
    def difference(self) -> int:
        """What the pin costs in this tier; what it saves is negative."""
        return self.value - self.before

    @property
    def optimal(self) -> bool:
        """Is it proven that no plan with the pin is better, given the tiers above?"""
        return self.value == self.bound


@dataclass(frozen=True, slots=True)
class Forced:
    """An expert pinned into a role: what the plan becomes, or why no plan keeps the pin.

    `waived` are the requirements that a pin sets aside; `conflict` the pins that no right plan
    keeps together, where `status` is infeasible.
    """

    assignment: Assignment
    status: Status
    tiers: tuple[ForcedTier, ...] = ()
    waived: tuple[Reason, ...] = ()
    plan: Plan | None = None
    conflict: tuple[PinRef, ...] = ()
    seconds: float = 0.0


def forced(
    problem: Problem,
    plan: Plan,
    assignment: Assignment,
    limits: Limits,
    tables: Tables | None = None,
) -> Forced:
    """Pin the assignment and solve within the limits, from the plan mended as far as it goes.

    Who has the tables of the problem already lends them.
    """
    began = time.monotonic()
    pinned = with_pin(problem, assignment)
    start = repaired(pinned, plan, assignment, tables)
    left = max(_LEAST, limits.seconds - (time.monotonic() - began))
    answer = tried(pinned, replace(limits, seconds=left), start)
    mission = problem.missions[assignment.mission]
    expert, role = problem.experts[assignment.expert], mission.role(assignment.role)
    before = review(problem, plan).tiers
    return Forced(
        assignment=assignment,
        status=answer.status,
        tiers=tuple(
            ForcedTier(tier.value, tier.bound, value)
            for tier, value in zip(answer.tiers, before, strict=False)
        ),
        waived=tuple(requirement_refusals(problem, mission, role, expert)),
        plan=answer.plan,
        conflict=answer.conflict,
        seconds=time.monotonic() - began,
    )


def with_pin(problem: Problem, assignment: Assignment) -> Problem:
    """The problem with one pin more; the same where it is pinned already."""
    pin = problem.pins.get(assignment.mission, Held())
    seated = pin.team.get(assignment.role, ())
    if assignment.expert in seated:
        return problem
    team = {**pin.team, assignment.role: (*seated, assignment.expert)}
    return replace(problem, pins={**problem.pins, assignment.mission: replace(pin, team=team)})
