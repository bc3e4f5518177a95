"""Delivery status notifications (RFC 3464): what of ours was not delivered, and why."""

import re
from collections.abc import Iterator
from email.message import Message

from calendars.letters.letter import Bounce
from calendars.letters.opening import Mail, header

REASON_MOST = 300
_FAILED = "failed"
_ID = re.compile(r"<[^<>\s]{1,250}>")


def bounces(mail: Mail) -> tuple[Bounce, ...]:
    """What a report says was not delivered; nothing where it is no report, or says "later".

    The mail it is about is known by the Message-ID of the part that is sent back, or by what
    the report follows.
    """
    failed = [each for part in mail.parts() for each in _failed(part)]
    if not failed:
        return ()
    about = next(iter(_sent_back(mail)), "") or next(
        iter(mail.ids("In-Reply-To", "References")), ""
    )
    return tuple(Bounce(about, recipient, reason) for recipient, reason in failed)


def _failed(part: Message) -> Iterator[tuple[str, str]]:
    """The recipients of a `message/delivery-status` that got nothing, and why (§2.3)."""
    blocks = part.get_payload()
    if part.get_content_type() != "message/delivery-status" or not isinstance(blocks, list):
        return
    for block in blocks:
        if isinstance(block, Message) and header(block, "Action").lower() == _FAILED:
            recipient = _typed(
                header(block, "Final-Recipient") or header(block, "Original-Recipient")
            )
            status, said = header(block, "Status"), _typed(header(block, "Diagnostic-Code"))
            yield recipient[:254], " ".join(filter(None, (status, said)))[:REASON_MOST]


def _sent_back(mail: Mail) -> Iterator[str]:
    """The Message-ID of the mail of ours, whole or its headers only (RFC 6522)."""
    outermost = True
    for part in mail.parts():
        kind = part.get_content_type()
        if not outermost and (identity := _ID.search(header(part, "Message-ID"))):
            yield identity[0]
        elif kind == "text/rfc822-headers":
            text = part.get_payload(decode=True)
            found = _written_id(text if isinstance(text, bytes) else b"")
            if found:
                yield found
        outermost = False


def _written_id(text: bytes) -> str:
    match = re.search(rb"^message-id:\s*(<[^<>\s]{1,250}>)", text, re.I | re.M)
    return match[1].decode("ascii", "replace") if match else ""


def _typed(value: str) -> str:
    """What follows the type: `rfc822; anne@example.org`, `smtp; 550 5.1.1 …`."""
    return value.partition(";")[2].strip() if ";" in value else value
