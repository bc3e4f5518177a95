"""What differs between two versions of an expert's form, in words."""

from collections.abc import Collection

from web.http.forms import FieldDifference, compare
from web.language.labels import KINDS, country, label, tongue
from web.language.speech import gettext as _
from web.pages.experts.draft import ExpertDraft
from web.service.choices import Choices, Option


def differences(mine: ExpertDraft, theirs: ExpertDraft, choices: Choices) -> list[FieldDifference]:
    """The fields that are not the same in both."""
    return compare(_words(mine, choices), _words(theirs, choices))


def _words(draft: ExpertDraft, choices: Choices) -> dict[str, str]:
    texts = draft.fields
    domains = sorted(
        f"{_name(choices.domains, need.what)} ({label('level', need.level)})"
        for need in draft.domains
    )
    wishes = sorted(
        f"{_name(choices.partners, need.what)} ({label('wish', need.level)})"
        for need in draft.wishes
    )
    return {
        _("Given name"): texts["given_name"],
        _("Family name"): texts["family_name"],
        _("Kind"): label("kind", texts["kind"]) if texts["kind"] in KINDS else "",
        _("Institution"): _name(choices.institutions, texts["institution"]),
        _("Political group"): texts["political_group"],
        _("Department"): texts["department"],
        _("Post"): texts["post"],
        _("E-mail"): texts["email"],
        _("In office from"): texts["served_from"],
        _("In office until"): texts["served_until"],
        _("Days a year, at most"): texts["days_max"],
        _("Missions a year, at most"): texts["missions_max"],
        _("Days of rest between missions abroad"): texts["rest"] or "0",
        _("Domains"): ", ".join(domains),
        _("Languages"): ", ".join(sorted(f"{tongue(n.what)} {n.level}" for n in draft.languages)),
        _("Field experience"): ", ".join(sorted(country(place) for place in draft.experience)),
        _("Wishes"): ", ".join(wishes),
    }


def _name(options: Collection[Option], key: str) -> str:
    return next((option.name for option in options if str(option.key) == key), key)
