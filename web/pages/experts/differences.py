"""What differs between two versions of an expert's form, in words."""

from collections.abc import Collection

from web.http.forms import FieldDifference, compare
from web.language.fields.expert import EXPERT
from web.language.labels import country, label, tongue
from web.pages.experts.draft import ExpertDraft
from web.service.choices import Choices, Option


def differences(mine: ExpertDraft, theirs: ExpertDraft, choices: Choices) -> list[FieldDifference]:
    """The fields that are not the same in both."""
    return compare(_words(mine, choices), _words(theirs, choices))


def _words(draft: ExpertDraft, choices: Choices) -> dict[str, str]:
    domains = sorted(
        f"{_name(choices.domains, need.what)} ({label('level', need.level)})"
        for need in draft.domains
    )
    wishes = sorted(
        f"{_name(choices.partners, need.what)} ({label('wish', need.level)})"
        for need in draft.wishes
    )
    several = {
        "domain": ", ".join(domains),
        "language": ", ".join(sorted(f"{tongue(n.what)} {n.level}" for n in draft.languages)),
        "experience": ", ".join(sorted(country(place) for place in draft.experience)),
        "wish": ", ".join(wishes),
    }
    return EXPERT.words(draft.fields, choices.lists(), several)


def _name(options: Collection[Option], key: str) -> str:
    return next((option.name for option in options if str(option.key) == key), key)
