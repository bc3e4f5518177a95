"""The calendars that busy times are read from."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.errors import NotFound
from db.models import BusyRow, BusySourceRow


def source(session: Session, source_id: int) -> BusySourceRow:
    """One calendar. Raises: NotFound."""
    row = session.get(BusySourceRow, source_id)
    if row is None:
        raise NotFound("busy_source", source_id)
    return row


def sources_of(session: Session, expert_id: int) -> Sequence[BusySourceRow]:
    """All calendars of an expert, by name."""
    rows = (
        select(BusySourceRow)
        .where(BusySourceRow.expert_id == expert_id)
        .order_by(BusySourceRow.name, BusySourceRow.id)
    )
    return session.scalars(rows).all()


def ranges_of(session: Session, source_id: int) -> list[tuple[int, int]]:
    """The half-days that a calendar makes busy, both ends included, the earliest first."""
    rows = (
        select(BusyRow.first, BusyRow.last)
        .where(BusyRow.source_id == source_id)
        .order_by(BusyRow.first)
    )
    return [(first, last) for first, last in session.execute(rows)]


def next_due(session: Session, at: datetime) -> BusySourceRow | None:
    """The subscription whose turn it is; None where none waits."""
    rows = (
        select(BusySourceRow)
        .where(BusySourceRow.kind == "subscription", BusySourceRow.next_at <= at)
        .order_by(BusySourceRow.next_at, BusySourceRow.id)
        .limit(1)
    )
    return session.scalar(rows)
