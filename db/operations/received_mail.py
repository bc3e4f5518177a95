"""Mail of the unit's mailbox: each handled once, and what could not be used waits for somebody."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from db.actors import Actor
from db.models import ReceivedMailRow, SettingRow
from db.operations.audit import audit
from db.queries import received_mail as known
from db.queries.received_mail import State
from db.words import MailOutcome

NOTED_EVERY = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Handled:
    """What came of a mail; who sent it and about what is kept only where somebody must see it."""

    outcome: MailOutcome
    code: str | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    sender: str = ""
    subject: str = ""
    institution_id: int | None = None


def remember(session: Session, known_as: str, handled: Handled, at: datetime) -> ReceivedMailRow:
    """Keep that a mail was handled, in the transaction of what it did."""
    row = ReceivedMailRow(
        known_as=known_as,
        outcome=handled.outcome,
        institution_id=handled.institution_id,
        code=handled.code,
        facts=dict(handled.facts),
        sender=handled.sender[:254],
        subject=handled.subject[:200],
        received_at=at,
    )
    session.add(row)
    session.flush()
    return row


def is_news(state: State | None, code: str, at: datetime) -> bool:
    """Is it worth a write? A mailbox that is read as before is noted now and then.

    Of one that cannot be read it is kept since when.
    """
    if state is None or state.code != code:
        return True
    return not code and at - state.at >= NOTED_EVERY


def note_state(session: Session, code: str, at: datetime) -> None:
    """Keep when the mailbox was looked at, and why it could not be read, if it could not."""
    row = session.get(SettingRow, known.STATE)
    if row is None:
        row = SettingRow(name=known.STATE, value="")
        session.add(row)
    row.value = f"{at.isoformat()} {code}"
    session.flush()


def put_aside(session: Session, mail_id: int, by: Actor, at: datetime) -> ReceivedMailRow:
    """Somebody has dealt with a mail; said again it changes nothing. Raises: NotFound."""
    row = known.mail(session, mail_id)
    if row.seen_at is None:
        row.seen_at, row.seen_by = at, by.id
        audit(session, row, "put_aside", by, at, after={"code": row.code})
    return row
