"""An answer with the unlocks of its vacancies, out of what a solve has left of its limits."""

import math
import time
from dataclasses import replace

from matcher.plan import Answer, Plan, Vacancy
from matcher.problem import Problem
from matcher.trials.trial import TrialLimits
from matcher.trials.unlocking import unlocks

SECONDS_A_VACANCY = 2.0
SECONDS_MOST = 10.0
"""What all vacancies of an answer together may take."""
SECONDS_KEPT = 0.5
"""Kept back of the time limit, for the last trial to end."""
SIZE_MOST = 2_000_000
"""Experts times missions; where there are more of them one trial takes too long."""
TRIALS_MOST = 200
_SIZE_OF_TRIALS = 5_000_000
"""Trials under a work limit: so many experts times missions in all."""


def with_unlocks(problem: Problem, answer: Answer, limits: TrialLimits) -> Answer:
    """The same answer with unlocks; `limits` is the whole solve's, `answer.seconds` gone of it.

    Rows that time did not reach have none. With a work limit and no end of seconds the answer
    depends on the problem alone.
    """
    is_large = len(problem.experts) * len(problem.missions) > SIZE_MOST
    if answer.plan is None or not answer.vacancies or is_large or len(problem.objective) < 2:
        return answer
    began = time.monotonic()
    search = _Unlocking(problem, answer.plan, answer.seconds, limits)
    rows = []
    for number, row in enumerate(answer.vacancies):
        rows.append(search.unlocked(row, len(answer.vacancies) - number))
    taken = time.monotonic() - began
    return replace(answer, vacancies=tuple(rows), seconds=answer.seconds + taken)


class _Unlocking:
    """Shares what is left evenly among the vacancies that are left."""

    def __init__(self, problem: Problem, plan: Plan, gone: float, limits: TrialLimits) -> None:
        self._problem = problem
        self._plan = plan
        self._limits = limits
        most = math.inf if limits.work is not None else SECONDS_MOST
        self._ends = time.monotonic() + min(most, limits.seconds - gone - SECONDS_KEPT)
        size = max(1, len(problem.experts) * len(problem.missions))
        self._trials = min(TRIALS_MOST, _SIZE_OF_TRIALS // size)

    def unlocked(self, row: Vacancy, waiting: int) -> Vacancy:
        """The row with its unlocks, as far as its share allows."""
        left = self._ends - time.monotonic()
        if left <= 0 or self._limits.stop():
            return row
        limits = replace(self._limits, seconds=left)
        if self._limits.work is None:
            limits = replace(limits, seconds=min(SECONDS_A_VACANCY, left / waiting))
            return replace(row, unlocks=unlocks(self._problem, self._plan, row, limits).found)
        share = self._trials // waiting
        self._trials -= share
        return replace(row, unlocks=unlocks(self._problem, self._plan, row, limits, share).found)
