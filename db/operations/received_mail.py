"""Mail of the unit's mailbox: each handled once, and what could not be used waits for somebody."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from db.actors import Actor
from db.models import ReceivedMailRow
from db.operations.audit import audit
from db.queries import received_mail as known
from db.words import MailOutcome


@dataclass(frozen=True, slots=True)
class Handled:
    """What came of a mail; who sent it and about what is kept only where somebody must see it."""

    outcome: MailOutcome
    code: str | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    sender: str = ""
    subject: str = ""


def remember(session: Session, known_as: str, handled: Handled, at: datetime) -> ReceivedMailRow:
    """Keep that a mail was handled, in the transaction of what it did."""
    row = ReceivedMailRow(
        known_as=known_as,
        outcome=handled.outcome,
        code=handled.code,
        facts=dict(handled.facts),
        sender=handled.sender[:254],
        subject=handled.subject[:200],
        received_at=at,
    )
    session.add(row)
    session.flush()
    return row


def put_aside(session: Session, mail_id: int, by: Actor, at: datetime) -> ReceivedMailRow:
    """Somebody has dealt with a mail; said again it changes nothing. Raises: NotFound."""
    row = known.mail(session, mail_id)
    if row.seen_at is None:
        row.seen_at, row.seen_by = at, by.id
        audit(session, row, "put_aside", by, at, after={"code": row.code})
    return row
