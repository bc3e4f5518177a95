"""An answer as lists show it: what was said, when, by which way, and the note."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from db.models import AnswerRow, BookingRow
from db.queries import answers
from web.language import dates
from web.language.labels import label
from web.language.speech import gettext as _

TONES: Mapping[str, str] = {
    "accepted": "confirmed",
    "tentative": "hold",
    "declined": "vacant",
    "other_dates": "vacant",
}
"""The look of each answer; its words say the same."""


@dataclass(frozen=True, slots=True)
class AnswerSaid:
    """An answer, or a question that waits for one: then `note` is empty and `at` is when asked."""

    words: str
    tone: str
    at: datetime
    note: str = ""
    way: str = ""


def said(session: Session, row: AnswerRow) -> AnswerSaid:
    """One answer in words."""
    return all_said(session, [row])[row.id]


def all_said(session: Session, rows: Collection[AnswerRow]) -> dict[int, AnswerSaid]:
    """Answers in words, by their numbers: where another noted one down, that is its way."""
    noted = answers.noted_by(session, rows)
    return {row.id: _said(row, noted.get(row.id, "")) for row in rows}


def said_of(session: Session, bookings: Collection[BookingRow]) -> dict[int, AnswerSaid]:
    """The answer to what each booking asks now, or since when it is waited for; by booking."""
    standing = answers.standing(session, bookings)
    words = all_said(session, standing.values())
    found = {key: words[row.id] for key, row in standing.items()}
    for key, token in answers.open_questions(session, bookings).items():
        found.setdefault(key, AnswerSaid(_("No answer yet"), "hold", token.issued_at))
    return found


def _said(row: AnswerRow, noted_by: str) -> AnswerSaid:
    text = label("answer", row.answer)
    if row.proposed_first and row.proposed_last:
        days = dates.days(row.proposed_first, row.proposed_last)
        text = _("Proposes %(days)s", days=days)
    way = _("noted by %(name)s", name=noted_by) if noted_by else label("answer_way", row.way)
    return AnswerSaid(text, TONES[row.answer], row.answered_at, row.note, way)
