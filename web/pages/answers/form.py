"""The form of an answer: which of the three, a note, and the days that would suit."""

from collections.abc import Mapping
from datetime import date
from typing import get_args

from db.models import BookingRow
from db.moments import day_of
from db.operations.answers import NOTE_MOST, Given
from db.words import Answer
from web.http.forms import Sheet, printed
from web.language import dates
from web.language.speech import gettext as _
from web.service.local import today_in

ON_PAGES: tuple[Answer, ...] = ("accepted", "declined", "other_dates")
"""What a page offers; a "maybe" comes from calendar programs only."""


def given(sheet: Sheet, asked: BookingRow) -> Given | None:
    """What the form says of a question; None where something needs another look.

    The sheet then holds what.
    """
    chosen = sheet.choice("answer", _("Your answer"), ON_PAGES, required=True)
    note = _note(sheet)
    proposed = None
    if chosen == "other_dates":
        proposed = _proposed(sheet, asked)
    answer = next((each for each in get_args(Answer) if each == chosen), None)
    return None if sheet.mistakes or answer is None else Given(answer, note, proposed)


def sheet_of(form: Mapping[str, str]) -> Sheet:
    """The texts of the form, to be read and shown again."""
    return Sheet(form)


def _proposed(sheet: Sheet, asked: BookingRow) -> tuple[date, date] | None:
    """Days that would suit instead: they lie ahead, and are not the very days of the question."""
    first = sheet.date("proposed_first", _("From"), required=True)
    last = sheet.date("proposed_last", _("To"), required=True)
    if first is None or last is None:
        return None
    begins, ends = day_of(asked.leaves), day_of(asked.returns)
    if last < first:
        sheet.wrong("proposed_last", _("To: the end lies before the start."))
    elif first < today_in(asked.expert.institution.timezone):
        sheet.wrong("proposed_first", _("From: this day is past, please propose days ahead."))
    elif begins <= first and last <= ends:
        days = dates.days(begins, ends)
        said = _(
            "These are the days that you were asked about (%(days)s): please propose others.",
            days=days,
        )
        sheet.wrong("proposed_first", said)
    return first, last


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
