"""Replies as Outlook, Google, Apple and Thunderbird send them, and what is no answer."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from calendars.letters.letter import Letter, Reply
from calendars.letters.reading import read
from calendars.reply import read_mail
from tests.calendars.letters import mails
from tests.calendars.letters.mails import ANNE, UID, bare, head, mail, part, reply

SAID_AT = datetime(2027, 1, 5, 10, 15, tzinfo=UTC)


def only(letter: Letter) -> Reply:
    assert letter.code == ""
    (found,) = letter.replies
    return found


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        (
            mails.outlook,
            Reply(UID, 1, ANNE, "declined", "Je siège cette semaine-là, désolée.", SAID_AT),
        ),
        (mails.google, Reply(UID, 0, ANNE, "tentative", "Peut-être", SAID_AT)),
        (mails.apple, Reply(UID, 0, ANNE, "accepted", "", SAID_AT)),
        (mails.thunderbird, Reply(UID, 0, ANNE, "accepted", "", SAID_AT)),
    ],
)
def test_reply_of_each_program_is_read(program: Callable[[], bytes], expected: Reply) -> None:
    assert only(read(program())) == expected


def test_letter_says_who_wrote_about_what() -> None:
    letter = read(mails.outlook())

    assert (letter.sender, letter.subject) == (ANNE, "Accepté : Séminaire")
    assert (letter.message_id, letter.answers_to) == (
        "<1@example>",
        ("<invitation-7@unit.example>",),
    )


def test_mail_is_read_the_same_behind_the_fence() -> None:
    timed = counter("DTSTART:20270308T090000Z", "DTEND:20270308T110000Z")
    for body in (mails.outlook(), mails.bounce(), bare(counter()), bare(timed)):
        assert read_mail(body) == read(body)


@pytest.mark.parametrize("coding", ["7bit", "8bit", "base64", "quoted-printable"])
def test_mail_that_is_a_calendar_only_is_read_in_each_coding(coding: str) -> None:
    assert only(read(bare(reply("DECLINED", "COMMENT:Désolée"), coding))).note == "Désolée"


def test_charset_of_the_part_is_heeded() -> None:
    body = reply("DECLINED", "COMMENT:Trop tôt")
    top = head("Content-Type: text/calendar; charset=iso-8859-1; method=REPLY",
               "Content-Transfer-Encoding: 8bit")  # fmt: skip
    raw = top.encode() + b"\r\n" + body.encode("iso-8859-1")

    assert only(read(raw)).note == "Trop tôt"


def test_sequence_that_is_not_written_is_nought() -> None:
    assert only(read(bare(reply(sequence=None)))).sequence == 0


@pytest.mark.parametrize(
    ("calendar", "code", "facts"),
    [
        (
            reply(
                attendee='ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:j@x.example"'
                f":mailto:{ANNE}"
            ),
            "reply.delegated",
            {"to": "j@x.example"},
        ),
        (reply("NEEDS-ACTION"), "reply.no_answer", {"said": "NEEDS-ACTION"}),
        (reply("X-PERHAPS"), "reply.no_answer", {"said": "X-PERHAPS"}),
        (reply(attendee=f"ATTENDEE:mailto:{ANNE}"), "reply.no_answer", {"said": "NEEDS-ACTION"}),
        (reply(attendee="X-NOBODY:1"), "reply.no_attendee", {}),
        (reply(sequence="one"), "reply.no_sequence", {}),
        (reply().replace(f"UID:{UID}\r\n", ""), "reply.no_uid", {}),
        (reply().replace("VEVENT", "VTODO"), "reply.no_event", {}),
    ],
)  # fmt: skip
def test_reply_that_is_no_answer_says_why(calendar: str, code: str, facts: dict[str, str]) -> None:
    letter = read(bare(calendar))

    assert (letter.replies, letter.code, letter.facts) == ((), code, facts)


def test_attendee_with_an_answer_is_the_one_who_replies() -> None:
    both = f"ATTENDEE;PARTSTAT=DECLINED:mailto:{ANNE}\r\nATTENDEE;CN=J:mailto:j@x.example"

    assert only(read(bare(reply(attendee=both)))).answer == "declined"


def test_among_several_answers_that_of_the_sender_counts() -> None:
    both = (
        f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:j@x.example\r\nATTENDEE;PARTSTAT=DECLINED:MAILTO:{ANNE.upper()}"
    )  # fmt: skip

    assert only(read(bare(reply(attendee=both)))).answer == "declined"
    stranger = head("Content-Type: text/calendar", sender="x@y.example")
    assert read(bare(reply(attendee=both), first=stranger)).code == "reply.no_attendee"


def counter(
    start: str = "DTSTART;VALUE=DATE:20270308", end: str = "DTEND;VALUE=DATE:20270313"
) -> str:
    return reply("TENTATIVE", start, end, "COMMENT:Plutôt ainsi", method="COUNTER")


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("DTSTART;VALUE=DATE:20270308", "DTEND;VALUE=DATE:20270313", (8, 12)),
        ("DTSTART;TZID=X:20270308T090000", "DTEND;TZID=X:20270309T120000", (8, 9)),
        ("DTSTART:20270308T090000Z", "DTEND:20270310T000000Z", (8, 9)),
        ("DTSTART;VALUE=DATE:20270308", "X-NO-END:1", (8, 8)),
        ("DTSTART;VALUE=DATE:20270308", "DTEND;VALUE=DATE:20270101", (8, 8)),
    ],
)  # fmt: skip
def test_counter_proposes_other_dates(start: str, end: str, days: tuple[int, int]) -> None:
    found = only(read(bare(counter(start, end))))

    assert found.answer == "other_dates"
    assert found.proposed == (date(2027, 3, days[0]), date(2027, 3, days[1]))


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("DTSTART:20270308T090000Z", "DTEND:20270308T110000Z", ((8, 9), (8, 11))),
        ("DTSTART;TZID=Pacific/Tahiti:20270308T171500", "DTEND;TZID=Pacific/Tahiti:20270308T201500",
         ((9, 3), (9, 6))),
        ("DTSTART;TZID=X:20270308T090000", "DTEND;TZID=X:20270309T120000", None),
        ("DTSTART:20270308T090000", "DTEND:20270309T120000", None),
        ("DTSTART;VALUE=DATE:20270308", "DTEND;VALUE=DATE:20270313", None),
    ],
)  # fmt: skip
def test_counter_with_hours_of_a_zone_is_known_by_the_moment(
    start: str, end: str, hours: tuple[tuple[int, int], ...] | None
) -> None:
    found = only(read(bare(counter(start, end)))).proposed_at

    assert (found and tuple((each.day, each.hour) for each in found)) == hours


def test_counter_without_dates_is_the_answer_that_it_holds() -> None:
    found = only(read(bare(counter("DTSTART:soon", "DTEND:later"))))

    assert (found.answer, found.proposed) == ("tentative", None)


def test_stamp_that_is_no_moment_is_left_out() -> None:
    assert only(read(bare(reply(stamp="20271399T101500Z")))).said_at is None


def test_invitation_and_plain_words_are_no_reply() -> None:
    for body in (bare(reply(method="REQUEST")), mail("mixed", part("text/plain", "Good morning"))):
        letter = read(body)
        assert (letter.replies, letter.bounces, letter.code) == ((), (), "")


def test_calendar_that_cannot_be_read_says_so() -> None:
    assert read(bare("BEGIN:VCALENDER\r\n")).code == "file.no_calendar"


def test_mail_that_no_person_wrote_says_so() -> None:
    away = head("Auto-Submitted: auto-replied", "Content-Type: text/plain")

    assert read(f"{away}\r\nI am away.".encode()).is_automatic
    assert not read(head("Auto-Submitted: no").encode()).is_automatic
