"""The half-days that bookings take: what the primary key keeps from being taken twice."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import delete, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from db.errors import Conflict, DoubleBooking
from db.models import BookedHalfDayRow, BookingRow

Taken = Mapping[int, tuple[int, int, tuple[int, ...]]]
"""By booking: the mission, the expert, and the half-days, sorted."""

AT_ONCE = 400
"""Rows of one INSERT: below every database's limit of parameters."""


def book_half_days(session: Session, wanted: Taken) -> None:
    """Make the booked half-days those of these bookings, and no others.

    Raises: DoubleBooking where the database refuses; the transaction must end then.
    """
    current = _current(session)
    stale = [booking for booking in current if wanted.get(booking, _NONE)[2] != current[booking]]
    fresh = [booking for booking in wanted if wanted[booking][2] != current.get(booking, ())]
    if stale:
        session.execute(delete(BookedHalfDayRow).where(BookedHalfDayRow.booking_id.in_(stale)))
    # Sorted, so that two writers wait for each other and never in a ring.
    rows = sorted(
        (wanted[booking][1], half_day, booking)
        for booking in fresh
        for half_day in wanted[booking][2]
    )
    try:
        with session.begin_nested():
            _insert(session, rows)
    except IntegrityError as error:
        conflicts = _conflicts(session, wanted)
        if not conflicts:
            raise
        raise DoubleBooking(conflicts) from error


_NONE: tuple[int, int, tuple[int, ...]] = (0, 0, ())


def _current(session: Session) -> dict[int, tuple[int, ...]]:
    found: dict[int, list[int]] = defaultdict(list)
    rows = select(BookedHalfDayRow.booking_id, BookedHalfDayRow.half_day).order_by(
        BookedHalfDayRow.half_day
    )
    for booking, half_day in session.execute(rows):
        found[booking].append(half_day)
    return {booking: tuple(half_days) for booking, half_days in found.items()}


def _insert(session: Session, rows: Sequence[tuple[int, int, int]]) -> None:
    for begin in range(0, len(rows), AT_ONCE):
        values = [
            {"expert_id": expert, "half_day": half_day, "booking_id": booking}
            for expert, half_day, booking in rows[begin : begin + AT_ONCE]
        ]
        session.execute(insert(BookedHalfDayRow).values(values))


def _conflicts(session: Session, wanted: Taken) -> list[Conflict]:
    """Who is wanted twice and when: within what was wanted, and against what others booked."""
    missions: dict[tuple[int, int], set[int]] = defaultdict(set)
    for mission, expert, half_days in wanted.values():
        for half_day in half_days:
            missions[expert, half_day].add(mission)
    rows = (
        select(BookingRow.mission_id, BookedHalfDayRow.expert_id, BookedHalfDayRow.half_day)
        .join(BookingRow, BookingRow.id == BookedHalfDayRow.booking_id)
        .where(BookedHalfDayRow.booking_id.not_in(wanted))
    )
    for mission, expert, half_day in session.execute(rows):
        if (expert, half_day) in missions:
            missions[expert, half_day].add(mission)
    return _by_pair(missions)


def _by_pair(missions: Mapping[tuple[int, int], set[int]]) -> list[Conflict]:
    days: dict[tuple[int, int, int], list[int]] = defaultdict(list)
    for (expert, half_day), wanting in sorted(missions.items()):
        first, *others = sorted(wanting)
        for other in others:
            days[expert, first, other].append(half_day)
    return [Conflict(*pair, tuple(half_days)) for pair, half_days in sorted(days.items())]
