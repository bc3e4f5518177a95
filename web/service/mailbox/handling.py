"""One mail carried out: an answer kept, a bounce told to the outbox, or a line for a person."""

from datetime import datetime

from sqlalchemy.orm import Session

from calendars.letters.letter import Letter
from calendars.letters.letter import Reply as Read
from db.errors import ReplyUnusable
from db.models import BookingRow
from db.operations import answers, outbox
from db.operations.answers import Given, Reply
from db.operations.received_mail import Handled
from db.queries import outbox as sent
from db.queries.answers import asks_the_same
from web.service.mailbox.whose import unit_of


def handle(session: Session, letter: Letter, at: datetime) -> Handled:
    """What a mail does, in the transaction that remembers it."""
    if letter.bounces:
        return _bounced(session, letter, at)
    if letter.code:
        return _unclear(session, letter, letter.code, letter.facts)
    if letter.replies:
        return _replied(session, letter, at)
    if _is_ours(session, letter) and not letter.is_automatic:
        return _unclear(session, letter, "mail.in_words", {})
    return Handled("other")


def _replied(session: Session, letter: Letter, at: datetime) -> Handled:
    stands = True
    for each in letter.replies:
        try:
            row = answers.record_by_mail(session, _reply(each, at), at)
        except ReplyUnusable as refusal:
            # Replies to what people of the unit arrange in the same mailbox are none of ours.
            if refusal.code == "reply.uid_unknown" and not _is_ours(session, letter):
                return Handled("other")
            return _unclear(session, letter, refusal.code, refusal.facts)
        stands &= asks_the_same(row, session.get_one(BookingRow, row.booking_id))
    return Handled("answered" if stands else "outdated")


def _reply(read: Read, at: datetime) -> Reply:
    return Reply(
        uid=read.uid,
        sequence=read.sequence,
        address=read.address,
        given=Given(read.answer, read.note, read.proposed, read.proposed_at),
        said_at=read.said_at or at,
    )


def _bounced(session: Session, letter: Letter, at: datetime) -> Handled:
    told = [
        outbox.bounced(session, each.message_id, each.reason, at)
        for each in letter.bounces
        if each.message_id
    ]
    if any(told):
        return Handled("bounced")
    if any(not each.message_id for each in letter.bounces):
        return _unclear(session, letter, "bounce.unknown", {})
    return Handled("other")


def _is_ours(session: Session, letter: Letter) -> bool:
    """Does it answer a mail that the outbox has sent?"""
    return any(sent.by_message_id(session, each) for each in letter.answers_to[:20])


def _unclear(session: Session, letter: Letter, code: str, facts: dict[str, str]) -> Handled:
    whose = unit_of(session, letter)
    return Handled("unclear", code, facts, letter.sender, letter.subject, whose)
