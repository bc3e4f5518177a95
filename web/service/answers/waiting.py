"""Answers that are waited for, as the home page and the page of replies list them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from db.models import AnswerTokenRow, BookingRow
from web.service.belonging import apart
from web.service.plans.entries import Entry, Somebody, entry_of


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who has not answered; `is_late` where the link has closed.

    `asked_at` is None where no invitation has left yet.
    """

    who: Somebody
    entry: Entry
    asked_at: datetime | None
    is_late: bool


def waiting(
    found: Iterable[tuple[BookingRow, AnswerTokenRow | None]], at: datetime
) -> list[Waiting]:
    """The same rows as people read them."""
    found = [*found]
    names = apart(row.expert for row, _token in found)
    return [
        Waiting(
            Somebody(row.expert_id, names[row.expert_id]),
            entry_of(row),
            token.issued_at if token else None,
            token is not None and at >= token.expires_at,
        )
        for row, token in found
    ]
