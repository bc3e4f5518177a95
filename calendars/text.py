"""Text as calendar programs can bear it: no control characters, escaped by RFC 5545 §3.3.11."""

import re

from icalendar import vText

_BREAKS = re.compile("\r\n?|[\u0085\u2028\u2029]")
_UNSPEAKABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ud800-\udfff]")
_ESCAPE = re.compile(r"\\([\\;,nN])")


def clean(text: str) -> str:
    """The same text with plain line breaks and without characters that break a file."""
    return _UNSPEAKABLE.sub("", _BREAKS.sub("\n", text))


def one_line(text: str) -> str:
    """The same text, clean and without line breaks."""
    return " ".join(clean(text).split())


def escaped(text: str) -> str:
    """A text as the value of a property."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\n", "\\n")


class Text(vText):
    """A TEXT value that says what it was given; vText makes a line break of a written `\\N`."""

    def to_ical(self) -> bytes:
        """The bytes of the value, escaped."""
        return escaped(self).encode()


def meant(text: str) -> str:
    """A text without its escapes: the way back of `escaped` (RFC 5545 §3.3.11)."""
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)
