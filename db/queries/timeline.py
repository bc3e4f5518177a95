"""What is published between two days: missions with their teams, people with their missions."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from db.models import (
    BookedHalfDayRow,
    BookingRow,
    BusyRow,
    ClosureRow,
    ExpertRow,
    MissionBookingRow,
    MissionRow,
    RoleRow,
    SittingRow,
)
from db.moments import half_day, last_half_day
from db.queries.sight import missions_of


def dated_missions(
    session: Session, institutions: Collection[int], first: date, last: date
) -> Sequence[MissionBookingRow]:
    """Published missions that touch the days `first` to `last`, travel included."""
    begun = MissionBookingRow.leaves <= last_half_day(last)
    return session.scalars(published_from(institutions, first).where(begun)).all()


def published_from(institutions: Collection[int], first: date) -> Select[MissionBookingRow]:
    """Published missions that are not over before a day, by their beginning."""
    return (
        select(MissionBookingRow)
        .join(MissionBookingRow.mission)
        .where(
            missions_of(institutions),
            MissionBookingRow.status != "cancelled",
            MissionBookingRow.returns >= half_day(first),
        )
        .options(contains_eager(MissionBookingRow.mission).joinedload(MissionRow.partner))
        .order_by(MissionBookingRow.leaves, MissionBookingRow.mission_id)
    )


def nearest(session: Session, institutions: Collection[int], first: date, last: date) -> int | None:
    """When the published mission starts that comes next after some days, else last before."""
    ours = published_from(institutions, last).where(MissionBookingRow.leaves > last_half_day(last))
    later = session.scalars(ours.limit(1)).first()
    if later is not None:
        return later.first
    rows = (
        select(func.max(MissionBookingRow.first))
        .join(MissionBookingRow.mission)
        .where(missions_of(institutions))
        .where(MissionBookingRow.status != "cancelled", MissionBookingRow.returns < half_day(first))
    )
    return session.scalar(rows)


def undated_missions(
    session: Session, institutions: Collection[int], states: Collection[str]
) -> Sequence[MissionRow]:
    """Missions in these states that no published plan holds, by window."""
    held = select(MissionBookingRow.mission_id).where(MissionBookingRow.status != "cancelled")
    rows = (
        select(MissionRow)
        .where(
            missions_of(institutions),
            MissionRow.state.in_(states),
            MissionRow.id.not_in(held),
        )
        .options(joinedload(MissionRow.partner))
        .order_by(MissionRow.window_first, MissionRow.id)
    )
    return session.scalars(rows).all()


def bookings(
    session: Session, institutions: Collection[int], first: date, last: date
) -> Sequence[BookingRow]:
    """Bookings of institutions' people, or of their missions, on these days, travel included.

    A session by video is on the days that it takes by the clock of whoever is booked.
    """
    low, high = half_day(first), last_half_day(last)
    taken = select(BookedHalfDayRow.booking_id).where(BookedHalfDayRow.half_day.between(low, high))
    on_place = and_(BookingRow.leaves <= high, BookingRow.returns >= low)
    rows = (
        select(BookingRow)
        .join(BookingRow.expert)
        .join(BookingRow.mission)
        .where(
            or_(ExpertRow.institution_id.in_(institutions), missions_of(institutions)),
            BookingRow.status != "cancelled",
            or_(
                and_(BookingRow.venue != "remote", on_place),
                and_(BookingRow.venue == "remote", BookingRow.id.in_(taken)),
            ),
        )
        .options(
            contains_eager(BookingRow.expert),
            contains_eager(BookingRow.mission).joinedload(MissionRow.partner),
        )
        .order_by(BookingRow.leaves, BookingRow.id)
    )
    return session.scalars(rows).all()


def teams(session: Session, missions: Collection[int]) -> Sequence[BookingRow]:
    """Who is booked for these missions, by family name."""
    rows = (
        select(BookingRow)
        .join(BookingRow.expert)
        .where(BookingRow.mission_id.in_(missions), BookingRow.status != "cancelled")
        .options(contains_eager(BookingRow.expert))
        .order_by(ExpertRow.sort_name, ExpertRow.id)
    )
    return session.scalars(rows).all()


def seats(session: Session, missions: Collection[int]) -> dict[int, int]:
    """Seats of all roles, by mission."""
    rows = (
        select(RoleRow.mission_id, func.sum(RoleRow.count))
        .where(RoleRow.mission_id.in_(missions), RoleRow.is_dropped.is_(False))
        .group_by(RoleRow.mission_id)
    )
    return {mission: int(count) for mission, count in session.execute(rows)}


def busy(session: Session, experts: Collection[int], first: date, last: date) -> Sequence[BusyRow]:
    """When these people cannot be sent, between these days."""
    rows = (
        select(BusyRow)
        .where(
            BusyRow.expert_id.in_(experts),
            BusyRow.first <= last_half_day(last),
            BusyRow.last >= half_day(first),
        )
        .order_by(BusyRow.first)
    )
    return session.scalars(rows).all()


def sittings(
    session: Session, institutions: Collection[int], first: date, last: date
) -> Sequence[SittingRow]:
    """Sitting days of these institutions between two days."""
    rows = select(SittingRow).where(
        SittingRow.institution_id.in_(institutions),
        SittingRow.first <= last,
        SittingRow.last >= first,
    )
    return session.scalars(rows.order_by(SittingRow.first)).all()


def closures(
    session: Session, institutions: Collection[int], first: date, last: date
) -> Sequence[ClosureRow]:
    """Days on which these institutions are closed, between two days."""
    rows = select(ClosureRow).where(
        ClosureRow.institution_id.in_(institutions),
        ClosureRow.first <= last,
        ClosureRow.last >= first,
    )
    return session.scalars(rows.order_by(ClosureRow.first)).all()
