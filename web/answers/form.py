"""The form of an answer: which of the three, a note, and the days that would suit."""

from collections.abc import Mapping
from typing import get_args

from db.operations.answers import NOTE_MOST, Given
from db.words import Answer
from web.forms import Sheet, printed
from web.i18n import gettext as _

ON_PAGES: tuple[Answer, ...] = ("accepted", "declined", "other_dates")
"""What a page offers; a "maybe" comes from calendar programs only."""


def given(sheet: Sheet) -> Given | None:
    """What the form says; None where something needs another look, which the sheet then holds."""
    chosen = sheet.choice("answer", _("Your answer"), ON_PAGES, required=True)
    note = _note(sheet)
    proposed = None
    if chosen == "other_dates":
        first = sheet.date("proposed_first", _("From"), required=True)
        last = sheet.date("proposed_last", _("To"), required=True)
        if first and last and last < first:
            sheet.wrong("proposed_last", _("To: the end lies before the start."))
        proposed = (first, last) if first and last else None
    answer = next((each for each in get_args(Answer) if each == chosen), None)
    return None if sheet.mistakes or answer is None else Given(answer, note, proposed)


def sheet_of(form: Mapping[str, str]) -> Sheet:
    """The texts of the form, to be read and shown again."""
    return Sheet(form)


def _note(sheet: Sheet) -> str:
    # Its lines stay lines, which `Sheet.text` would join.
    note = printed(sheet.texts.get("note", "").replace("\r\n", "\n"))
    if len(note) > NOTE_MOST:
        sheet.wrong(
            "note",
            _(
                "Note: at most %(longest)s characters, this has %(length)s.",
                longest=NOTE_MOST,
                length=len(note),
            ),
        )
    return note
