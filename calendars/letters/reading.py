"""A whole mail read: a reply, a report, or neither; what cannot be used says why."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from calendars.errors import CalendarUnreadable
from calendars.letters.bounce import bounces
from calendars.letters.itip import Puzzling, replies
from calendars.letters.letter import Letter, Reply
from calendars.letters.opening import BYTES_MOST, Mail

_HEAD = 64 * 1024
_FOLD = re.compile(rb"\r?\n[ \t]")
_UID = re.compile(rb"(?im)^UID(?:;[^:\r\n]{0,200})?:([^\r\n]{1,1000})")
UIDS_MOST, UID_MOST = 20, 255
SUBJECT_MOST = 200


def read(body: bytes) -> Letter:
    """What a mail says to us, whatever it holds."""
    try:
        return _read(body)
    except RecursionError:
        return Letter(code="mail.too_deep")


def _read(body: bytes) -> Letter:
    if len(body) > BYTES_MOST:
        # Its headers still say who has to be written to.
        return replace(_envelope(Mail(_head(body))), code="mail.too_large")
    mail = Mail(body)
    letter = _envelope(mail)
    found: list[Reply] = []
    for calendar in mail.calendars():
        letter = replace(letter, uids=(*letter.uids, *_uids(calendar))[:UIDS_MOST])
        try:
            found += replies(calendar, letter.sender)
        except Puzzling as puzzle:
            return replace(letter, code=puzzle.code, facts=puzzle.facts)
        except CalendarUnreadable as unreadable:
            letter = replace(letter, code=unreadable.code, facts=unreadable.facts)
    if found:
        # Some programs send the same reply twice, as a part and as an attachment.
        return replace(letter, replies=tuple(dict.fromkeys(found)), code="", facts={})
    failed = bounces(mail)
    return replace(letter, bounces=failed, code="", facts={}) if failed else letter


def _uids(calendar: bytes) -> Iterator[str]:
    """The UIDs in a calendar, as they stand there: it may be no calendar in anything else."""
    unfolded = _FOLD.sub(b"", calendar)
    for match in islice(_UID.finditer(unfolded), UIDS_MOST):
        yield match[1].decode("utf-8", "replace").strip()[:UID_MOST]


def _envelope(mail: Mail) -> Letter:
    return Letter(
        message_id=mail.message_id,
        sender=mail.sender,
        subject=mail.header("Subject")[:SUBJECT_MOST],
        answers_to=mail.ids("In-Reply-To", "References"),
        is_automatic=mail.header("Auto-Submitted").lower() not in ("", "no"),
    )


def _head(body: bytes) -> bytes:
    """The headers, up to the first empty line."""
    start = body[:_HEAD]
    ends = [at for mark in (b"\r\n\r\n", b"\n\n") if (at := start.find(mark)) >= 0]
    return start[: min(ends)] if ends else start
