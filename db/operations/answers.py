"""Experts are asked, and answer: by a secret link, by mail, or signed in.

An answer changes no booking: what it means for the plan is for people to decide. A no is kept
as a refusal beside it.
"""

import hashlib
import secrets
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from db import words
from db.actors import Actor
from db.errors import Flaw, Invalid, InvalidState, LinkClosed, NotFound, ReplyUnusable
from db.models import AnswerRow, AnswerTokenRow, BookingRow, RefusalRow
from db.moments import day_of
from db.operations.audit import audit
from db.operations.refusals import heed
from db.queries import answers as known

OCTETS = 32
"""Random bytes in a secret: nobody guesses one, whatever they try."""
OPEN_FOR = timedelta(days=30)
"""How long a link can be used, unless the mission leaves before."""
NOTE_MOST = 2000


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody says: the answer, a note, and with other dates the days that would suit.

    `proposed_at` are the moments at which those begin and end, where they are known.
    """

    answer: words.Answer
    note: str = ""
    proposed: tuple[date, date] | None = None
    proposed_at: tuple[datetime, datetime] | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer that came by mail: to which UID and SEQUENCE, from which address, and when."""

    uid: str
    sequence: int
    address: str
    given: Given
    said_at: datetime


def issue(session: Session, booking_id: int, by: Actor, at: datetime) -> str:
    """A new secret for a link that asks somebody; of all that ask the same, one can be used.

    Only its hash is kept, so this is the one time that anybody can read it.
    Raises: NotFound, InvalidState where the booking is cancelled or over.
    """
    booking = _ahead(session, booking_id, "asked", at)
    secret = secrets.token_urlsafe(OCTETS)
    row = AnswerTokenRow(
        booking_id=booking.id,
        sha256=hash_of(secret),
        sequence=booking.sequence,
        issued_by=by.id,
        issued_at=at,
        expires_at=min(at + OPEN_FOR, _end_of(day_of(booking.leaves))),
        **_question(booking),
    )
    session.add(row)
    audit(session, row, "issued", by, at, after={"booking": booking.id, "sequence": row.sequence})
    return secret


def record(
    session: Session,
    booking_id: int,
    given: Given,
    way: words.AnswerWay,
    by: Actor,
    at: datetime,
) -> AnswerRow:
    """Keep what somebody says of what their booking asks for now; signed in, the same twice is one.

    Raises: NotFound, InvalidState where it is cancelled or over, Invalid.
    """
    booking = _ahead(session, booking_id, given.answer, at)
    row = _row(given, way, at, at)
    row.booking_id, row.sequence = booking.id, booking.sequence
    _answers(row, booking)
    # A link is good for one answer: whoever has it says this one once.
    again = _said_last(session, row, booking) if way == "account" else None
    return again or _keep(session, row, booking, by, at)


def record_by_link(session: Session, secret: str, given: Given, at: datetime) -> AnswerRow:
    """Keep the one answer that a link is good for.

    Raises: NotFound for an unknown secret, LinkClosed, Invalid.
    """
    link = known.link(session, hash_of(secret))
    if link is None:
        raise NotFound("answer_token", "of this secret")
    state = known.link_state(session, link, at)
    if state != "open":
        raise LinkClosed(state)
    link.used_at = at
    by = Actor(None, link.booking.expert.name)
    return record(session, link.booking_id, given, "page", by, at)


def record_by_mail(session: Session, reply: Reply, at: datetime) -> AnswerRow:
    """Keep what a reply says, even of dates that have changed since; twice said is once kept.

    Raises: ReplyUnusable where it is to no booking of that person's, or proposes days that are
    past or the question's own; Invalid.
    """
    booking = known.by_uid(session, reply.uid)
    if booking is None:
        raise ReplyUnusable("reply.uid_unknown")
    if _address(reply.address) != _address(booking.expert.email or "") or not reply.address:
        raise ReplyUnusable("reply.not_theirs", expert=booking.expert.name)
    if reply.sequence > booking.sequence:
        raise ReplyUnusable("reply.sequence_unknown", expert=booking.expert.name)
    given = _by_its_clock(reply.given, booking)
    row = _row(given, "mail", min(reply.said_at, at), at)
    row.booking_id, row.sequence = booking.id, reply.sequence
    asked = known.asked_at(session, booking, reply.sequence)
    if reply.sequence == booking.sequence:
        _answers(row, booking)
    elif asked is not None:
        _answers(row, asked)
    again = _said_before(session, row)
    if again is None:
        _expect_other_days(row, booking)
    return again or _keep(session, row, booking, Actor(None, booking.expert.name), at)


def hash_of(secret: str) -> str:
    """The hash under which the ledger knows a secret."""
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()


def _ahead(session: Session, booking_id: int, asked: str, at: datetime) -> BookingRow:
    booking = session.get(BookingRow, booking_id)
    if booking is None:
        raise NotFound("booking", booking_id)
    if booking.status == "cancelled":
        raise InvalidState("booking", booking_id, booking.status, asked)
    there = ZoneInfo(booking.expert.institution.timezone)
    if known.is_over(booking, at.astimezone(there).date()):
        raise InvalidState("booking", booking_id, "over", asked)
    return booking


def _row(given: Given, way: words.AnswerWay, said_at: datetime, at: datetime) -> AnswerRow:
    proposes = given.answer == "other_dates"
    if proposes and given.proposed is None:
        raise Invalid([Flaw("field.required", "proposed_first")])
    first, last = given.proposed if proposes and given.proposed else (None, None)
    if first and last and last < first:
        raise Invalid([Flaw("range.ends_before_start", "proposed_last")])
    return AnswerRow(
        answer=given.answer,
        note=given.note.strip()[:NOTE_MOST],
        proposed_first=first,
        proposed_last=last,
        way=way,
        answered_at=said_at,
        recorded_at=at,
    )


def _by_its_clock(given: Given, booking: BookingRow) -> Given:
    """Hours that would suit, as days of the clock that a session by video is dated by."""
    partner = booking.mission.partner
    if given.proposed_at is None or booking.venue != "remote" or partner is None:
        return given
    there = ZoneInfo(partner.timezone)
    first, end = (each.astimezone(there) for each in given.proposed_at)
    # An end at midnight is the first moment that is not taken.
    return replace(given, proposed=(first.date(), (end - timedelta(seconds=1)).date()))


def _expect_other_days(row: AnswerRow, booking: BookingRow) -> None:
    """Days that would suit instead lie ahead of what is said, and are not those of the question."""
    expert = booking.expert
    if row.proposed_first is None or row.proposed_last is None:
        return
    there = ZoneInfo(expert.institution.timezone)
    if row.proposed_first < row.answered_at.astimezone(there).date():
        raise ReplyUnusable("reply.days_past", expert=expert.name)
    if row.leaves is None or row.returns is None:
        return
    if day_of(row.leaves) <= row.proposed_first and row.proposed_last <= day_of(row.returns):
        days = row.proposed_first.isoformat(), row.proposed_last.isoformat()
        if _is_part(row):
            raise ReplyUnusable("reply.days_part", expert=expert.name, first=days[0], last=days[1])
        raise ReplyUnusable("reply.days_asked", expert=expert.name)


def _is_part(row: AnswerRow) -> bool:
    """Would fewer days suit than those at the place that the question is about?"""
    if row.first is None or row.last is None:
        return False
    if row.proposed_first is None or row.proposed_last is None:
        return False
    return row.proposed_first > day_of(row.first) or row.proposed_last < day_of(row.last)


def _answers(row: AnswerRow, asked: BookingRow | AnswerTokenRow) -> None:
    for name, value in _question(asked).items():
        setattr(row, name, value)


def _question(asked: BookingRow | AnswerTokenRow) -> dict[str, str | int]:
    return {name: getattr(asked, name) for name in known.QUESTION}


def _keep(
    session: Session, row: AnswerRow, booking: BookingRow, by: Actor, at: datetime
) -> AnswerRow:
    session.add(row)
    # The note is a person's own words: it goes with the row and stands in no audit line.
    said = {"booking": row.booking_id, "sequence": row.sequence, "answer": row.answer}
    proposed = (
        {"first": row.proposed_first, "last": row.proposed_last} if row.proposed_first else {}
    )
    audit(session, row, "recorded", by, at, after={**said, **proposed, "way": row.way})
    heed(session, row, booking, by, at)
    return row


def _said_last(session: Session, row: AnswerRow, booking: BookingRow) -> AnswerRow | None:
    """The last answer to the same question, where this one says nothing else and its no stands.

    Whoever was told of an end meanwhile is asked anew: their yes is another one.
    """
    same = ("sequence", "answer", "note", "proposed_first", "proposed_last", "way")
    last = known.standing(session, [booking]).get(booking.id)
    if last is None or any(getattr(last, n) != getattr(row, n) for n in same):
        return None
    noes = session.scalars(select(RefusalRow).where(RefusalRow.answer_id == last.id)).all()
    return None if any(no.lifted_at is not None for no in noes) else last


def _said_before(session: Session, row: AnswerRow) -> AnswerRow | None:
    same = ("booking_id", "sequence", "answer", "answered_at", "way", "note")
    rows = select(AnswerRow).where(*(getattr(AnswerRow, n) == getattr(row, n) for n in same))
    return session.scalars(rows.limit(1)).first()


def _address(text: str) -> str:
    return text.strip().casefold()


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), UTC)
