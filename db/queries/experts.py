"""One expert with all that their page shows."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload

from db.errors import NotFound
from db.models import (
    BookedHalfDayRow,
    BookingRow,
    BusyRow,
    ExpertRow,
    InstitutionRow,
    MissionRow,
)


def has_left(row: ExpertRow, today: date) -> bool:
    """Is the last day of a mandate or employment over?"""
    return row.served_until is not None and row.served_until < today


def expert(session: Session, expert_id: int) -> ExpertRow:
    """One expert with domains, languages, experience and wishes. Raises: NotFound."""
    whole = (
        joinedload(ExpertRow.institution).selectinload(InstitutionRow.sittings),
        selectinload(ExpertRow.domains),
        selectinload(ExpertRow.languages),
        selectinload(ExpertRow.experience),
        selectinload(ExpertRow.wishes),
    )
    row = session.get(ExpertRow, expert_id, options=whole)
    if row is None:
        raise NotFound("expert", expert_id)
    return row


def busy(session: Session, expert_id: int, first: int, last: int) -> Sequence[BusyRow]:
    """When an expert cannot be sent, between two half-days, both included."""
    rows = (
        select(BusyRow)
        .where(BusyRow.expert_id == expert_id, BusyRow.first <= last, BusyRow.last >= first)
        .order_by(BusyRow.first, BusyRow.id)
    )
    return session.scalars(rows).all()


def typed(session: Session, expert_id: int, first: int, last: int) -> Sequence[BusyRow]:
    """What was typed by hand for some of these half-days, both included."""
    return [row for row in busy(session, expert_id, first, last) if row.source == "typed"]


def busy_range(session: Session, busy_id: int) -> BusyRow:
    """One range of busy time. Raises: NotFound."""
    row = session.get(BusyRow, busy_id)
    if row is None:
        raise NotFound("busy", busy_id)
    return row


def bookings(session: Session, expert_id: int) -> Sequence[BookingRow]:
    """The published missions of an expert, past and to come, the earliest first."""
    rows = (
        select(BookingRow)
        .join(BookingRow.mission)
        .join(BookingRow.role)
        .where(BookingRow.expert_id == expert_id, BookingRow.status != "cancelled")
        .options(
            contains_eager(BookingRow.mission).joinedload(MissionRow.partner),
            contains_eager(BookingRow.role),
        )
        .order_by(BookingRow.leaves, BookingRow.id)
    )
    return session.scalars(rows).all()


def booked_between(session: Session, expert_id: int, first: int, last: int) -> Sequence[BookingRow]:
    """Their published missions that take a half-day of these, in local time of their institution.

    A session by video takes other half-days of theirs than those on its partner's clock.
    """
    met = select(BookedHalfDayRow.booking_id).where(
        BookedHalfDayRow.expert_id == expert_id,
        BookedHalfDayRow.half_day.between(first, last),
    )
    taking = set(session.scalars(met))
    return [row for row in bookings(session, expert_id) if row.id in taking]


def load(session: Session, expert_id: int, first: int, last: int) -> int:
    """Half-days that published missions take of an expert, between two half-days."""
    rows = select(func.count()).where(
        BookedHalfDayRow.expert_id == expert_id,
        BookedHalfDayRow.half_day.between(first, last),
    )
    return session.scalar(rows) or 0
