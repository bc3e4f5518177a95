"""By what a mail is known again: its Message-ID, or all of it where it has none."""

import hashlib
import re

_ID = re.compile(rb"^message-id:[ \t]*(?:\r?\n[ \t]+)?(<[^<>\s]{1,900}>)", re.I | re.M)
HEAD = 65_536
"""The bytes of a mail in which its Message-ID is looked for."""
_END = re.compile(rb"\r?\n\r?\n")


def known_as(mail: bytes) -> str:
    """The name under which a mail is remembered."""
    head = _END.split(mail[:HEAD], maxsplit=1)[0]
    match = _ID.search(head)
    return hashlib.sha256(match[1] if match else mail).hexdigest()


def has_id(head: bytes) -> bool:
    """Can the name be told from the headers alone?"""
    return _ID.search(_END.split(head[:HEAD], maxsplit=1)[0]) is not None
