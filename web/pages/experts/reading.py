"""From the texts of an expert's form to facts that the ledger keeps, or to what to mend."""

from collections.abc import Collection

from db.facts import ExpertFacts
from web.http.field_reading import read_fields
from web.http.forms import Sheet
from web.http.rows import ChosenNeed, domains_of, languages_of
from web.language.fields.expert import EXPERT
from web.language.fields.table import Values
from web.language.labels import WISHES
from web.language.speech import gettext as _
from web.pages.experts.draft import ExpertDraft
from web.service.choices import Choices


def read_facts(
    draft: ExpertDraft, choices: Choices, own: Collection[int]
) -> tuple[ExpertFacts | None, Sheet]:
    """The facts, or None where the sheet says what is wrong.

    `choices.places` must hold what the expert already has: see `with_places`.
    """
    sheet = Sheet(draft.fields)
    values = read_fields(sheet, EXPERT, choices.lists(own)) | _wishes(sheet, draft, choices)
    known = frozenset(option.key for option in choices.domains)
    values["domains"] = domains_of(sheet, "domain", draft.domains, known)
    values["languages"] = languages_of(sheet, "language", draft.languages)
    values["experience"] = _experience(sheet, draft, choices)
    return (None if sheet.mistakes else ExpertFacts(**values)), sheet


def _wishes(sheet: Sheet, draft: ExpertDraft, choices: Choices) -> Values:
    known = {str(option.key): option.key for option in choices.partners}
    if any(need.what not in known or need.level not in WISHES for need in draft.wishes):
        sheet.wrong("wish", _("Wishes: choose a partner and a wish from the lists."))
    prefers, excludes = (_wished(draft.wishes, known, wish) for wish in ("prefers", "excludes"))
    if prefers & excludes:
        sheet.wrong("wish", _("Wishes: a partner cannot be both wished for and left out."))
    return {"prefers": prefers, "excludes": excludes}


def _wished(needs: Collection[ChosenNeed], known: dict[str, int], wish: str) -> frozenset[int]:
    return frozenset(known[n.what] for n in needs if n.level == wish and n.what in known)


def _experience(sheet: Sheet, draft: ExpertDraft, choices: Choices) -> frozenset[str]:
    places = frozenset(draft.experience)
    if not places <= {code for code, _name in choices.places}:
        sheet.wrong("experience", _("Field experience: choose from the list."))
    return places
