"""Whose mail a mail is, where two institutions share a mailbox."""

from calendars.letters.letter import Bounce, Letter, Reply
from db.engine import Ledger
from tests import make
from tests.db.answering import made
from web.mailbox.whose import unit_of


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
