"""What must hold whatever happened: bookings, their half-days, the live plan, the audit."""

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.errors import Flaw
from db.models import BookedHalfDayRow, BookingRow
from db.operations.stays import Place, places, stays
from db.queries import audit, plans


def check(session: Session) -> tuple[Flaw, ...]:
    """Everything that does not hold, by code; empty where all is well."""
    return (*_half_days(session), *_seats(session), *_chain(session))


def _half_days(session: Session) -> list[Flaw]:
    """Booked half-days are those of the bookings that hold, and no others."""
    taken: dict[tuple[int, int], set[int]] = defaultdict(set)
    rows = select(BookingRow.mission_id, BookedHalfDayRow.expert_id, BookedHalfDayRow.half_day)
    rows = rows.join(BookingRow, BookingRow.id == BookedHalfDayRow.booking_id)
    for mission, expert, half_day in session.execute(rows):
        taken[mission, expert].add(half_day)
    wanted = {seat: set(place.half_days) for seat, place in _live_places(session).items()}
    return [
        Flaw("booked_half_days.differ", "booked_half_day", {"mission": seat[0], "expert": seat[1]})
        for seat in sorted(taken.keys() | wanted.keys())
        if taken.get(seat) != wanted.get(seat)
    ]


def _seats(session: Session) -> list[Flaw]:
    """Bookings that hold are the assignments of the live plan, at its times."""
    rows = session.scalars(select(BookingRow).where(BookingRow.status != "cancelled"))
    booked = {(row.mission_id, row.expert_id): (row.status, row.first, row.last) for row in rows}
    wanted = {
        seat: (place.stay.status, place.stay.first, place.stay.last)
        for seat, place in _live_places(session).items()
    }
    return [
        Flaw("bookings.differ", "booking", {"mission": seat[0], "expert": seat[1]})
        for seat in sorted(booked.keys() | wanted.keys())
        if booked.get(seat) != wanted.get(seat)
    ]


def _chain(session: Session) -> list[Flaw]:
    """No line of the audit is missing or changed."""
    return [Flaw("audit.broken", "audit", {"line": line}) for line in audit.broken_links(session)]


def _live_places(session: Session) -> dict[tuple[int, int], Place]:
    live = plans.live_id(session)
    return {} if live is None else dict(places(session, live, stays(session, live)))
