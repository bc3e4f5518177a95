"""Hostile mail: each ends within its bounds and says why, in the child process as in service."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from calendars.fence.bounds import READING
from calendars.letters.letter import Letter
from calendars.letters.opening import BYTES_MOST
from calendars.letters.reading import read
from calendars.reply import read_mail
from tests.calendars.letters.mails import ANNE, UID, bare, head, mail, part, reply

MEGABYTE = 2**20
ROOT = Path(__file__).parents[3]


def nested(depth: int) -> bytes:
    """Parts within parts within parts."""
    body = "".join(
        f'Content-Type: multipart/mixed; boundary="b{level}"\r\n\r\n--b{level}\r\n'
        for level in range(depth)
    )
    return (head().rstrip("\r\n") + "\r\n" + body).encode()


HOSTILE = {
    "nothing": b"",
    "noise": bytes(range(256)) * 200,
    "one line without end": b"From: " + b"a" * MEGABYTE,
    "comments in comments": f"From: {'(' * 200_000}\r\n\r\n".encode(),
    "angles": f"From: {'<' * 200_000}\r\nReferences: {'<' * 900_000}\r\n\r\n".encode(),
    "encoded words": f"Subject: {'=?utf-8?B?w6k=?= ' * 60_000}\r\n\r\n".encode(),
    "unknown charsets": f"Subject: {'=?x-none?Q?a?= ' * 60_000}\r\n\r\n".encode(),
    "parts in parts": nested(3_000),
    "many parts": mail("mixed", *["Content-Type: text/plain\r\n\r\nx\r\n"] * 50_000),
    "boundary of nothing": mail("mixed", first=head("Content-Type: multipart/mixed; boundary=")),
    "header folded without end": b"Subject: a\r\n" + b" b\r\n" * 300_000 + b"\r\n",
    "parameters": f"Content-Type: text/calendar{'; a=b' * 200_000}\r\n\r\nx".encode(),
    "continued parameters": (
        "Content-Type: text/calendar"
        + "".join(f"; name*{number}*=utf-8''a" for number in range(30_000))
        + "\r\n\r\nx"
    ).encode(),
    "components": bare("BEGIN:VCALENDAR\r\n" + "BEGIN:VEVENT\r\nEND:VEVENT\r\n" * 60_000),
    "deep components": bare("BEGIN:VCALENDAR\r\n" + "BEGIN:X\r\n" * 100_000),
    "attendees": bare(reply(attendee=f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:{ANNE}\r\n" * 20_000)),
    "comments": bare(reply("ACCEPTED", *["COMMENT:" + "\\n" * 1_000] * 900)),
    "quoted parameters": bare(reply(attendee="ATTENDEE" + ';A="' * 200_000 + f":mailto:{ANNE}")),
    "no colon": bare(reply(attendee="ATTENDEE" + ";A=b" * 200_000)),
    "sequence": bare(reply(sequence="9" * 500_000)),
    "uid": bare(reply().replace(UID, "u" * MEGABYTE)),
    "wrong base64": mail("mixed", part("text/calendar", "", "base64") + "=" * MEGABYTE + "\r\n"),
    "too large": bare(reply("ACCEPTED", *["X-A:" + "a" * 70] * 30_000)),
    "nul": bare(reply("ACCEPTED", "COMMENT:a\0b")),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_mail_ends_within_its_bounds(name: str) -> None:
    began = time.monotonic()
    letter = read_mail(HOSTILE[name])

    assert isinstance(letter, Letter)
    assert time.monotonic() - began < 8
    assert len(letter.sender) <= 254
    assert len(letter.subject) <= 200
    assert all(len(each.note) <= 2_000 and len(each.uid) <= 255 for each in letter.replies)


def test_large_mail_says_whose_it_is_and_is_not_read() -> None:
    body = bare(reply()) + b"x" * BYTES_MOST

    letter = read_mail(body)

    assert (letter.code, letter.sender, letter.replies) == ("mail.too_large", ANNE, ())


def test_mail_nested_without_end_says_so() -> None:
    assert read(nested(1_000)).code == "mail.too_deep"


UNGUARDED = "import sys; from calendars.letters.reading import read; read(sys.stdin.buffer.read())"
ENDLESS = f"Content-Type: text/calendar{'; a=b' * 380_000}\r\n\r\nx".encode()


def test_without_the_fence_a_mail_takes_longer_than_its_bounds() -> None:
    """The control: the same mail, read without bounds, is not done when the fence ends it."""
    with pytest.raises(subprocess.TimeoutExpired):
        subprocess.run(
            [sys.executable, "-c", UNGUARDED], input=ENDLESS, cwd=ROOT, timeout=READING.wall
        )

    assert read_mail(ENDLESS).code == "file.took_too_long"
