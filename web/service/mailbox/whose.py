"""Whose mail a mail is, where several institutions share a mailbox."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from calendars.letters.letter import Letter
from db.queries import answers, institutions, outbox, people

MOST = 20
"""Mails that one mail may say it follows, as far as is looked."""


def unit_of(session: Session, letter: Letter) -> int | None:
    """The institution whose mission it speaks of, or whose expert wrote it.

    A reply that cannot be used is, by its UID, still of whoever asked.

    What speaks of nothing known is of the only one that has a mailbox; else of none.
    """
    for found in _of_missions(session, letter):
        return found
    wrote = people.institutions_of_address(session, letter.sender)
    units = wrote if len(wrote) == 1 else institutions.with_mailbox(session)
    return units[0] if len(units) == 1 else None


def _of_missions(session: Session, letter: Letter) -> Iterator[int]:
    for uid in dict.fromkeys((*(reply.uid for reply in letter.replies), *letter.uids)):
        booking = answers.by_uid(session, uid)
        if booking is not None:
            yield booking.mission.institution_id
    bounced = [each.message_id for each in letter.bounces if each.message_id]
    for name in (*bounced, *letter.answers_to[:MOST]):
        message = outbox.by_message_id(session, name)
        if message is not None:
            yield message.institution_id
