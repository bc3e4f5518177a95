"""What experts were asked, what they said, and which answers hold still."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Literal

from sqlalchemy import ColumnElement, and_, exists, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from db.actors import spokesperson
from db.models import (
    AccountRoleRow,
    AccountRow,
    AnswerRow,
    AnswerTokenRow,
    BookingRow,
    MissionRow,
)
from db.moments import half_day, last_half_day
from db.queries import audit
from db.queries.refusals import is_refused
from db.queries.sight import missions_of
from db.words import OVER

LinkState = Literal["open", "used", "expired", "withdrawn", "superseded"]
QUESTION = ("venue", "first", "last", "leaves", "returns")
"""What somebody is asked for: an answer holds until one of these changes, whatever the status."""


def asks_the_same(row: AnswerRow | AnswerTokenRow, booking: BookingRow) -> bool:
    """Does a booking still ask for the dates and the place that were answered or asked then?"""
    same = all(getattr(row, name) == getattr(booking, name) for name in QUESTION)
    return same and booking.status != "cancelled"


def link(session: Session, sha256: str) -> AnswerTokenRow | None:
    """The link behind a secret, with its booking; None where there never was one."""
    rows = select(AnswerTokenRow).where(AnswerTokenRow.sha256 == sha256)
    seen = joinedload(AnswerTokenRow.booking)
    return session.scalar(rows.options(seen.joinedload(BookingRow.expert)))


def link_state(session: Session, row: AnswerTokenRow, at: datetime) -> LinkState:
    """May the link be used, and if not, why: what helps its holder most comes first.

    Several mails may ask the same: their links are good for one answer together.
    """
    if row.booking.status == "cancelled":
        return "withdrawn"
    if not asks_the_same(row, row.booking):
        return "superseded"
    used = select(AnswerTokenRow).where(
        AnswerTokenRow.booking_id == row.booking_id, AnswerTokenRow.used_at >= row.issued_at
    )
    if any(asks_the_same(each, row.booking) for each in session.scalars(used)):
        return "used"
    is_late = at >= row.expires_at or row.booking.mission.state in OVER
    return "expired" if is_late else "open"


def answers_of(session: Session, booking_id: int) -> Sequence[AnswerRow]:
    """Everything that was said of a booking, the last word first."""
    rows = select(AnswerRow).where(AnswerRow.booking_id == booking_id)
    return session.scalars(rows.order_by(AnswerRow.answered_at.desc(), AnswerRow.id.desc())).all()


def standing(session: Session, bookings: Collection[BookingRow]) -> Mapping[int, AnswerRow]:
    """The last answer to what each booking asks for now, by the booking's number."""
    by_id = {row.id: row for row in bookings}
    rows = select(AnswerRow).where(AnswerRow.booking_id.in_(by_id))
    found = session.scalars(rows.order_by(AnswerRow.answered_at, AnswerRow.id))
    return {row.booking_id: row for row in found if asks_the_same(row, by_id[row.booking_id])}


def noted_by(session: Session, rows: Collection[AnswerRow]) -> Mapping[int, str]:
    """Who wrote an answer down in the place of its expert, by its number; others are left out."""
    ids = [row.id for row in rows if row.way == "account"]
    lines = audit.lines(session, "answer", ids, "recorded") if ids else {}
    named = {key: spokesperson(line.by) for key, line in lines.items()}
    return {key: name for key, name in named.items() if name}


def waited_for(
    session: Session, institutions: Collection[int], today: date
) -> Sequence[tuple[BookingRow, AnswerTokenRow | None]]:
    """Bookings of an institution's missions that are not answered, before their people leave.

    Each with the last link that was sent for it; without one where no invitation has left. Who
    has said no in another way is waited for no more.
    """
    same_token = and_(*(_same(AnswerTokenRow, name) for name in QUESTION))
    same_answer = and_(*(_same(AnswerRow, name) for name in QUESTION))
    answered = exists().where(AnswerRow.booking_id == BookingRow.id, same_answer)
    rows = (
        select(BookingRow, AnswerTokenRow)
        .outerjoin(AnswerTokenRow, and_(AnswerTokenRow.booking_id == BookingRow.id, same_token))
        .join(BookingRow.mission)
        .where(missions_of(institutions), ~answered, ~is_refused(), *_to_begin(today))
        .options(
            contains_eager(BookingRow.mission).joinedload(MissionRow.partner),
            joinedload(BookingRow.expert),
        )
        .order_by(BookingRow.leaves, BookingRow.id, AnswerTokenRow.id)
    )
    found = session.execute(rows)
    last: dict[int, tuple[BookingRow, AnswerTokenRow | None]] = {}
    for booking, token in found:
        last[booking.id] = (booking, token)
    return list(last.values())


def open_questions(
    session: Session, bookings: Collection[BookingRow]
) -> Mapping[int, AnswerTokenRow]:
    """The last link that asks what each booking asks now, by the booking's number."""
    by_id = {row.id: row for row in bookings}
    rows = select(AnswerTokenRow).where(AnswerTokenRow.booking_id.in_(by_id))
    found = session.scalars(rows.order_by(AnswerTokenRow.id))
    return {row.booking_id: row for row in found if asks_the_same(row, by_id[row.booking_id])}


def is_open(booking: BookingRow, today: date) -> bool:
    """Is an answer still waited for, where none stands? Not once its expert has left."""
    return is_ahead(booking, today) and booking.leaves > last_half_day(today)


def is_ahead(booking: BookingRow, today: date) -> bool:
    """Is there anything to answer still?"""
    return booking.status != "cancelled" and not is_over(booking, today)


def is_over(booking: BookingRow, today: date) -> bool:
    """Have its days passed, or is the mission known to have been held?"""
    return booking.last < half_day(today) or booking.mission.state in OVER


def language_of(session: Session, expert_id: int) -> str | None:
    """The language that an expert has chosen for their own account, if any."""
    rows = (
        select(AccountRow.language)
        .join(AccountRow.roles)
        .where(
            AccountRoleRow.expert_id == expert_id,
            AccountRoleRow.role == "expert",
            AccountRow.language.is_not(None),
        )
    )
    return session.scalars(rows.order_by(AccountRow.id).limit(1)).first()


def by_uid(session: Session, uid: str) -> BookingRow | None:
    """The booking of a UID, with its expert."""
    rows = select(BookingRow).where(BookingRow.uid == uid)
    return session.scalar(rows.options(joinedload(BookingRow.expert)))


def asked_at(session: Session, booking: BookingRow, sequence: int) -> AnswerTokenRow | None:
    """What a booking asked for at an earlier SEQUENCE, where a link was sent then."""
    rows = select(AnswerTokenRow).where(
        AnswerTokenRow.booking_id == booking.id, AnswerTokenRow.sequence == sequence
    )
    return session.scalars(rows.order_by(AnswerTokenRow.id.desc()).limit(1)).first()


def _same(table: type[AnswerRow] | type[AnswerTokenRow], name: str) -> ColumnElement[bool]:
    same: ColumnElement[bool] = getattr(table, name) == getattr(BookingRow, name)
    return same


def _to_begin(today: date) -> tuple[ColumnElement[bool], ...]:
    ahead = BookingRow.leaves > last_half_day(today)
    return BookingRow.status != "cancelled", MissionRow.state.not_in(OVER), ahead
