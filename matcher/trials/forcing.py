"""What it would cost to seat an expert in a role, come what may: pinned, and solved again."""

import time
from dataclasses import replace

from matcher.eligibility import requirement_refusals
from matcher.index.tables import Tables
from matcher.plan import Assignment, Plan
from matcher.review import review
from matcher.trials.forcing_result import Forced, ForcedTier
from matcher.trials.seating import repaired, with_pin
from matcher.trials.trial import TrialLimits, tried

_LEAST = 0.05
"""Seconds that a search gets in any case."""


def forced(tables: Tables, plan: Plan, assignment: Assignment, limits: TrialLimits) -> Forced:
    """Pin the assignment and solve within the limits, from the plan mended as far as it goes."""
    began = time.monotonic()
    problem = tables.problem
    pinned = with_pin(problem, assignment)
    start = repaired(tables.with_pins_of(pinned), plan, assignment)
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
