"""Whose mail a mail is, where two institutions share a mailbox."""

import pytest

from calendars.letters.letter import Bounce, Letter, Reply
from calendars.letters.reading import read
from db.engine import Ledger
from tests import make
from tests.calendars.letters.mails import bare, head
from tests.db.answering import made
from web.service.mailbox.whose import unit_of

KIND = ("Content-Type: text/calendar; charset=utf-8; method=REPLY",)


def test_mail_is_of_whose_mission_it_speaks_else_of_whose_expert_wrote_it(ledger: Ledger) -> None:
    world = made(ledger)
    with ledger.write() as session:
        other = make.institution(session, "fr", mailbox="unit@fr.example")
        make.expert(session, other, "Zoé Lambert", email="Zoe@fr.example")
        reply = Reply(world.uid, 0, "zoe@fr.example", "accepted")

        assert unit_of(session, Letter(sender="zoe@fr.example", replies=(reply,))) == world.home
        assert unit_of(session, Letter(sender="zoe@fr.example")) == other.id
        assert unit_of(session, Letter(sender="anne.bova@example.org")) == world.home


def test_mail_of_nobody_is_of_the_only_unit_with_a_mailbox(ledger: Ledger) -> None:
    letter = Letter(sender="somebody@elsewhere.example", bounces=(Bounce("", "", ""),))
    with ledger.write() as session:
        home = make.institution(session, mailbox="unit@qc.example")
        make.institution(session, "fr")

        assert unit_of(session, letter) == home.id

        make.institution(session, "be", mailbox="unit@be.example")

        assert unit_of(session, letter) is None


@pytest.mark.parametrize(
    "line",
    ["ATTENDEE;PARTSTAT=DELEGATED:mailto:zoe@fr.example", "SEQUENCE:-1", "X-NONE:of this is ours"],
)
def test_reply_that_cannot_be_used_is_of_whoever_asked(ledger: Ledger, line: str) -> None:
    world = made(ledger)
    folded = f"UID:{world.uid[:9]}\r\n {world.uid[9:]}"
    calendar = "\r\n".join(
        ["BEGIN:VCALENDAR", "METHOD:REPLY", "BEGIN:VEVENT", folded, line, "END:VEVENT"]
    )
    with ledger.write() as session:
        make.expert(session, make.institution(session, "fr"), "Zoé Lambert", email="zoe@fr.example")
        letter = read(bare(calendar, first=head(*KIND, sender="zoe@fr.example")))

        assert not letter.replies
        assert letter.code
        assert letter.sender == "zoe@fr.example"
        assert unit_of(session, letter) == world.home
