"""What seating somebody come what may would cost, in words."""

from collections.abc import Iterator

from matcher.plan import PinRef
from matcher.problem import Problem
from matcher.trials.forcing_result import Forced
from web.language.sentences import moment_words, sentence
from web.language.sentences.measures import step_sentence
from web.language.sentences.names import Names
from web.language.speech import gettext as _


def forcing_lines(problem: Problem, found: Forced, names: Names) -> Iterator[str]:
    """Tier by tier beside the plan, or what cannot be kept together."""
    here = found.assignment
    if found.status == "unknown":
        yield _("With this assignment imposed: no plan was found in the time given.")
    elif found.status == "infeasible":
        yield _("No plan can assign them there. These decisions cannot be kept together:")
        yield from (f"• {_pin(ref, names)}" for ref in found.conflict)
    else:
        yield _("With this assignment imposed, and everything planned again:")
    for tier, result in zip(problem.objective, found.tiers, strict=False):
        yield f"• {step_sentence(tier, result.difference, result.optimal)}"
    if found.waived:
        said = (sentence(r.code, {**r.facts, "expert": here.expert}, names) for r in found.waived)
        yield _("The decision would set aside:") + " " + " ".join(said)


def _pin(ref: PinRef, names: Names) -> str:
    mission = names.missions.get(ref.mission, ref.mission)
    if ref.expert is not None:
        expert = names.experts.get(ref.expert, ref.expert)
        return _("%(expert)s in the team of %(mission)s.", expert=expert, mission=mission)
    start = moment_words(ref.start or "", ref.mission in names.halves)
    return _("%(mission)s starts on %(start)s.", mission=mission, start=start)
