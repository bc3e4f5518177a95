"""What seating somebody come what may would cost, in words."""

from collections.abc import Iterator, Mapping

from matcher.plan import PinRef
from matcher.problem import Measure, Problem, Tier
from matcher.trials.forced import Forced, ForcedTier
from web.i18n import N_
from web.i18n import gettext as _
from web.wording import moment_words, sentence
from web.wording.facts import listed
from web.wording.names import Names

MEASURES: Mapping[Measure, str] = {
    "incomplete": N_("incomplete missions"),
    "vacancies": N_("vacancies"),
    "calls": N_("calls"),
    "misfit": N_("lack of fit"),
    "burden": N_("burden"),
    "delay": N_("delay"),
    "pool": N_("people sent"),
    "cost": N_("cost"),
    "finish": N_("end of the last mission"),
}
"""What a tier counts; weights aside."""


def forcing_lines(problem: Problem, found: Forced, names: Names) -> Iterator[str]:
    """Tier by tier beside the plan, or what cannot be kept together."""
    here = found.assignment
    if found.status == "unknown":
        yield _("Seated come what may: neither a plan nor a proof in time.")
    elif found.status == "infeasible":
        yield _("No plan seats them there. These decisions cannot be kept together:")
        yield from (f"• {_pin(ref, names)}" for ref in found.conflict)
    else:
        yield _("Seated come what may, and everything solved again:")
    for number, (tier, result) in enumerate(zip(problem.objective, found.tiers, strict=False), 1):
        yield f"• {_tier(number, tier, result)}"
    if found.waived:
        said = (sentence(r.code, {**r.facts, "expert": here.expert}, names) for r in found.waived)
        yield _("The decision would set aside:") + " " + " ".join(said)


def _tier(number: int, tier: Tier, found: ForcedTier) -> str:
    facts = {
        "number": number,
        "measures": listed([_(MEASURES[measure]) for measure in tier]),
        "value": found.value,
        "before": found.before,
    }
    if found.optimal:
        return _(
            "Tier %(number)s (%(measures)s): %(value)s, proven; the plan has %(before)s.", **facts
        )
    return _(
        "Tier %(number)s (%(measures)s): %(value)s, at best %(bound)s; the plan has %(before)s.",
        bound=found.bound,
        **facts,
    )


def _pin(ref: PinRef, names: Names) -> str:
    mission = names.missions.get(ref.mission, ref.mission)
    if ref.expert is not None:
        expert = names.experts.get(ref.expert, ref.expert)
        return _("%(expert)s in the team of %(mission)s.", expert=expert, mission=mission)
    return _(
        "%(mission)s starts on %(start)s.", mission=mission, start=moment_words(ref.start or "")
    )
