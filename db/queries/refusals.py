"""Who has said no to which mission, as far as it stands; and what has been lifted."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import Session, joinedload

from db.errors import NotFound
from db.models import BookingRow, BusyRow, ExpertRow, InstitutionRow, MissionRow, RefusalRow
from db.moments import half_day
from db.queries import sight
from db.words import OVER

Pair = tuple[int, int]
"""A mission and an expert, by their row ids."""
STANDS = RefusalRow.lifted_at.is_(None)


def refusal(session: Session, refusal_id: int) -> RefusalRow:
    """One refusal. Raises: NotFound, also where its mission is not seen."""
    row = session.get(RefusalRow, refusal_id)
    if row is None or sight.hidden(session, [row.mission_id]):
        raise NotFound("refusal", refusal_id)
    return row


def standing(session: Session) -> Sequence[RefusalRow]:
    """Every refusal that nobody has lifted, the oldest first."""
    return session.scalars(select(RefusalRow).where(STANDS).order_by(RefusalRow.id)).all()


def of_mission(session: Session, mission_id: int) -> Sequence[RefusalRow]:
    """Every no to a mission with its expert: those that stand, then those lifted, newest first."""
    rows = select(RefusalRow).where(RefusalRow.mission_id == mission_id)
    return session.scalars(_ordered(rows.options(joinedload(RefusalRow.expert)))).all()


def standing_of(session: Session, mission_id: int) -> Sequence[RefusalRow]:
    """What stands against one mission, with the people."""
    rows = select(RefusalRow).where(RefusalRow.mission_id == mission_id, STANDS)
    return session.scalars(_ordered(rows.options(joinedload(RefusalRow.expert)))).all()


def of_expert(session: Session, expert_id: int) -> Sequence[RefusalRow]:
    """Every no of somebody to missions that the session sees, in the same order."""
    seen = select(MissionRow.id).where(sight.missions(session))
    rows = select(RefusalRow).where(
        RefusalRow.expert_id == expert_id, RefusalRow.mission_id.in_(seen)
    )
    return session.scalars(_ordered(rows.options(joinedload(RefusalRow.mission)))).all()


def outright(session: Session, pairs: Collection[Pair]) -> list[Pair]:
    """Those of these pairs where somebody has declined the mission as a whole."""
    rows = select(RefusalRow.mission_id, RefusalRow.expert_id).where(
        STANDS,
        RefusalRow.kind == "outright",
        RefusalRow.expert_id.in_({expert for _, expert in pairs}),
    )
    wanted = set(pairs)
    return sorted({(m, e) for m, e in session.execute(rows)} & wanted)


def against_bookings(
    session: Session, today: date | None = None
) -> Sequence[tuple[BookingRow, RefusalRow]]:
    """Bookings that somebody's no speaks against, the last no of each.

    From a day on only those of missions that the session sees, and that have not been held.
    """
    rows = (
        select(BookingRow, RefusalRow)
        .join(RefusalRow, _same_pair() & _meets())
        .where(STANDS, BookingRow.status != "cancelled")
        .options(joinedload(BookingRow.expert), joinedload(RefusalRow.answer))
        .order_by(BookingRow.leaves, BookingRow.id, RefusalRow.kind, RefusalRow.id)
    )
    if today is not None:
        seen = select(MissionRow.id).where(sight.missions(session), MissionRow.state.not_in(OVER))
        rows = rows.where(BookingRow.last >= half_day(today), BookingRow.mission_id.in_(seen))
    last = {booking.id: (booking, refusal) for booking, refusal in session.execute(rows)}
    return list(last.values())


def bookings_against(session: Session, refusal: RefusalRow) -> Sequence[BookingRow]:
    """What is booked although this no speaks against it."""
    rows = select(BookingRow).join(RefusalRow, _same_pair() & _meets())
    return session.scalars(
        rows.where(RefusalRow.id == refusal.id, BookingRow.status != "cancelled")
    ).all()


def is_refused() -> ColumnElement[bool]:
    """Does a no that stands speak against a booking?"""
    return exists().where(STANDS, _same_pair(), _meets())


def _same_pair() -> ColumnElement[bool]:
    return and_(
        RefusalRow.mission_id == BookingRow.mission_id, RefusalRow.expert_id == BookingRow.expert_id
    )


def _meets() -> ColumnElement[bool]:
    """As a whole, or for dates that the booking takes."""
    return or_(
        RefusalRow.kind == "outright",
        and_(RefusalRow.first <= BookingRow.returns, BookingRow.leaves <= RefusalRow.last),
    )


def _ordered(rows: Select[RefusalRow]) -> Select[RefusalRow]:
    return rows.order_by(STANDS.desc(), RefusalRow.id.desc())


Standing = tuple[RefusalRow, ExpertRow, str, tuple[int, int] | None]
"""A no, who said it, the clock that they live by, and the half-days that it takes by that."""


def standing_with_people(session: Session) -> Sequence[Standing]:
    """All that stand, with who said them and when they are not free, in one query."""
    rows = (
        select(RefusalRow, ExpertRow, InstitutionRow.timezone, BusyRow.first, BusyRow.last)
        .outerjoin(BusyRow, BusyRow.refusal_id == RefusalRow.id)
        .join(ExpertRow, ExpertRow.id == RefusalRow.expert_id)
        .join(InstitutionRow, InstitutionRow.id == ExpertRow.institution_id)
        .where(STANDS)
        .order_by(RefusalRow.id)
    )
    return [
        (row, expert, zone, None if first is None or last is None else (first, last))
        for row, expert, zone, first, last in session.execute(rows)
    ]
