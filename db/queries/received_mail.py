"""The mail that was read: which is known, and what waits for somebody."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from db.errors import NotFound
from db.models import ReceivedMailRow, SettingRow
from db.queries.sight import units

SHOWN = 200
STATE = "mailbox"
"""Under which name the settings of a database keep how its mailbox fares."""


@dataclass(frozen=True, slots=True)
class State:
    """When the mailbox was last read, to ten minutes; or since when, and why, it cannot be."""

    at: datetime
    code: str


def state(session: Session) -> State | None:
    """How the mailbox fares; None where nobody has looked yet."""
    row = session.get(SettingRow, STATE)
    if row is None:
        return None
    at, _, code = row.value.partition(" ")
    return State(datetime.fromisoformat(at), code)


def known(session: Session, names: Collection[str]) -> frozenset[str]:
    """Those of these names under which a mail was handled before."""
    rows = select(ReceivedMailRow.known_as).where(ReceivedMailRow.known_as.in_(names))
    return frozenset(session.scalars(rows))


def unclear(session: Session) -> Sequence[ReceivedMailRow]:
    """Mails that could not be used and that nobody has put aside, the newest first."""
    rows = select(ReceivedMailRow).where(*_waits(session))
    return session.scalars(rows.order_by(ReceivedMailRow.id.desc()).limit(SHOWN)).all()


def unclear_count(session: Session) -> int:
    """How many mails wait for somebody."""
    rows = select(func.count()).where(*_waits(session))
    return session.scalar(rows) or 0


def last(session: Session) -> int:
    """The number of the mail that was handled last, 0 before the first."""
    return session.scalar(select(func.max(ReceivedMailRow.id))) or 0


def outcomes(session: Session, after: int) -> Mapping[str, int]:
    """How many of the mails handled since that one had which outcome."""
    rows = (
        select(ReceivedMailRow.outcome, func.count())
        .where(ReceivedMailRow.id > after)
        .group_by(ReceivedMailRow.outcome)
    )
    return {row.outcome: row[1] for row in session.execute(rows)}


def mail(session: Session, key: int) -> ReceivedMailRow:
    """One mail. Raises: NotFound, also where it is somebody else's."""
    mine = ReceivedMailRow.id == key, units(session, ReceivedMailRow.institution_id)
    row = session.scalar(select(ReceivedMailRow).where(*mine))
    if row is None:
        raise NotFound("received_mail", key)
    return row


def _waits(session: Session) -> tuple[ColumnElement[bool], ...]:
    return (
        ReceivedMailRow.outcome == "unclear",
        ReceivedMailRow.seen_at.is_(None),
        units(session, ReceivedMailRow.institution_id),
    )
