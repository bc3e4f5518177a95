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
    "kind": N_("Of %(before)s people nobody is of the kind asked for."),
    "institution": N_("Of %(before)s people nobody belongs to an institution asked for."),
    "domains": N_("Of %(before)s people nobody has the domains at the level asked for."),
    "languages": N_(
        "%(before)s people have the domains, but nobody speaks the languages as well as asked for."
    ),
    "not_excluded": N_("%(before)s people fit, but none of them may be sent to this partner."),
    "available": N_("%(before)s people fit, but nobody is available on a possible date."),
    "free_in_plan": N_(
        "%(before)s people fit and are available, but other missions of the plan need them."
    ),
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
        "%(num)s person could be sent, but a limit of the team, of the programme or of rest "
        "forbids it.",
        "%(num)s people could be sent, but a limit of the team, of the programme or of rest "
        "forbids it.",
        before,
    )
