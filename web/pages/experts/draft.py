"""An expert as their form holds them: texts only, so that nothing typed is ever lost."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from db.facts import ExpertFacts
from web.http.rows import ChosenNeed, Fields, indices, read_needs
from web.language.fields.expert import EXPERT


@dataclass(frozen=True, slots=True)
class ExpertDraft:
    """The whole form; `version` is what it showed when it was opened."""

    fields: Mapping[str, str] = field(default_factory=dict)
    domains: tuple[ChosenNeed, ...] = ()
    languages: tuple[ChosenNeed, ...] = ()
    wishes: tuple[ChosenNeed, ...] = ()
    experience: tuple[str, ...] = ()
    version: str = ""


def new_draft(institution: int | None) -> ExpertDraft:
    """An empty form, for one of the reader's institutions."""
    chosen = "" if institution is None else str(institution)
    return ExpertDraft(EXPERT.fresh() | {"institution": chosen})


def read_draft(form: Fields) -> ExpertDraft:
    """What was typed, exactly."""
    places = (form.get(f"experience-{k}-place", "") for k in indices(form, "experience"))
    return ExpertDraft(
        fields=EXPERT.typed(form.get),
        domains=read_needs(form, "domain", "domain"),
        languages=read_needs(form, "language", "language"),
        wishes=read_needs(form, "wish", "partner"),
        experience=tuple(dict.fromkeys(place for place in places if place)),
        version=form.get("version", ""),
    )


def draft_of(facts: ExpertFacts, version: str) -> ExpertDraft:
    """The form of a saved expert."""
    wishes = [(key, "prefers") for key in sorted(facts.prefers)]
    wishes += [(key, "excludes") for key in sorted(facts.excludes)]
    return ExpertDraft(
        fields=EXPERT.filled(facts),
        domains=tuple(ChosenNeed(str(key), str(level)) for key, level in facts.domains.items()),
        languages=tuple(ChosenNeed(code, cefr) for code, cefr in facts.languages.items()),
        wishes=tuple(ChosenNeed(str(key), wish) for key, wish in wishes),
        experience=tuple(sorted(facts.experience)),
        version=version,
    )
