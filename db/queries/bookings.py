"""Who is booked on what, and which half-days that takes."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from db.models import BookedHalfDayRow, BookingRow, MissionBookingRow, MissionRow


def of_mission(session: Session, mission_id: int) -> Sequence[BookingRow]:
    """Who is booked on a mission."""
    rows = select(BookingRow).where(
        BookingRow.mission_id == mission_id, BookingRow.status != "cancelled"
    )
    return session.scalars(rows).all()


def of_missions(session: Session, missions: Collection[int]) -> Sequence[BookingRow]:
    """Everybody who is or was booked on some missions."""
    return session.scalars(select(BookingRow).where(BookingRow.mission_id.in_(missions))).all()


def held(session: Session, missions: Collection[int]) -> Mapping[int, MissionBookingRow]:
    """When missions are held as calendars show them."""
    rows = select(MissionBookingRow).where(
        MissionBookingRow.mission_id.in_(missions), MissionBookingRow.status != "cancelled"
    )
    return {row.mission_id: row for row in session.scalars(rows)}


def first_leaving(session: Session, missions: Collection[int], since: int) -> int | None:
    """The half-day on which the first of some missions leaves, from one on."""
    return session.scalar(
        select(func.min(MissionBookingRow.leaves)).where(
            MissionBookingRow.mission_id.in_(missions),
            MissionBookingRow.status != "cancelled",
            MissionBookingRow.leaves >= since,
        )
    )


def taken(session: Session, booking_ids: Collection[int]) -> Mapping[int, tuple[int, int]]:
    """First and last half-day that bookings take, by the clock of their expert."""
    half_day = BookedHalfDayRow.half_day
    rows = (
        select(BookedHalfDayRow.booking_id, func.min(half_day), func.max(half_day))
        .where(BookedHalfDayRow.booking_id.in_(booking_ids))
        .group_by(BookedHalfDayRow.booking_id)
    )
    return {key: (first, last) for key, first, last in session.execute(rows)}


def taken_elsewhere(
    session: Session, experts: Collection[int], missions: Collection[int]
) -> Sequence[tuple[int, int, int]]:
    """Expert, half-day and mission of what all other missions take of some experts, in order."""
    rows = (
        select(BookedHalfDayRow.expert_id, BookedHalfDayRow.half_day, BookingRow.mission_id)
        .join(BookingRow, BookingRow.id == BookedHalfDayRow.booking_id)
        .where(BookedHalfDayRow.expert_id.in_(experts), BookingRow.mission_id.not_in(missions))
        .order_by(BookedHalfDayRow.half_day)
    )
    return [(expert, half_day, mission) for expert, half_day, mission in session.execute(rows)]


def busiest(session: Session, after: int, open_from: int) -> int:
    """The expert with most missions from a half-day on that may still change, then most at all."""
    open_ones = func.sum(case((BookingRow.first >= open_from, 1), else_=0))
    row = session.execute(
        select(BookingRow.expert_id, func.count().label("missions"))
        .where(BookingRow.status != "cancelled", BookingRow.first > after)
        .group_by(BookingRow.expert_id)
        .order_by(open_ones.desc(), func.count().desc(), BookingRow.expert_id)
        .limit(1)
    ).one()
    return int(row.expert_id)


def next_mission(session: Session, expert_id: int, after: int) -> MissionRow:
    """Somebody's next mission after a half-day, best one that has a programme and a partner."""
    return session.scalars(
        select(MissionRow)
        .join(BookingRow, BookingRow.mission_id == MissionRow.id)
        .where(
            BookingRow.expert_id == expert_id,
            BookingRow.status != "cancelled",
            BookingRow.first > after,
        )
        .order_by(
            MissionRow.programme_id.is_(None), MissionRow.partner_id.is_(None), BookingRow.first
        )
        .limit(1)
    ).one()


def first_with(session: Session, what: str) -> MissionRow | None:
    """The first mission with people that has a `programme_id`, or a `partner_id`."""
    rows = (
        select(MissionRow)
        .join(BookingRow, BookingRow.mission_id == MissionRow.id)
        .where(BookingRow.status != "cancelled", getattr(MissionRow, what).is_not(None))
        .order_by(MissionRow.id)
    )
    return session.scalars(rows.limit(1)).first()
