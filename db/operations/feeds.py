"""What leaves the feeds: cancellations of long ago. A job's doing, never the clock's."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TypeVar

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from db.actors import Actor
from db.models import AgendaItemRow, BookingRow, MissionBookingRow
from db.moments import half_day
from db.operations.audit import audit

Booking = TypeVar("Booking", BookingRow, MissionBookingRow)

KEPT = timedelta(days=60)
"""How long a cancellation stays in the feeds after the days that were meant."""


def archive_cancelled(session: Session, today: date, by: Actor, at: datetime) -> int:
    """Take cancellations whose days ended 60 days ago out of the feeds; say how many."""
    rows: list[BookingRow | MissionBookingRow | AgendaItemRow] = [
        *_long_past(session, BookingRow, today),
        *_long_past(session, MissionBookingRow, today),
        *_past_meetings(session, today),
    ]
    for row in rows:
        row.archived_at = at
        audit(session, row, "archived", by, at)
    return len(rows)


def _long_past(session: Session, table: type[Booking], today: date) -> Sequence[Booking]:
    # A row that changed after it was archived is in the feeds again.
    shown = or_(table.archived_at.is_(None), table.archived_at < table.changed_at)
    # With the way back, which has an entry of its own.
    ended = table.returns < half_day(today - KEPT)
    rows = select(table).where(table.status == "cancelled", ended, shown).order_by(table.id)
    return session.scalars(rows).all()


def _past_meetings(session: Session, today: date) -> Sequence[AgendaItemRow]:
    shown = or_(
        AgendaItemRow.archived_at.is_(None), AgendaItemRow.archived_at < AgendaItemRow.changed_at
    )
    ended = AgendaItemRow.day < today - KEPT
    rows = select(AgendaItemRow).where(AgendaItemRow.is_cancelled, ended, shown)
    return session.scalars(rows.order_by(AgendaItemRow.id)).all()
