"""The measures of a plan in the words of a cooperation unit, and what is gained or lost in them."""

from collections.abc import Callable, Mapping

from babel.numbers import format_decimal, format_percent

from matcher.problem import Measure, Tier
from web.language.codes import N_
from web.language.dates import locale
from web.language.sentences.facts import listed
from web.language.speech import gettext as _
from web.language.speech import ngettext

Amount = Callable[[int], str]

MEASURES: Mapping[Measure, str] = {
    "incomplete": N_("missions not complete"),
    "vacancies": N_("vacant seats"),
    "calls": N_("people to call (mission by mission)"),
    "misfit": N_("how well people suit"),
    "burden": N_("how evenly missions are shared"),
    "delay": N_("how near to the wished dates"),
    "pool": N_("people sent"),
    "cost": N_("cost"),
    "finish": N_("end of the last mission"),
}
"""What each of them looks at, in mid-sentence."""

FIGURES: Mapping[Measure, str] = {
    **MEASURES,
    "incomplete": N_("missions not complete, by priority"),
    "vacancies": N_("vacant seats and unspoken languages, by priority"),
    "misfit": N_("points short of a perfect fit"),
    "burden": N_("load: squares of the half-days that people are away"),
    "delay": N_("days from the wished dates, by priority"),
}
"""The names of the bare numbers, the less the better, for whoever unfolds them."""

WORSE: Mapping[Measure, Amount] = {
    "incomplete": lambda n: _("more missions are not complete (or more important ones)"),
    "vacancies": lambda n: _("more seats are vacant (or more important ones)"),
    "calls": lambda n: ngettext(
        "%(num)s more person to call (mission by mission)",
        "%(num)s more people to call (mission by mission)",
        n,
    ),
    "misfit": lambda n: _("fit of all seats together lower by %(count)s", count=n),
    "burden": lambda n: _("missions are shared less evenly"),
    "delay": lambda n: _("missions are further from the wished dates"),
    "pool": lambda n: ngettext("%(num)s more person is sent", "%(num)s more people are sent", n),
    "cost": lambda n: _("%(count)s more to pay", count=n),
    "finish": lambda n: ngettext(
        "the last mission ends %(num)s half-day later",
        "the last mission ends %(num)s half-days later",
        n,
    ),
}
"""What it means that so much more of a measure stands in a plan.

What is summed up by priority is no number of seats, missions or days: it says which way only.
"""

BETTER: Mapping[Measure, Amount] = {
    "incomplete": lambda n: _("fewer missions are not complete (or less important ones)"),
    "vacancies": lambda n: _("fewer seats are vacant (or less important ones)"),
    "calls": lambda n: ngettext(
        "%(num)s fewer person to call (mission by mission)",
        "%(num)s fewer people to call (mission by mission)",
        n,
    ),
    "misfit": lambda n: _("fit of all seats together higher by %(count)s", count=n),
    "burden": lambda n: _("missions are shared more evenly"),
    "delay": lambda n: _("missions are nearer to the wished dates"),
    "pool": lambda n: ngettext("%(num)s fewer person is sent", "%(num)s fewer people are sent", n),
    "cost": lambda n: _("%(count)s less to pay", count=n),
    "finish": lambda n: ngettext(
        "the last mission ends %(num)s half-day earlier",
        "the last mission ends %(num)s half-days earlier",
        n,
    ),
}
"""What it means that so much less of a measure stands in a plan."""


def aims(tier: Tier) -> str:
    """What a level of the objective looks at: its measures, weights aside."""
    return listed([_(MEASURES[measure]) for measure in tier])


def step_words(tier: Tier, step: int) -> str:
    """By how much a level is worse (above 0) or better; of several measures only which way."""
    if not step:
        return _("as now: %(measures)s", measures=aims(tier))
    if len(tier) == 1:
        measure, weight = next(iter(tier.items()))
        if weight and step % weight == 0:
            return (WORSE if step > 0 else BETTER)[measure](abs(step) // weight)
    if step > 0:
        return _("all in all worse: %(measures)s", measures=aims(tier))
    return _("all in all better: %(measures)s", measures=aims(tier))


def step_sentence(tier: Tier, step: int, proven: bool | None) -> str:
    """The step of a level, and whether a better plan exists; `proven` None where nobody claims."""
    said = step_words(tier, step)
    said = said[:1].upper() + said[1:]
    if proven is None:
        return _("%(change)s.", change=said)
    if proven:
        return _("%(change)s; no better plan exists: proven.", change=said)
    return _("%(change)s; a better plan is still possible.", change=said)


def balance(gains: list[str], costs: list[str]) -> str:
    """What is better and what is worse, in one sentence or two."""
    if gains and costs:
        return _("Better: %(gains)s. Worse: %(costs)s.", gains=listed(gains), costs=listed(costs))
    if gains:
        return _("Better: %(gains)s.", gains=listed(gains))
    if costs:
        return _("Worse: %(costs)s.", costs=listed(costs))
    return _("Neither better nor worse.")


def verdict(value: int, bound: int, is_proven: bool) -> str:
    """What is known of a level: proven, or how far at most from the best."""
    if is_proven:
        return _("no better plan exists: proven")
    if bound <= 0 or not value:
        return _("a better plan is still possible")
    return _("within %(gap)s of the best possible", gap=percent((value - bound) / abs(value)))


def percent(share: float) -> str:
    """A share of one with a tenth of a percent, as the reader's language writes it."""
    usual = locale().percent_formats[None].pattern
    return format_percent(share, usual.replace("##0", "##0.#"), locale=locale())


def tenths(number: float) -> str:
    """A number with one decimal, as the reader's language writes it."""
    return format_decimal(number, "#,##0.0", locale=locale())
