"""The calendars that busy times are read from."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from db.errors import NotFound
from db.models import BusyRow, BusySourceRow, ExpertRow
from db.text import order_key


def source(session: Session, source_id: int) -> BusySourceRow:
    """One calendar. Raises: NotFound."""
    row = session.get(BusySourceRow, source_id)
    if row is None:
        raise NotFound("busy_source", source_id)
    return row


def sources_of(session: Session, expert_id: int) -> Sequence[BusySourceRow]:
    """All calendars of an expert, by name."""
    rows = (
        select(BusySourceRow).where(BusySourceRow.expert_id == expert_id).order_by(BusySourceRow.id)
    )
    return sorted(session.scalars(rows), key=lambda row: order_key(row.name))


def failing(
    session: Session, institutions: Collection[int] = (), experts: Collection[int] = ()
) -> list[tuple[BusySourceRow, ExpertRow]]:
    """The calendars that cannot be read, of people of institutions or of some people, by name."""
    whose = or_(ExpertRow.institution_id.in_(institutions), ExpertRow.id.in_(experts))
    rows = (
        select(BusySourceRow, ExpertRow)
        .join(ExpertRow, ExpertRow.id == BusySourceRow.expert_id)
        .where(BusySourceRow.error_code.is_not(None), whose)
        .order_by(ExpertRow.sort_name, BusySourceRow.name, BusySourceRow.id)
    )
    return [(*row,) for row in session.execute(rows)]


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
