"""Replanning: the facts have changed, and as few people as can be should hear of it."""

from dataclasses import dataclass, replace

from matcher.halfdays import HalfDay
from matcher.pins import pin_refs
from matcher.plan import Answer, Breach, PinRef, Plan, TierResult
from matcher.problem import ExpertId, MissionId, Problem
from matcher.trials.freezing import Refused, freeze
from matcher.trials.trial import Limits, tried


@dataclass(frozen=True, slots=True)
class Replanned:
    """The answer, the missions that were frozen, what of them could not be kept, and the calls.

    `calls` is the tier of calls with its proven bound; None where the objective has none.
    """

    answer: Answer
    frozen: tuple[MissionId, ...]
    lost: tuple[Breach, ...]
    calls: TierResult | None


def replan(
    problem: Problem, live: Plan, *, until: HalfDay = 0, limits: Limits | None = None
) -> Replanned:
    """The best plan of a changed problem, with the live plan as what is published.

    What begins before `until`, travel included, stays as it is, as far as facts allow. The
    search starts from what is still right of the live plan.
    """
    held = {name: was for name, was in live.missions.items() if was.start is not None}
    known = replace(problem, published=held)
    refused: Refused = frozenset()
    while True:
        frozen = freeze(known, live, until, refused)
        answer = tried(frozen.problem, limits or Limits())
        more = {_refused(ref) for ref in answer.conflict} - _decided(problem) - refused
        if not more:
            return Replanned(answer, frozen.missions, frozen.lost, calls_of(problem, answer))
        refused |= {max(more, key=lambda ref: (live.held(ref[0]).start or 0, ref[1] or ""))}


def calls_of(problem: Problem, answer: Answer) -> TierResult | None:
    """The first tier of calls, with its bound."""
    tiers = zip(problem.objective, answer.tiers, strict=False)
    return next((result for tier, result in tiers if tier.get("calls", 0)), None)


def _refused(ref: PinRef) -> tuple[MissionId, ExpertId | None]:
    return ref.mission, ref.expert


def _decided(problem: Problem) -> Refused:
    """What people have pinned themselves: a freeze does not take it back."""
    return frozenset(_refused(ref) for ref in pin_refs(problem))
