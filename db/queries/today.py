"""What the home page counts and lists."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from db.models import BookingRow, MissionBookingRow, MissionRow
from db.moments import half_day, last_half_day
from db.queries.sight import missions_of
from db.queries.timeline import published_from


def missions_of_year(session: Session, institutions: Collection[int], year: int) -> int:
    """Published missions that are on site in a year."""
    rows = (
        select(func.count())
        .select_from(MissionBookingRow)
        .join(MissionBookingRow.mission)
        .where(
            missions_of(institutions),
            MissionBookingRow.status != "cancelled",
            MissionBookingRow.first <= last_half_day(date(year, 12, 31)),
            MissionBookingRow.last >= half_day(date(year, 1, 1)),
        )
    )
    return session.scalar(rows) or 0


def next_missions(
    session: Session, institutions: Collection[int], today: date, limit: int
) -> Sequence[MissionBookingRow]:
    """Published missions that are not over, the first ones."""
    return session.scalars(published_from(institutions, today).limit(limit)).all()


def next_bookings(
    session: Session, experts: Collection[int], today: date, limit: int
) -> Sequence[BookingRow]:
    """Bookings of these people that are not over, the first ones."""
    rows = (
        select(BookingRow)
        .where(
            BookingRow.expert_id.in_(experts),
            BookingRow.status != "cancelled",
            BookingRow.returns >= half_day(today),
        )
        .options(
            joinedload(BookingRow.expert),
            joinedload(BookingRow.mission).joinedload(MissionRow.partner),
        )
        .order_by(BookingRow.leaves, BookingRow.id)
        .limit(limit)
    )
    return session.scalars(rows).all()


def titles(session: Session, missions: Collection[int]) -> Mapping[int, MissionRow]:
    """Missions by number, with their partners."""
    rows = select(MissionRow).where(MissionRow.id.in_(missions))
    return {row.id: row for row in session.scalars(rows.options(joinedload(MissionRow.partner)))}
