"""Fragility: what losing each expert would cost after the best repair, and who could step in.

The tiers but the last are proven for everybody; the last one is stated as far as time allows.
Who has no seat and no pin costs nothing: the plan stands without them.
"""

import time
from collections.abc import Callable
from dataclasses import replace

from matcher.plan import Answer, Plan, TierResult
from matcher.problem import ExpertId, Problem
from matcher.review import review
from matcher.scenario.facts import Said
from matcher.scenario.people import withdraw
from matcher.solve.limits import quietly
from matcher.trials.fragility_losses import Fragility, Loss, SeatAtRisk, Told
from matcher.trials.fragility_reserves import Handover, Reserves
from matcher.trials.trial import TrialLimits, tried, without_last_tier

_SECONDS = 30.0


def fragility(
    problem: Problem,
    answer: Answer,
    *,
    seconds: float = _SECONDS,
    limits: TrialLimits | None = None,
    progress: Callable[[Told], None] = quietly,
) -> Fragility:
    """What the loss of each expert would cost the plan of an answer.

    `seconds` for everybody together, `limits` for one solve. What time is left once the tiers
    but the last are known goes into the last one, the worst losses first. Raises: ValueError
    where the answer has no plan.
    """
    if answer.plan is None:
        raise ValueError("There is no plan that somebody could be lost to.")
    trials = _Losses(problem, answer, answer.plan, limits or TrialLimits(), seconds)
    at_risk = trials.at_risk()
    losses = sorted(trials.losses(at_risk, progress), key=_rank)
    complete = len(losses) == len(at_risk)
    if complete:
        losses = trials.closer(losses)
    touched = set(at_risk)
    return Fragility(tuple(losses), tuple(e for e in problem.experts if e not in touched), complete)


class _Losses:
    """Losses of one plan, expert by expert, until the seconds are over."""

    def __init__(
        self, problem: Problem, answer: Answer, plan: Plan, limits: TrialLimits, seconds: float
    ) -> None:
        self.problem = problem
        self.plan = plan
        self.limits = limits
        self._ends = time.monotonic() + seconds
        self._known = answer.tiers or _unproven(review(problem, plan).tiers)
        self._reserves = Reserves(problem, plan)
        self._pinned = {e for pin in problem.pins.values() for e in pin.experts}
        self._repairs: dict[ExpertId, Plan] = {}

    def is_over(self) -> bool:
        """Has somebody stopped it, or is its time over?"""
        return self.limits.stop() or self._left() <= 0

    def at_risk(self) -> list[ExpertId]:
        """Everybody with a seat or a pin, in the order of their ids."""
        seated = {each.expert for each in self.plan.assignments}
        return sorted(seated | (self._pinned & self.problem.experts.keys()))

    def losses(self, at_risk: list[ExpertId], progress: Callable[[Told], None]) -> list[Loss]:
        """The losses of these, one after the other, as far as time allows."""
        found: list[Loss] = []
        for expert in at_risk:
            if self.is_over():
                break
            loss = self.loss(expert)
            if loss is not None:
                found.append(loss)
            progress(Told(len(found), len(at_risk)))
        return found

    def loss(self, expert: ExpertId) -> Loss | None:
        """The tiers but the last without somebody; None where time does not allow it.

        Who is handed over seat by seat and costs nothing in those tiers needs no search: without
        one more person nothing becomes better, unless a pin goes with them.
        """
        handover = self._reserves.handover(expert)
        seats = tuple(
            SeatAtRisk(seat.mission, seat.role, reserves) for seat, reserves in handover.seats
        )
        blank = Loss(expert, seats, tuple(tier.value for tier in self._known))
        poorer = withdraw(Said(self.problem, {"expert": expert}))
        handed = self._handed(blank, poorer, handover)
        if handed is not None and handed.is_proven and not any(handed.costs):
            return handed
        answer = tried(without_last_tier(poorer), self._limits(), handover.plan)
        if answer.plan is None:
            return replace(blank, impossible=True) if answer.status == "infeasible" else None
        if handed is not None and tuple(t.value for t in answer.tiers) == _values(handed.upper):
            return replace(handed, upper=self._tightened(expert, answer.tiers))
        self._repairs[expert] = answer.plan
        return replace(blank, upper=self._tightened(expert, answer.tiers))

    def closer(self, losses: list[Loss]) -> list[Loss]:
        """The last tier searched too, the worst losses first, while time is left."""
        found = list(losses)
        for place, loss in enumerate(found):
            if self.is_over():
                break
            if loss.impossible or (loss.last is not None and loss.last.optimal):
                continue
            poorer = withdraw(Said(self.problem, {"expert": loss.expert}))
            answer = tried(poorer, self._limits(), self._repairs[loss.expert])
            if answer.plan is None or _values(answer.tiers[:-1]) != _values(loss.upper):
                continue
            tiers = self._tightened(loss.expert, answer.tiers)
            if loss.last is not None:
                bound = max(tiers[-1].bound, loss.last.bound)
                tiers = (*tiers[:-1], TierResult(tiers[-1].value, bound))
            found[place] = replace(loss, upper=_best(loss.upper, tiers), last=tiers[-1])
        return found

    def _handed(self, blank: Loss, poorer: Problem, handover: Handover) -> Loss | None:
        """The loss when reserves take every seat, with what the plan before proves of it."""
        if handover.plan is None:
            return None
        found = review(poorer, handover.plan)
        if found.breaches:
            return None
        self._repairs[blank.expert] = handover.plan
        tiers = self._tightened(blank.expert, _unproven(found.tiers))
        return replace(blank, upper=tiers[:-1], last=tiers[-1])

    def _tightened(self, expert: ExpertId, tiers: tuple[TierResult, ...]) -> tuple[TierResult, ...]:
        """What the plan before proves of what comes after: nothing gets better by a loss.

        It holds while the tiers above are as before; not for who is pinned, whose pins go.
        """
        if expert in self._pinned:
            return tiers
        found = list(tiers)
        for place, (new, old) in enumerate(zip(tiers, self._known, strict=False)):
            found[place] = TierResult(new.value, min(new.value, max(new.bound, old.bound)))
            if new.value != old.value:
                break
        return tuple(found)

    def _left(self) -> float:
        return self._ends - time.monotonic()

    def _limits(self) -> TrialLimits:
        return replace(self.limits, seconds=max(0.0, min(self.limits.seconds, self._left())))


def _unproven(values: tuple[int, ...]) -> tuple[TierResult, ...]:
    return tuple(TierResult(value, 0) for value in values)


def _values(tiers: tuple[TierResult, ...]) -> tuple[int, ...]:
    return tuple(tier.value for tier in tiers)


def _best(old: tuple[TierResult, ...], new: tuple[TierResult, ...]) -> tuple[TierResult, ...]:
    """The same values, each with the better bound."""
    pairs = zip(old, new, strict=False)
    return tuple(TierResult(one.value, max(one.bound, other.bound)) for one, other in pairs)


def _rank(loss: Loss) -> tuple[bool, tuple[int, ...], bool, ExpertId]:
    """The worst first, those without reserves before others."""
    worse = tuple(-cost for cost in loss.costs)
    return not loss.impossible, worse, loss.has_reserves, loss.expert
