"""What losing somebody would cost, who could step in, and what better fit costs, in words."""

from matcher.problem import Problem
from matcher.trials.fragility_losses import Fragility, Loss, SeatAtRisk
from web.language.sentences.facts import listed
from web.language.sentences.measures import step_words
from web.language.sentences.names import Names
from web.language.speech import gettext as _
from web.language.speech import ngettext


def fragility_sentence(found: Fragility) -> str:
    """How many people the plan stands and falls with, and whether all were looked at."""
    critical = len(found.critical)
    if not found.complete:
        return ngettext(
            "%(num)s person found to be hard to replace so far; not everybody was looked at.",
            "%(num)s people found to be hard to replace so far; not everybody was looked at.",
            critical,
        )
    if not critical:
        return _("Nobody is hard to replace: whoever is absent, the plan can be repaired.")
    return ngettext(
        "%(num)s person is hard to replace: no repair makes up for their absence.",
        "%(num)s people are hard to replace: no repair makes up for their absence.",
        critical,
    )


def loss_sentence(problem: Problem, loss: Loss, names: Names) -> str:
    """What the loss of somebody costs after the best repair known, the last level aside."""
    expert = names.experts.get(loss.expert, loss.expert)
    if loss.impossible:
        return _("Without %(expert)s, what is decided already cannot be kept.", expert=expert)
    if not loss.is_critical:
        return _("Without %(expert)s, the plan can be repaired.", expert=expert)
    costs = listed(
        [
            step_words(tier, cost)
            for tier, cost in zip(problem.objective, loss.costs, strict=False)
            if cost > 0
        ]
    )
    if loss.is_proven:
        return _("Without %(expert)s, whatever is done: %(costs)s.", expert=expert, costs=costs)
    return _(
        "Without %(expert)s, with the best repair found: %(costs)s.", expert=expert, costs=costs
    )


def reserves_sentence(seat: SeatAtRisk, names: Names) -> str:
    """Who could take a seat with all the rest as it is."""
    mission = names.missions.get(seat.mission, seat.mission)
    if not seat.reserves:
        return _("%(mission)s: nobody could step in as the plan stands.", mission=mission)
    people = listed([names.experts.get(each, each) for each in seat.reserves])
    return ngettext(
        "%(mission)s: %(people)s could step in.",
        "%(mission)s: %(people)s could each step in.",
        len(seat.reserves),
        mission=mission,
        people=people,
    )
