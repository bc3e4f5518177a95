"""Messages to experts: written with what causes them, released or dropped by people.

Each change of a booking that raises its SEQUENCE writes one message in the same transaction. What
waits of the booking gives way to it, who knows of no booking is not told of its end, and nobody is
asked a second time what they were asked and are asked still, or have said no to.
"""

import re
from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actors import PROGRAM, Actor
from db.base import Document
from db.models import BookingRow, InstitutionRow, MessageRow
from db.moments import half_day
from db.operations.audit import audit
from db.operations.stays import ENTRY
from db.queries import outbox as known
from db.queries import refusals
from db.queries.answers import is_over
from db.queries.expecting import expecting

RELEASABLE = ("draft", "ready", "failed", "bounced", "dropped")
"""States from which somebody may have a message sent, or sent again."""
DROPPABLE = ("draft", "ready", "failed", "bounced")
"""States in which somebody may decide that a message is not sent."""
WITHDRAWN = "superseded"
"""The state of what is not sent any more, without anybody having dropped it."""
REASON_MOST = 300
_NOWHERE = "hemicycle.invalid"
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,100}[A-Za-z0-9])?")


def tell(
    session: Session,
    changed: Sequence[BookingRow],
    at: datetime,
    confirmed: Collection[int] = (),
) -> int:
    """Write what the experts of these bookings must hear; answers how many messages that makes.

    `confirmed` are bookings that were so before they changed. What is over is news to nobody.
    """
    ids = [row.id for row in changed]
    for message in known.waiting(session, ids) if ids else ():
        supersede(message)
    session.flush()
    told = known.told_last(session, ids) if ids else {}
    expected = expecting(session, [row.id for row in changed if row.status == "cancelled"])
    expected |= frozenset(confirmed)
    refused = _refused(session, changed)
    written = []
    for booking in changed:
        before = told.get(booking.id)
        is_ahead = not is_over(booking, at.date()) and booking.id not in refused
        if is_ahead and _is_news(_entry(booking), before, booking.id in expected):
            written.append(_message(session, booking, before, at))
    session.add_all(written)
    session.flush()
    return len(written)


def supersede(row: MessageRow) -> None:
    """Send a message no more: a later one says what is so, or nobody is asked any longer."""
    row.state, row.next_at = WITHDRAWN, None


def withdraw(session: Session, booking_ids: Collection[int]) -> None:
    """Let no invitation to these bookings wait any more: their experts have said no."""
    for message in known.waiting(session, booking_ids) if booking_ids else ():
        if message.method == "REQUEST":
            supersede(message)


def invite_again(session: Session, bookings: Sequence[BookingRow], at: datetime) -> None:
    """Let invitations wait again that were withdrawn: nothing speaks against them any more.

    What has changed of a booking since is written anew.
    """
    refused = _refused(session, bookings)
    willing = [booking for booking in bookings if booking.id not in refused]
    ids = {booking.id: booking.sequence for booking in willing}
    rows = select(MessageRow).where(MessageRow.booking_id.in_(ids), MessageRow.state == WITHDRAWN)
    found = [row for row in session.scalars(rows) if row.sequence == ids[row.booking_id]]
    told = known.told_last(session, list(ids)) if ids else {}
    expected = expecting(session, list(ids))
    for row in found:
        if _is_news(row.told, told.get(row.booking_id), row.booking_id in expected):
            row.state = "draft"
    known_now = {row.booking_id for row in found}
    tell(session, [booking for booking in willing if booking.id not in known_now], at)


def weigh_again(session: Session, row: MessageRow) -> None:
    """What was on its way before a waiting message is known not to have arrived."""
    before = known.told_last(session, [row.booking_id]).get(row.booking_id)
    row.before = None if before is None else before.told
    is_expected = row.booking_id in expecting(session, [row.booking_id])
    if not _is_news(row.told, before, is_expected):
        supersede(row)
    session.flush()


def release(session: Session, keys: Collection[int], by: Actor, at: datetime) -> int:
    """Let messages be sent, or sent again; answers how many can be, and leaves out the others."""

    def ready(row: MessageRow) -> None:
        row.state, row.next_at, row.released_at = "ready", at, at
        row.failures, row.error_code, row.error_facts = 0, None, None

    return _each(session, keys, RELEASABLE, ready, "released", by, at)


def drop(session: Session, keys: Collection[int], by: Actor, at: datetime) -> int:
    """Let messages be sent never; answers how many that were."""

    def dropped(row: MessageRow) -> None:
        row.state, row.next_at = "dropped", None

    return _each(session, keys, DROPPABLE, dropped, "dropped", by, at)


def close_past(session: Session, today: date, by: Actor, at: datetime) -> int:
    """Let nothing wait that speaks of days which are over; say how many that were."""
    rows = known.waiting_of_past(session, half_day(today))
    for row in rows:
        before = row.state
        supersede(row)
        audit(session, row, "closed", by, at, before={"state": before}, after={"state": row.state})
    return len(rows)


def bounced(session: Session, message_id: str, reason: str, now: datetime) -> MessageRow | None:
    """Mark the message whose mail came back (RFC 3464); None where it is none of ours."""
    row = known.by_message_id(session, message_id)
    if row is None or row.state not in ("sending", "sent", "ready", "bounced"):
        return None
    row.state, row.next_at, row.bounced_at, row.is_doubtful = "bounced", None, now, False
    row.error_code = "mail.bounced"
    row.error_facts = {"said": " ".join(reason.split())[:REASON_MOST]}
    audit(session, row, "bounced", PROGRAM, now, after={"message": row.message_id})
    return row


def send_at_once(
    session: Session, institution: InstitutionRow, at_once: bool, by: Actor, at: datetime
) -> None:
    """Choose whether new messages of a unit wait for somebody; those that wait go on waiting."""
    before, institution.mails_at_once = institution.mails_at_once, at_once
    was, becomes = {"mails_at_once": before}, {"mails_at_once": at_once}
    audit(session, institution, "edited", by, at, before=was, after=becomes)


def is_current(row: MessageRow) -> bool:
    """Does a message speak of its booking as it is now?"""
    return row.sequence == row.booking.sequence


def _entry(booking: BookingRow) -> Document:
    return {name: getattr(booking, name) for name in ENTRY}


def _is_news(told: Document, before: MessageRow | None, is_expected: bool) -> bool:
    """The end of something is news to who expects it, and what they were not told to everybody.

    What their reader has in hand already is asked no second time.
    """
    if told["status"] != "cancelled":
        return before is None or before.state not in known.REACHED or before.told != told
    return is_expected


def _refused(session: Session, changed: Sequence[BookingRow]) -> frozenset[int]:
    """Bookings that would ask somebody for what they have said no to, agreed or not."""
    asking = {row.id for row in changed if row.status != "cancelled"}
    against = refusals.against_bookings(session) if asking else ()
    return frozenset(booking.id for booking, _refusal in against if booking.id in asking)


def _message(
    session: Session, booking: BookingRow, before: MessageRow | None, at: datetime
) -> MessageRow:
    unit = session.get_one(InstitutionRow, booking.institution_id)
    goes = {"state": "ready", "next_at": at, "released_at": at}
    return MessageRow(
        booking_id=booking.id,
        institution_id=unit.id,
        method="CANCEL" if booking.status == "cancelled" else "REQUEST",
        sequence=booking.sequence,
        told=_entry(booking),
        before=None if before is None else before.told,
        message_id=f"<{booking.uid}.{booking.sequence}@{_host(unit.mailbox)}>",
        created_at=at,
        **goes if unit.mails_at_once else {"state": "draft"},
    )


def _host(mailbox: str | None) -> str:
    host = (mailbox or "").strip().rpartition("@")[2]
    return host if _HOST.fullmatch(host) else _NOWHERE


def _each(
    session: Session,
    keys: Collection[int],
    states: Collection[str],
    change: Callable[[MessageRow], None],
    what: str,
    by: Actor,
    at: datetime,
) -> int:
    """Change those that are in one of the states and still say what is so."""
    count = 0
    for key in sorted(set(keys)):
        row = known.message(session, key)
        if row.state not in states or (what == "released" and not is_current(row)):
            continue
        before = row.state
        change(row)
        audit(session, row, what, by, at, before={"state": before}, after={"state": row.state})
        count += 1
    return count
