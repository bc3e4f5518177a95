"""Rows of two lists in a form: what, and how well (a domain and a level, a language and CEFR).

The fields of row 0 below `at` are `at-0-<what>` and `at-0-level`.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from db.words import CEFR, Cefr
from web.http.forms import Sheet
from web.language.speech import gettext as _

MOST_ROWS = 30
"""Rows, or fieldsets, that a form is read for."""

Fields = MultiDict[str, str]


@dataclass(frozen=True, slots=True)
class ChosenNeed:
    """A domain or a language and its level, as chosen in two lists."""

    what: str = ""
    level: str = ""


def read_needs(form: Fields, at: str, what: str) -> tuple[ChosenNeed, ...]:
    """The rows that were used; those left empty are left out."""
    rows = (
        ChosenNeed(form.get(f"{at}-{k}-{what}", ""), form.get(f"{at}-{k}-level", ""))
        for k in indices(form, at)
    )
    return tuple(need for need in rows if need.what)


def indices(form: Fields, at: str) -> list[int]:
    """The numbers that follow `at` in the names of the fields, in order."""
    pattern = re.compile(re.escape(at) + r"-(\d{1,3})-")
    found = {int(match[1]) for name in form if (match := pattern.match(name))}
    return sorted(found)[:MOST_ROWS]


def domains_of(
    sheet: Sheet, at: str, needs: Collection[ChosenNeed], known: Collection[int]
) -> dict[int, int]:
    """Level by domain; a mistake where a row is not from the lists, or there twice."""
    allowed = {str(key) for key in known}
    found: dict[int, int] = {}
    for need in needs:
        if need.what not in allowed or need.level not in ("1", "2", "3"):
            sheet.wrong(at, _("Domains: choose a domain and a level from the lists."))
        elif int(need.what) in found:
            sheet.wrong(at, _("Domains: one of them is there twice."))
        else:
            found[int(need.what)] = int(need.level)
    return found


def languages_of(sheet: Sheet, at: str, needs: Collection[ChosenNeed]) -> dict[str, Cefr]:
    """CEFR level by language; a mistake where a row is not from the lists, or there twice."""
    found: dict[str, Cefr] = {}
    for need in needs:
        if need.level not in CEFR or not need.what.isalpha() or len(need.what) > 8:
            sheet.wrong(at, _("Languages: choose a language and a level from the lists."))
        elif need.what in found:
            sheet.wrong(at, _("Languages: one of them is there twice."))
        else:
            found[need.what] = need.level
    return found
