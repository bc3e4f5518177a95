"""Who knows that they were to go on a mission, and so must hear when they are not to any more."""

from collections.abc import Collection, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import AnswerRow, MessageRow
from db.queries.outbox import told_last


def expecting(session: Session, booking_ids: Collection[int]) -> frozenset[int]:
    """Bookings of which somebody was told, said anything but no, or had a confirmed seat.

    What came before they were told of an end counts no more: they know that it is over.
    """
    if not booking_ids:
        return frozenset()
    told = told_last(session, booking_ids)
    ended = {key: row.sequence for key, row in told.items() if row.told["status"] == "cancelled"}
    known = (*_answered(session, booking_ids), *_confirmed(session, booking_ids))
    since = {key for key, sequence in known if sequence > ended.get(key, -1)}
    return frozenset((told.keys() - ended.keys()) | since)


def _answered(session: Session, booking_ids: Collection[int]) -> Iterator[tuple[int, int]]:
    """Bookings whose last answer is not a no, with the SEQUENCE that it speaks of."""
    rows = select(AnswerRow).where(AnswerRow.booking_id.in_(booking_ids))
    found = session.scalars(rows.order_by(AnswerRow.answered_at, AnswerRow.id))
    last = {row.booking_id: row for row in found}
    return ((key, row.sequence) for key, row in last.items() if row.answer != "declined")


def _confirmed(session: Session, booking_ids: Collection[int]) -> Iterator[tuple[int, int]]:
    """Bookings that were confirmed, sent or not, with each SEQUENCE at which they were."""
    rows = select(MessageRow).where(MessageRow.booking_id.in_(booking_ids))
    found = session.scalars(rows)
    return ((r.booking_id, r.sequence) for r in found if r.told["status"] == "confirmed")
