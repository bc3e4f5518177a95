"""The mail that was read: which is known, and what waits for somebody."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.errors import NotFound
from db.models import ReceivedMailRow

SHOWN = 200


def known(session: Session, names: Collection[str]) -> frozenset[str]:
    """Those of these names under which a mail was handled before."""
    rows = select(ReceivedMailRow.known_as).where(ReceivedMailRow.known_as.in_(names))
    return frozenset(session.scalars(rows))


def unclear(session: Session) -> Sequence[ReceivedMailRow]:
    """Mails that could not be used and that nobody has put aside, the newest first."""
    rows = select(ReceivedMailRow).where(
        ReceivedMailRow.outcome == "unclear", ReceivedMailRow.seen_at.is_(None)
    )
    return session.scalars(rows.order_by(ReceivedMailRow.id.desc()).limit(SHOWN)).all()


def mail(session: Session, key: int) -> ReceivedMailRow:
    """One mail. Raises: NotFound."""
    row = session.get(ReceivedMailRow, key)
    if row is None:
        raise NotFound("received_mail", key)
    return row
