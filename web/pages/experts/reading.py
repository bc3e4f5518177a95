"""From the texts of an expert's form to facts that the ledger keeps, or to what to mend."""

import re
from collections.abc import Collection
from typing import Any

from db.facts import ExpertFacts
from web.http.forms import Sheet
from web.http.rows import ChosenNeed, domains_of, languages_of
from web.language.labels import KINDS, WISHES
from web.language.speech import gettext as _
from web.pages.experts.draft import ExpertDraft
from web.service.choices import Choices

Values = dict[str, Any]  # one type a field, the sheet's reader of that field sees to it

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def read_facts(
    draft: ExpertDraft, choices: Choices, own: Collection[int]
) -> tuple[ExpertFacts | None, Sheet]:
    """The facts, or None where the sheet says what is wrong.

    `choices.places` must hold what the expert already has: see `with_places`.
    """
    sheet = Sheet(draft.fields)
    values = _who(sheet, own) | _limits(sheet) | _dates(sheet) | _wishes(sheet, draft, choices)
    known = frozenset(option.key for option in choices.domains)
    values["domains"] = domains_of(sheet, "domain", draft.domains, known)
    values["languages"] = languages_of(sheet, "language", draft.languages)
    values["experience"] = _experience(sheet, draft, choices)
    return (None if sheet.mistakes else ExpertFacts(**values)), sheet


def _who(sheet: Sheet, own: Collection[int]) -> Values:
    email = sheet.text("email", _("E-mail"), 254)
    if email and not _ADDRESS.fullmatch(email):
        sheet.wrong("email", _("E-mail: an address such as name@parliament.example."))
    return {
        "given_name": sheet.text("given_name", _("Given name"), 120, required=True),
        "family_name": sheet.text("family_name", _("Family name"), 120, required=True),
        "kind": sheet.choice("kind", _("Kind"), KINDS, required=True),
        "institution_id": sheet.key("institution", _("Institution"), own, required=True),
        "political_group": sheet.text("political_group", _("Political group")) or None,
        "department": sheet.text("department", _("Department")) or None,
        "post": sheet.text("post", _("Post")) or None,
        "email": email or None,
    }


def _limits(sheet: Sheet) -> Values:
    return {
        "days_max": sheet.whole("days_max", _("Days a year, at most"), 0, 366),
        "missions_max": sheet.whole("missions_max", _("Missions a year, at most"), 0, 99),
        "rest": sheet.half_days("rest", _("Days of rest between missions abroad"), 0, 366) or 0,
    }


def _dates(sheet: Sheet) -> Values:
    first = sheet.date("served_from", _("In office from"))
    last = sheet.date("served_until", _("In office until"))
    if first and last and last < first:
        sheet.wrong("served_until", _("In office until: it lies before the first day."))
    return {"served_from": first, "served_until": last}


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
