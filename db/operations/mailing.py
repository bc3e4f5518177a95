"""A message in the hands of a worker: claimed, then sent, or failed until its next turn.

As with jobs, everything written holds only for the attempt in hand. No transaction spans the
mail itself: a worker that dies between the two leaves a message that somebody may have got and
that is sent again, with the same Message-ID.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, update
from sqlalchemy.orm import Session

from db.base import Document
from db.errors import LedgerError
from db.models import MessageRow
from db.operations.outbox import is_current, supersede, weigh_again
from db.queries import outbox as known

LEASE = timedelta(minutes=10)
"""How long a worker has a message to itself: longer than any mail is let to take."""
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)
"""Between two attempts: twice as long each time."""
FAILURES_MAX = 20
"""Attempts, over some three days, before a message is given up."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt at one message, and whether one of before may have reached its reader."""

    key: int
    number: int
    booking_id: int
    method: str
    was_doubtful: bool


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a mail was not taken; `is_final` where another attempt would meet the same.

    `is_doubtful` where the other side may have taken it all the same.
    """

    code: str
    facts: Document = field(default_factory=dict)
    is_final: bool = False
    is_doubtful: bool = False


class AttemptOver(LedgerError):
    """The attempt is no longer the message's current one: what it did is not written down."""

    def __init__(self, attempt: Attempt) -> None:
        super().__init__(f"Attempt {attempt.number} at message {attempt.key} is over.")


def claim(session: Session, at: datetime) -> Attempt | None:
    """Take the message whose turn it is in hand; None where nothing waits."""
    while (found := known.next_to_send(session, at)) is not None:
        row, address = found
        # One that a dead worker left, and that a later one took the place of meanwhile.
        if not is_current(row):
            supersede(row)
            session.flush()
            continue
        attempt = Attempt(row.id, row.attempt + 1, row.booking_id, row.method, row.is_doubtful)
        _claim(session, row, attempt, address, at)
        return attempt
    return None


def sent(session: Session, attempt: Attempt, at: datetime, words: Document | None = None) -> None:
    """The other side has taken it; `words` are what it said. Raises: AttemptOver."""
    over = {"next_at": None, "error_code": None, "error_facts": None}
    _write(session, attempt, state="sent", sent_at=at, sent_words=words, **over)


def failed(session: Session, attempt: Attempt, failure: Failure, at: datetime) -> None:
    """It was not taken: wait for the next attempt, or give it up. Raises: AttemptOver."""
    row = known.message(session, attempt.key)
    failures = row.failures + 1
    ends = failure.is_final or failures >= FAILURES_MAX
    wait = min(FIRST_WAIT * 2 ** min(failures - 1, 20), LONGEST_WAIT)
    _write(
        session,
        attempt,
        state="failed" if ends else "ready",
        next_at=None if ends else at + wait,
        failures=failures,
        is_doubtful=failure.is_doubtful or attempt.was_doubtful,
        error_code=failure.code,
        error_facts=failure.facts,
    )
    session.refresh(row)
    _give_way(session, row)


def _claim(session: Session, row: MessageRow, attempt: Attempt, address: str, at: datetime) -> None:
    taken = session.execute(
        update(MessageRow)
        .where(MessageRow.id == row.id, MessageRow.attempt == row.attempt)
        .where(MessageRow.state == row.state)
        .values(
            state="sending",
            attempt=attempt.number,
            tried_at=at,
            next_at=at + LEASE,
            is_doubtful=True,
            address=address,
        )
    )
    if taken.rowcount != 1:  # type: ignore[attr-defined]  # an UPDATE's result counts its rows
        raise AttemptOver(attempt)


def _give_way(session: Session, row: MessageRow) -> None:
    """A later message need not wait for this one, and says it differently where nobody heard."""
    if is_current(row):
        return
    supersede(row)
    session.flush()
    for later in known.waiting(session, [row.booking_id]):
        weigh_again(session, later)


# Any: one value a column, of the column's own type.
def _write(session: Session, attempt: Attempt, **values: Any) -> None:
    written = session.execute(update(MessageRow).where(*_is_current(attempt)).values(**values))
    if written.rowcount != 1:  # type: ignore[attr-defined]  # an UPDATE's result counts its rows
        raise AttemptOver(attempt)


def _is_current(attempt: Attempt) -> tuple[ColumnElement[bool], ...]:
    return (
        MessageRow.id == attempt.key,
        MessageRow.attempt == attempt.number,
        MessageRow.state == "sending",
    )
