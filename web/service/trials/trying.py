"""Trials as the child process carries them out: what only solving again can answer.

Only `carry_out` wakes the solver. News are counts; the answer is a document
(`web.service.trials.found`).
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from db.base import Document
from matcher.explain.thin_competence import gains
from matcher.index.tables import Tables
from matcher.plan import Answer, Plan
from matcher.problem import Problem
from matcher.review import review
from matcher.trials.fragility_losses import Told
from matcher.trials.front_points import Searched
from web.service.trials.found import write_front, write_losses

Tell = Callable[[object], None]
Stop = Callable[[], bool]
_PART_FOR_GAINS = 0.25
"""Of the seconds of losses, how much goes into competences."""
_PART_OF_A_SOLVE = 0.2
"""What one solve may take of the seconds."""
_SECONDS_OF_A_SOLVE = 10.0
_QUIET_SECONDS = 0.25
"""News are told at most this often."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How far a trial is; `of` is None where nobody knows how much there will be."""

    done: int
    of: int | None
    seconds: float


@dataclass(frozen=True, slots=True)
class LossesTrial:
    """What losing each expert would cost a plan, and what one more competence would bring.

    Calls are not counted: any loss of somebody who is published makes at least one.
    """

    problem: Problem
    plan: Plan
    seconds: float

    def carry_out(self, tell: Tell, stop: Stop) -> Document:
        """Both, within the seconds; what was not reached is said."""
        from matcher.trials.competence import verified
        from matcher.trials.fragility import fragility
        from matcher.trials.trial import TrialLimits
        from matcher.trials.unlocking_trials import Trials

        count = _Count(tell)
        problem = replace(self.problem, published={})
        few = gains(Tables(problem), self.plan)
        limits = TrialLimits(seconds=self.seconds * _PART_FOR_GAINS, stop=stop)
        brought = verified(problem, self.plan, few, limits)
        without = Trials(review(problem, self.plan).tiers[:-1], self.plan, limits).of(problem)
        one = min(_SECONDS_OF_A_SOLVE, self.seconds * _PART_OF_A_SOLVE)
        found = fragility(
            problem,
            Answer("feasible", self.plan),
            seconds=self.seconds - count.seconds,
            limits=TrialLimits(seconds=one, stop=stop),
            progress=count.losses,
        )
        return write_losses(problem, found, brought, without, count.seconds)


@dataclass(frozen=True, slots=True)
class Sweep:
    """Plans that trade fit, burden and delay, as if nobody had been called yet.

    With what is published kept first there would be nothing to trade: every other plan calls
    somebody. How many each of them would call is said beside it.
    """

    problem: Problem
    plan: Plan | None
    seconds: float

    def carry_out(self, tell: Tell, stop: Stop) -> Document:
        """The front, as far as the seconds reach."""
        from matcher.trials.front import front
        from matcher.trials.trial import TrialLimits

        count = _Count(tell)
        one = TrialLimits(seconds=self.seconds * _PART_OF_A_SOLVE, stop=stop)
        found = front(
            replace(self.problem, published={}),
            seconds=self.seconds,
            limits=one,
            start=self.plan,
            progress=count.plans,
        )
        return write_front(self.problem, found, count.seconds)


class _Count:
    """Tells how far a trial is, now and then."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._began = time.monotonic()
        self._told = 0.0

    @property
    def seconds(self) -> float:
        """Since the beginning."""
        return round(time.monotonic() - self._began, 2)

    def losses(self, news: Told) -> None:
        """How many people's losses are worked out."""
        if self.seconds - self._told >= _QUIET_SECONDS:
            self._told = self.seconds
            self._tell(Counted(news.done, news.experts, self.seconds))

    def plans(self, news: Searched) -> None:
        """How many plans were searched."""
        self._tell(Counted(news.solves, None, self.seconds))
