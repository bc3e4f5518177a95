"""Trials of an unlock: are the tiers better with a change, and what exactly are they then?"""

import math
import time
from dataclasses import dataclass, replace

from matcher.plan import Answer, Plan
from matcher.problem import Problem
from matcher.trials.trial import TrialLimits, tried, without_last_tier

TRIALS_OF_WORK = 50
"""Trials for each deterministic second; most of them take little of the solver."""
_PART_OF_A_TRIAL = 0.5
"""What one trial may take of a question's limit."""


@dataclass(frozen=True, slots=True)
class TrialVerdict:
    """The tiers after a change: `better` is None where that could not be told in time.

    `tiers` are the proven ones, None where they are not; `plan` shows them.
    """

    better: bool | None
    tiers: tuple[int, ...] | None = None
    plan: Plan | None = None


UNTOLD = TrialVerdict(None)


class Trials:
    """Solves changed problems until the limits of the question are used up.

    Under a work limit their number is limited; the clock is a fence then, if seconds are finite.
    """

    def __init__(
        self, tiers: tuple[int, ...], plan: Plan, limits: TrialLimits, most: int | None = None
    ) -> None:
        self.tiers = tiers
        self.plan = plan
        self._limits = limits
        self._ends = time.monotonic() + limits.seconds
        of_work = math.inf if limits.work is None else int(TRIALS_OF_WORK * limits.work)
        self._left = of_work if most is None else most

    @property
    def is_over(self) -> bool:
        """Is there nothing left of the limits, or was a stop asked for?"""
        return self._left <= 0 or time.monotonic() >= self._ends or self._limits.stop()

    def of(self, problem: Problem, start: Plan | None = None) -> TrialVerdict:
        """What becomes of the tiers in a changed problem."""
        if self.is_over:
            return UNTOLD
        self._left -= 1
        return self._verdict(tried(without_last_tier(problem), self._limit(), start or self.plan))

    def _limit(self) -> TrialLimits:
        left = max(0.01, self._ends - time.monotonic())
        if self._limits.work is not None:
            return replace(self._limits, seconds=left, work=self._limits.work * _PART_OF_A_TRIAL)
        return replace(self._limits, seconds=min(left, self._limits.seconds * _PART_OF_A_TRIAL))

    def _verdict(self, answer: Answer) -> TrialVerdict:
        if answer.status == "infeasible":
            return TrialVerdict(better=False)
        if answer.plan is None:
            return UNTOLD
        values = tuple(tier.value for tier in answer.tiers)
        if values < self.tiers:
            return TrialVerdict(True, values if answer.status == "optimal" else None, answer.plan)
        for tier, before in zip(answer.tiers, self.tiers, strict=True):
            if tier.bound > before:
                return TrialVerdict(better=False)
            if not (tier.value == tier.bound == before):
                return UNTOLD
        return TrialVerdict(better=False)
