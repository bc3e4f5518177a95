"""Missions that have begun, and who of their people is away on what is left of them."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from db.models import BookedHalfDayRow, BookingRow, BusyRow, MissionBookingRow, MissionRow
from db.moments import half_day
from db.queries import sight

Missing = tuple[BookingRow, int, int]
"""A booking, and the first and the last half-day of it that an absence takes."""


def missing(session: Session, today: date, planned: Collection[int]) -> Sequence[Missing]:
    """Bookings that an absence meets from today on, but for those of missions to plan.

    What somebody refuses is no absence here: refusals speak for themselves.
    """
    met = and_(
        BusyRow.expert_id == BookedHalfDayRow.expert_id,
        BookedHalfDayRow.half_day.between(BusyRow.first, BusyRow.last),
    )
    at = BookedHalfDayRow.half_day
    rows = (
        select(BookingRow, func.min(at), func.max(at))
        .join(BookedHalfDayRow, BookedHalfDayRow.booking_id == BookingRow.id)
        .join(BusyRow, met)
        .join(MissionRow, MissionRow.id == BookingRow.mission_id)
        .where(
            BookingRow.status != "cancelled",
            at >= half_day(today),
            BusyRow.refusal_id.is_(None),
            sight.missions(session),
        )
        .group_by(BookingRow.id)
        .order_by(BookingRow.id)
    )
    found = [(row, low, high) for row, low, high in session.execute(rows)]
    return [each for each in found if each[0].mission_id not in planned]


def begun(session: Session, missions: Collection[int], today: date) -> frozenset[int]:
    """Which of these missions have begun with their travel before a day: no plan changes them."""
    rows = select(MissionBookingRow.mission_id).where(
        MissionBookingRow.mission_id.in_(missions),
        MissionBookingRow.status != "cancelled",
        MissionBookingRow.leaves < half_day(today),
    )
    return frozenset(session.scalars(rows))
