"""Explanations as JSON documents; the shapes are those of `docs/explanations.md`."""

from collections.abc import Iterable, Mapping

from matcher.explain.candidates import Candidates, Choice, Choices
from matcher.explain.excluded import Excluded
from matcher.explain.why import Suits, Why
from matcher.explain.why_not import WhyNot
from matcher.fit import Fit
from matcher.halfdays import HalfDay, Horizon
from matcher.plan import Breach, PinRef
from matcher.problem import CEFR
from matcher.trials.forcing_result import Forced
from matcher.trials.unlocking import Unlocks
from web.cli.questions import FileQuestion, OfExpert, OfRole

Json = dict[str, object]


def explained(asked: FileQuestion, answer: OfRole | OfExpert) -> Json:
    """The answer to one question."""
    start = asked.plan.held(asked.mission).start
    horizon = asked.problem.horizon
    head: Json = {
        "mission": asked.mission,
        "role": asked.role,
        "start": _moment(horizon, start),
        "count": asked.problem.missions[asked.mission].role(asked.role).count,
        "sitting": [*asked.sitting],
    }
    if isinstance(answer, OfRole):
        return {**head, **_of_role(horizon, answer)}
    return {**head, **_of_expert(horizon, answer)}


def _of_role(horizon: Horizon, answer: OfRole) -> Json:
    found: Json = {"funnel": [{"step": s.step, "left": s.left} for s in answer.funnel]}
    if answer.unlocks is not None:
        found |= _unlocks(answer.unlocks)
    return {**found, "candidates": _candidates(horizon, answer.candidates)}


def _unlocks(found: Unlocks) -> Json:
    rows = [
        {
            "code": unlock.code,
            "patch": [dict(step) for step in unlock.patch],
            **({} if unlock.expert is None else {"expert": unlock.expert}),
            "tiers": [*unlock.tiers],
        }
        for unlock in found.found
    ]
    return {"unlocks": rows, "unlocks_complete": found.complete}


def _candidates(horizon: Horizon, found: Candidates) -> Json:
    return {
        "instead": found.seat.instead,
        "free": _choices(horizon, found.free),
        "breaking": _choices(horizon, found.breaking),
        "excluded": _excluded(found.excluded),
    }


def _choices(horizon: Horizon, found: Choices) -> Json:
    return {"count": found.count, "shown": [choice_row(horizon, each) for each in found.shown]}


def _excluded(found: Excluded) -> Json:
    rows = [
        {
            "expert": each.expert,
            "reasons": [{"code": r.code, "facts": dict(r.facts)} for r in each.reasons],
        }
        for each in found.shown
    ]
    return {"count": found.count, "reasons": dict(found.counts), "shown": rows}


def choice_row(horizon: Horizon, choice: Choice) -> Json:
    """One expert in the seat and all that follows; tiers and measures are differences."""
    return {
        "expert": choice.expert,
        "start": _moment(horizon, choice.start),
        "fit": _fit(choice.fit),
        "misfit": choice.misfit,
        "cost": choice.cost,
        "half_days": choice.half_days,
        "half_days_left": choice.half_days_left,
        "missions_left": choice.missions_left,
        "load": choice.load,
        "tiers": [*choice.tiers],
        "measures": dict(choice.measures),
        "breaches": _breaches(choice.breaches),
    }


def _of_expert(horizon: Horizon, answer: OfExpert) -> Json:
    found: Json = {}
    if answer.why is not None:
        found["why"] = _why(horizon, answer.why)
    if answer.why_not is not None:
        found |= {"expert": answer.why_not.expert, "why_not": _why_not(horizon, answer.why_not)}
    if answer.forced is not None:
        found["forcing"] = forced_row(answer.forced)
    return found if answer.why is None else {"expert": answer.why.seat.instead, **found}


def _why(horizon: Horizon, found: Why) -> Json:
    return {
        **_suits(found.suits),
        "misfit": 100 - found.suits.fit.total,
        "cost": found.cost,
        "half_days": found.half_days,
        "pinned": found.pinned,
        "without": dict(found.without),
        "runners": _choices(horizon, found.runners),
        "breaking": found.breaking,
    }


def _suits(found: Suits) -> Json:
    skills = [
        {
            "kind": skill.kind,
            "name": skill.name,
            "needed": _level(skill.kind, skill.needed),
            "held": _level(skill.kind, skill.held),
        }
        for skill in found.skills
    ]
    split = {"fit": _fit(found.fit), "skills": skills}
    return {**split, "field": found.field, "wishes": found.wishes}


def _level(kind: str, level: int) -> object:
    """A level as problem files write it; none is null."""
    return (CEFR[level - 1] if kind == "language" else level) if level else None


def _why_not(horizon: Horizon, found: WhyNot) -> Json:
    return {
        "verdict": found.verdict,
        "reasons": _breaches(found.reasons),
        "instead": found.seat.instead,
        "choice": None if found.choice is None else choice_row(horizon, found.choice),
    }


def forced_row(found: Forced) -> Json:
    """What a pin would cost, tier by tier, or the pins that no plan keeps."""
    return {
        "status": found.status,
        "tiers": [
            {
                "value": tier.value,
                "bound": tier.bound,
                "optimal": tier.optimal,
                "before": tier.before,
                "difference": tier.difference,
            }
            for tier in found.tiers
        ],
        "waived": [{"code": r.code, "facts": dict(r.facts)} for r in found.waived],
        "conflict": [_pin(ref) for ref in found.conflict],
        "seconds": round(found.seconds, 3),
    }


def _pin(ref: PinRef) -> Json:
    named = {"start": ref.start, "role": ref.role, "expert": ref.expert}
    return {"mission": ref.mission, **{k: v for k, v in named.items() if v is not None}}


def _fit(found: Fit) -> Json:
    parts = {"domain": found.domain, "language": found.language}
    return {"total": found.total, **parts, "field": found.field, "wish": found.wish}


def _breaches(found: Iterable[Breach]) -> list[Mapping[str, object]]:
    return [{"code": each.code, **_where(each), "facts": dict(each.facts)} for each in found]


def _where(breach: Breach) -> Json:
    named = {"mission": breach.mission, "role": breach.role, "expert": breach.expert}
    return {key: value for key, value in named.items() if value is not None}


def _moment(horizon: Horizon, start: HalfDay | None) -> str | None:
    return None if start is None else horizon.moment(start)
