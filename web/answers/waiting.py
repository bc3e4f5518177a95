"""Answers that are waited for, as the home page and the page of replies list them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from db.models import AnswerTokenRow, BookingRow
from web.plan.entries import Entry, Somebody, entry_of, somebody


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who was asked and has not answered; `is_late` where the link has closed."""

    who: Somebody
    entry: Entry
    asked_at: datetime
    is_late: bool


def waiting(found: Iterable[tuple[BookingRow, AnswerTokenRow]], at: datetime) -> list[Waiting]:
    """The same rows as people read them."""
    return [
        Waiting(somebody(row.expert), entry_of(row), token.issued_at, at >= token.expires_at)
        for row, token in found
    ]
