"""From the bytes of a mail to its headers and parts (RFC 5322, RFC 2045), within bounds.

The older policy of the standard library is asked: it hands headers out as they stand, while
the newer one parses each into a tree, for which a stranger can make it take very long.
"""

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32
from email.utils import parseaddr

BYTES_MOST = 2 * 2**20
"""A larger mail is not read."""
PARTS_MOST = 60
"""Parts that are looked at, nested ones included."""
HEADER_MOST = 2_000
"""Characters of a header that are looked at."""
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,250}>")
_NAMED = (".ics", ".ical")


class Mail:
    """A mail in parts. Raises: RecursionError where it is nested without end."""

    def __init__(self, body: bytes) -> None:
        self._message = message_from_bytes(body, policy=compat32)

    def header(self, name: str) -> str:
        """A header in plain words, cut where it is endless; empty where it is missing."""
        return header(self._message, name)

    @property
    def message_id(self) -> str:
        """The Message-ID with its angle brackets, or nothing."""
        return next(iter(self.ids("Message-ID")), "")

    def ids(self, *names: str) -> tuple[str, ...]:
        """The Message-IDs that headers list, in order and once."""
        found = (_MESSAGE_ID.findall(self.header(name)) for name in names)
        return tuple(dict.fromkeys(each for some in found for each in some))

    @property
    def sender(self) -> str:
        """The address of the From header, or nothing."""
        return parseaddr(self.header("From"))[1][:254]

    def parts(self) -> Iterator[Message]:
        """The mail and its parts, the first ones."""
        for number, part in enumerate(self._message.walk()):
            if number == PARTS_MOST:
                return
            yield part

    def calendars(self) -> Iterator[bytes]:
        """The calendars among its parts, as UTF-8 where they say what they are in."""
        for part in self.parts():
            if not part.is_multipart() and _is_calendar(part):
                yield _in_utf8(part)


def header(part: Message, name: str) -> str:
    """A header of a part in plain words, on one line."""
    found = str(part.get(name, ""))[:HEADER_MOST]
    try:
        words = str(make_header(decode_header(found)))
    except (MessageError, LookupError, ValueError):
        words = found
    return " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())


def _is_calendar(part: Message) -> bool:
    kind = part.get_content_type()
    name = str(part.get_filename("") or "").lower()
    return kind in ("text/calendar", "application/ics") or name.endswith(_NAMED)


def _in_utf8(part: Message) -> bytes:
    body = part.get_payload(decode=True)
    assert isinstance(body, bytes), "a part without parts has bytes"
    charset = str(part.get_param("charset", "") or "").lower()
    if charset in ("", "utf-8", "us-ascii"):
        return body
    try:
        return body.decode(charset, "replace").encode()
    except LookupError:
        return body
