"""Competences verified: what everything solved again makes of one more domain or language.

`matcher.explain.thin_competence` names them with the rest of a plan kept; a search may find more,
or fill the same seats without them where the plan was not the best.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from matcher.explain.thin_competence import Gain, gained
from matcher.plan import Plan
from matcher.problem import Problem
from matcher.review import review
from matcher.trials.trial import TrialLimits
from matcher.trials.unlocking_trials import Trials, TrialVerdict


@dataclass(frozen=True, slots=True)
class Verified:
    """A gain, the plan's tiers but the last, and what became of them with it."""

    gain: Gain
    before: tuple[int, ...]
    verdict: TrialVerdict


def verified(
    problem: Problem, plan: Plan, gains: Sequence[Gain], limits: TrialLimits | None = None
) -> tuple[Verified, ...]:
    """Each gain solved again, as far as the limits of all of them together reach.

    A verdict of None says that there was no time for it.
    """
    before = review(problem, plan).tiers[:-1]
    trials = Trials(before, plan, limits or TrialLimits())
    return tuple(Verified(gain, before, trials.of(gained(problem, gain))) for gain in gains)
