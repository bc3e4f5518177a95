"""Why a seat stays empty: the funnel step by step, and the one step that empties it."""

from collections.abc import Mapping, Sequence

from matcher.plan import FunnelStep, Vacancy
from web.i18n import N_, ngettext
from web.i18n import gettext as _
from web.labels import tongue

LEFT: Mapping[str, str] = {
    "all": N_("%(left)s on the roster"),
    "kind": N_("%(left)s of the kind asked for"),
    "institution": N_("%(left)s of an institution asked for"),
    "domains": N_("%(left)s with the domains asked for"),
    "languages": N_("%(left)s who also speak the languages asked for"),
    "not_excluded": N_("%(left)s who may be sent to this partner"),
    "available": N_("%(left)s available on a possible date"),
    "free_in_plan": N_("%(left)s not needed elsewhere in the plan"),
}
EMPTIED: Mapping[str, str] = {
    "all": N_("There is nobody on the roster."),
    "kind": N_("Nobody of the kind asked for, out of %(before)s."),
    "institution": N_("Nobody of an institution asked for, out of %(before)s."),
    "domains": N_("Nobody with the domains at the level asked for, out of %(before)s."),
    "languages": N_(
        "Nobody who speaks the languages as well as asked for, out of %(before)s with the domains."
    ),
    "not_excluded": N_("Nobody who may be sent to this partner, out of %(before)s who fit."),
    "available": N_("Nobody available on a possible date, out of %(before)s who fit."),
    "free_in_plan": N_("Other missions need everybody who fits and is available: %(before)s."),
}


def steps(funnel: Sequence[FunnelStep]) -> list[tuple[str, int]]:
    """Each step of a funnel in words, with how many are left; steps that change nothing go."""
    kept = [
        step
        for before, step in zip((None, *funnel), funnel, strict=False)
        if before is None or before.left != step.left or step.step == "free_in_plan"
    ]
    return [(_(LEFT[step.step], left=step.left), step.left) for step in kept]


def reason_of(vacancy: Vacancy) -> str:
    """The one sentence that says why a seat is empty."""
    if vacancy.language is not None:
        return _(
            "Nobody in the team speaks enough %(language)s.", language=tongue(vacancy.language)
        )
    before = 0
    for step in vacancy.funnel:
        if step.left == 0:
            return _(EMPTIED[step.step], before=before)
        before = step.left
    return ngettext(
        "%(num)s person fits and is free: staff it by hand or solve again, unless a limit of the "
        "team, the programme or rest forbids it.",
        "%(num)s people fit and are free: staff it by hand or solve again, unless a limit of the "
        "team, the programme or rest forbids it.",
        before,
    )
