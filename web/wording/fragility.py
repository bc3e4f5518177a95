"""What losing somebody would cost, who could step in, and what better fit costs, in words."""

from math import floor

from babel.numbers import format_decimal

from matcher.problem import Measure, Problem
from matcher.trials.fragility_losses import Fragility, Loss, SeatAtRisk
from matcher.trials.front_points import Front, Point
from web.dates import locale
from web.i18n import gettext as _
from web.i18n import ngettext
from web.wording.facts import listed
from web.wording.measures import BETTER, WORSE, balance, step_words
from web.wording.names import Names


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


def front_sentence(found: Front) -> str:
    """Is there anything to choose between?"""
    if found.is_trade:
        return ngettext(
            "%(num)s plan that no other beats in everything.",
            "%(num)s plans that no other beats in everything.",
            len(found.points),
        )
    if len(found.measures) < 2:
        return _("There is nothing to trade: only one thing is weighed last.")
    if found.points and found.complete:
        return _("There is nothing to trade: one plan is best in everything.")
    return _("The search ended before there was anything to compare.")


def trade_sentence(one: Point, other: Point) -> str:
    """What going from one plan to another makes better, and what it costs."""
    steps = {m: other.measures[m] - value for m, value in one.measures.items()}
    gains = [_amount(m, step, one, other) for m, step in steps.items() if step < 0]
    costs = [_amount(m, step, one, other) for m, step in steps.items() if step > 0]
    if not gains or not costs:
        return _("One of the two plans is at least as good in everything.")
    return balance(gains, costs)


def _amount(measure: Measure, step: int, one: Point, other: Point) -> str:
    """So much of a measure; fit for each seat where both plans fill as many."""
    if measure == "misfit" and one.seats == other.seats and one.seats:
        tenths = floor(10 * abs(step) / one.seats + 0.5)
        if tenths:
            count = format_decimal(tenths / 10, locale=locale())
            if step < 0:
                return _("average fit higher by %(count)s of 100", count=count)
            return _("average fit lower by %(count)s of 100", count=count)
    return (WORSE if step > 0 else BETTER)[measure](abs(step))
