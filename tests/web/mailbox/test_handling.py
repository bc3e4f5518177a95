"""What a mail does: an answer, a bounce of the outbox, a line for somebody, or nothing."""

import mailbox as standard
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text

from db.engine import Ledger
from db.models import BookingRow, ExpertRow, MessageRow, ReceivedMailRow
from tests.calendars.letters import mails
from tests.calendars.letters.mails import bare, head, mail, part, reply
from tests.web.answers.world import MONDAY, NOW, World, kept, restaffed
from web.worker.mailbox import Mailbox

Reader = Callable[[str], Mailbox]
Lines = Callable[[], list[tuple[str, str | None]]]


@pytest.fixture
def deliver(ledger: Ledger, mailbox: Reader, tmp_path: Path) -> Callable[..., None]:
    """Put mails into a maildir, and have it read."""
    box = standard.Maildir(tmp_path / "mail", create=True)
    reader = mailbox(f"maildir:{tmp_path / 'mail'}")

    def put(*sent: bytes) -> None:
        for each in sent:
            box.add(each)
        while reader.look(ledger, lambda: NOW):
            pass

    return put


def of(world: World, body: bytes) -> bytes:
    """A mail of the examples, about this world's booking."""
    return body.replace(mails.UID.encode(), world.uid.encode())


def test_reply_becomes_an_answer(
    ledger: Ledger, world: World, deliver: Callable[..., None], lines: Lines
) -> None:
    deliver(of(world, bare(reply("DECLINED", "COMMENT:Ill."))))

    (row,) = kept(ledger)
    assert (row.answer, row.note, row.way) == ("declined", "Ill.", "mail")
    assert lines() == [("answered", None)]


def test_reply_to_dates_of_before_is_outdated(
    ledger: Ledger, world: World, deliver: Callable[..., None], lines: Lines
) -> None:
    restaffed(ledger, world, world.anne, on=MONDAY + timedelta(days=7))

    deliver(of(world, bare(reply())))

    assert len(kept(ledger)) == 1
    assert lines() == [("outdated", None)]


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (MONDAY + timedelta(days=7), MONDAY + timedelta(days=9), ("answered", None)),
        (MONDAY - timedelta(days=3), MONDAY, ("answered", None)),
        (MONDAY, MONDAY + timedelta(days=1), ("unclear", "reply.days_asked")),
        (MONDAY, MONDAY, ("unclear", "reply.days_part")),
        (MONDAY + timedelta(days=1), MONDAY + timedelta(days=1), ("unclear", "reply.days_part")),
        (
            NOW.date() - timedelta(days=1),
            MONDAY + timedelta(days=9),
            ("unclear", "reply.days_past"),
        ),
    ],
    ids=["later", "reaching into the question", "of the question", "begin", "end", "past"],
)
def test_days_that_are_proposed_are_other_ones_and_lie_ahead(
    ledger: Ledger,
    deliver: Callable[..., None],
    world: World,
    lines: Lines,
    first: date,
    last: date,
    said: tuple[str, str | None],
) -> None:
    """What cannot be meant so is a line for somebody, never an answer."""
    days = f"DTSTART;VALUE=DATE:{first:%Y%m%d}", f"DTEND;VALUE=DATE:{last + timedelta(1):%Y%m%d}"

    stamp = f"{NOW:%Y%m%dT%H%M%SZ}"
    deliver(of(world, bare(reply("TENTATIVE", *days, method="COUNTER", stamp=stamp))))

    assert lines() == [said]
    assert len(kept(ledger)) == (said[0] == "answered")


@pytest.mark.parametrize(("venue", "days_later"), [("remote", 8), ("abroad", 7)])
def test_hours_proposed_for_a_session_by_video_are_days_of_its_own_clock(
    ledger: Ledger, deliver: Callable[..., None], world: World, venue: str, days_later: int
) -> None:
    with ledger.write() as session:
        booking = session.get_one(BookingRow, world.booking)
        booking.venue = booking.mission.venue = venue
        assert booking.mission.partner is not None
        booking.mission.partner.timezone = "Pacific/Kiritimati"
    day = MONDAY + timedelta(days=7)
    # 09:00 to 12:00 in Tahiti: the same hours in Kiribati, a day later.
    hours = [
        f"{name};TZID=Pacific/Tahiti:{day:%Y%m%d}T{hour}0000"
        for name, hour in (("DTSTART", "09"), ("DTEND", "12"))
    ]

    deliver(of(world, bare(reply("TENTATIVE", *hours, method="COUNTER"))))

    (row,) = kept(ledger)
    assert row.proposed_first == row.proposed_last == MONDAY + timedelta(days=days_later)


@pytest.mark.parametrize(
    ("body", "outcome", "code"),
    [
        (bare(reply("DELEGATED")), "unclear", "reply.delegated"),
        (bare(reply(sequence="5")), "unclear", "reply.sequence_unknown"),
        (bare(reply(attendee="ATTENDEE;PARTSTAT=ACCEPTED:mailto:x@y.example")), "unclear",
         "reply.not_theirs"),
        (bare(reply().replace(mails.UID, "a-meeting-of-the-unit")), "other", None),
        (mail("mixed", part("text/plain", "Good morning")), "other", None),
        (mails.bounce(), "other", None),
        (mails.bounce(sent_back="headers", about=""), "other", None),
    ],
)  # fmt: skip
def test_mail_that_is_no_answer_is_a_line_or_nothing(
    ledger: Ledger,
    world: World,
    deliver: Callable[..., None],
    lines: Lines,
    body: bytes,
    outcome: str,
    code: str | None,
) -> None:
    deliver(of(world, body))

    assert lines() == [(outcome, code)]
    assert kept(ledger) == []


def test_sender_and_subject_are_kept_only_where_somebody_must_see_them(
    ledger: Ledger, world: World, deliver: Callable[..., None]
) -> None:
    deliver(of(world, bare(reply("DELEGATED"))))
    deliver(mail("mixed", part("text/plain", "Private."), first=head(
        'Content-Type: multipart/mixed; boundary="seam"', message_id="<2@example>")))  # fmt: skip

    with ledger.read() as session:
        rows = session.scalars(select(ReceivedMailRow).order_by(ReceivedMailRow.id)).all()
    assert [(row.sender, row.subject) for row in rows] == [
        (mails.ANNE, "Accepté : Séminaire"),
        ("", ""),
    ]


@pytest.fixture
def invitation(ledger: Ledger, world: World) -> str:
    """The Message-ID of the invitation to this world's booking, as if it had been sent."""
    with ledger.write() as session:
        row = session.scalars(select(MessageRow)).one()
        assert row.booking_id == world.booking
        row.state, row.next_at, row.sent_at = "sent", None, NOW
        return row.message_id


def test_bounce_reaches_the_outbox(
    ledger: Ledger, invitation: str, deliver: Callable[..., None], lines: Lines
) -> None:
    deliver(mails.bounce(about=invitation))

    with ledger.read() as session:
        row = session.scalars(select(MessageRow)).one()
    assert (row.state, row.error_facts) == (
        "bounced",
        {"said": "5.1.1 550 5.1.1 No such user here"},
    )
    assert lines() == [("bounced", None)]


def test_words_in_answer_to_an_invitation_wait_for_somebody(
    invitation: str, deliver: Callable[..., None], lines: Lines
) -> None:
    words = head("Content-Type: text/plain").replace("<invitation-7@unit.example>", invitation)
    away = words.replace("<1@example>", "<2@example>") + "Auto-Submitted: auto-replied\r\n"

    deliver(f"{words}\r\nGladly!".encode(), f"{away}\r\nI am away.".encode())

    assert sorted(lines()) == [("other", None), ("unclear", "mail.in_words")]


def test_mailbox_read_twice_changes_nothing(
    ledger: Ledger, world: World, mailbox: Reader, tmp_path: Path, lines: Lines
) -> None:
    box = standard.mbox(tmp_path / "box")
    for number, each in enumerate((bare(reply()), bare(reply("DELEGATED")), mails.bounce())):
        body = of(world, each).replace(b"<1@example>", f"<{number}@example>".encode())
        box.add(body)
    box.add(of(world, bare(reply("TENTATIVE"))).replace(b"Message-ID: <1@example>\r\n", b""))
    box.close()

    def state() -> object:
        with ledger.read() as session:
            rows = session.execute(select(ReceivedMailRow.id, ReceivedMailRow.known_as)).all()
            bookings = session.scalars(select(BookingRow.sequence)).all()
        return rows, bookings, [row.answer for row in kept(ledger)]

    states = []
    for _ in range(3):
        # A reader of its own each time remembers nothing but what the ledger does.
        assert not mailbox(f"mbox:{tmp_path / 'box'}").look(ledger, lambda: NOW)
        states.append(state())

    assert states[0] == states[1] == states[2]
    assert len(lines()) == 4


REFUSING = """CREATE TRIGGER refusing BEFORE INSERT ON answer WHEN NEW.note = 'Broken.'
BEGIN SELECT RAISE(ABORT, 'The database refuses this one.'); END"""


def test_mail_that_cannot_be_kept_does_not_stop_the_next(
    ledger: Ledger, world: World, deliver: Callable[..., None], lines: Lines
) -> None:
    with ledger.write() as session:
        session.execute(text(REFUSING))
    second = bare(reply()).replace(b"<1@example>", b"<2@example>")

    deliver(of(world, bare(reply("ACCEPTED", "COMMENT:Broken."))), of(world, second))

    assert sorted(lines()) == [("answered", None), ("unclear", "mail.failed")]


def test_nobodys_address_answers_for_nobody(
    ledger: Ledger, world: World, deliver: Callable[..., None], lines: Lines
) -> None:
    with ledger.write() as session:
        session.get_one(ExpertRow, world.anne).email = None

    deliver(of(world, bare(reply(attendee="ATTENDEE;PARTSTAT=ACCEPTED:mailto:"))))

    assert lines() == [("unclear", "reply.not_theirs")]
