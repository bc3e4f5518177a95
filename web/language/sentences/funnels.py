"""Why a seat stays empty: the funnel step by step, and the one step that empties it."""

from collections.abc import Callable, Mapping, Sequence

from matcher.nights import Nights
from matcher.plan import FunnelStep, Vacancy
from web.language.labels import tongue
from web.language.sentences.nights import NOBODY, beside
from web.language.speech import gettext as _
from web.language.speech import ngettext

Counted = Callable[[int], str]
"""A sentence that depends on how many there are."""

LEFT: Mapping[str, Counted] = {
    "all": lambda left: _("%(left)s on the roster", left=left),
    "kind": lambda left: _("%(left)s of the kind asked for", left=left),
    "institution": lambda left: _("%(left)s of an institution asked for", left=left),
    "domains": lambda left: _("%(left)s with the domains asked for", left=left),
    "languages": lambda left: ngettext(
        "%(num)s who also speaks the languages asked for",
        "%(num)s who also speak the languages asked for",
        left,
    ),
    "not_excluded": lambda left: _(
        "%(left)s who may be sent to this partner and have not declined", left=left
    ),
    "available": lambda left: ngettext(
        "%(num)s available on a possible date", "%(num)s available on a possible date", left
    ),
    "free_in_plan": lambda left: _(
        "%(left)s whom no other mission of the plan takes then", left=left
    ),
}
EMPTIED: Mapping[str, Counted] = {
    "all": lambda before: _("There is nobody on the roster."),
    "kind": lambda before: _(
        "Nobody of the kind asked for, out of %(people)s on the roster.", people=_people(before)
    ),
    "institution": lambda before: _(
        "Nobody of an institution asked for, out of %(people)s of the kind asked for.",
        people=_people(before),
    ),
    "domains": lambda before: _(
        "Nobody with the domains at the level asked for, out of %(people)s of the kind and "
        "institution asked for.",
        people=_people(before),
    ),
    "languages": lambda before: _(
        "Nobody who speaks the languages as well as asked for, out of %(people)s with the domains.",
        people=_people(before),
    ),
    "not_excluded": lambda before: ngettext(
        "The one person who fits may not be sent there, or has declined.",
        "Nobody who may be sent there and has not declined, out of %(num)s people who fit.",
        before,
    ),
    "available": lambda before: ngettext(
        "The one person who fits is not available on any possible date.",
        "Of the %(num)s people who fit, nobody is available on a possible date.",
        before,
    ),
    "free_in_plan": lambda before: ngettext(
        "Other missions need the one person who fits and is available.",
        "Other missions need all %(num)s people who fit and are available.",
        before,
    ),
}


def _people(count: int) -> str:
    return ngettext("%(num)s person", "%(num)s people", count)


def steps(funnel: Sequence[FunnelStep], found: Nights = NOBODY) -> list[tuple[str, int]]:
    """Each step of a funnel in words, with how many are left; steps that change nothing go.

    Where the hours of a remote session keep people away, their step says so.
    """
    kept = [
        step
        for before, step in zip((None, *funnel), funnel, strict=False)
        if before is None or before.left != step.left or step.step == "free_in_plan"
    ]
    return [(_with_hours(LEFT[s.step](s.left), beside(s.step, found)), s.left) for s in kept]


def _with_hours(said: str, hours: str) -> str:
    return _("%(step)s. %(hours)s", step=said, hours=hours) if hours else said


def reason_of(vacancy: Vacancy, found: Nights = NOBODY) -> str:
    """Why a seat is empty, in a sentence or two: the hours of a remote session are named."""
    if vacancy.language is not None:
        said = _(
            "Nobody in the team speaks enough %(language)s.", language=tongue(vacancy.language)
        )
        return " ".join(filter(None, (said, _hours(vacancy, found))))
    before = 0
    for step in vacancy.funnel:
        if step.left == 0:
            return _emptied(step.step, before, found)
        before = step.left
    return ngettext(
        "%(num)s person meets the role and is in no other mission then, but a limit of the team, "
        "the programme or rest may forbid it.",
        "%(num)s people meet the role and are in no other mission then, but a limit of the team, "
        "the programme or rest may forbid them.",
        before,
    )


def _emptied(step: str, before: int, found: Nights) -> str:
    """What empties a funnel; the hours alone where they keep everybody away."""
    hours = beside(step, found)
    away = found.never if step == "available" else found.then
    if hours and before == away:
        return hours
    if hours and step == "free_in_plan":
        nobody = ngettext(
            "The one person who fits and is available cannot take part on the date that the "
            "mission has.",
            "None of the %(num)s people who fit and are available can take part on the date that "
            "the mission has.",
            before,
        )
        return f"{nobody} {hours}"
    return " ".join(filter(None, (EMPTIED[step](before), hours)))


def _hours(vacancy: Vacancy, found: Nights) -> str:
    """What the hours do where they leave nobody."""
    emptied = next((step.step for step in vacancy.funnel if step.left == 0), "")
    return beside(emptied, found)
