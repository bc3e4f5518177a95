"""From bytes to content lines (RFC 5545 §3.1): decoded, unfolded, each with its line number."""

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from calendars.reading.flaws import Unread

_BREAK = re.compile("\r\n|\n|\r")
_NAME = re.compile(r"[A-Za-z0-9-]+")
_PARAMETER = re.compile(r';\s*([A-Za-z0-9-]+)\s*=\s*("[^"]*"|[^";:]*)((?:,(?:"[^"]*"|[^";:]*))*)')


@dataclass(frozen=True, slots=True)
class Line:
    """One content line, unfolded: the name in capitals, the rest as it stands."""

    number: int
    name: str
    rest: str
    """From the first `;` or `:` on."""

    @property
    def value(self) -> str:
        """What follows the parameters. Raises: Unread."""
        return self.split()[1]

    @property
    def parameters(self) -> Mapping[str, str]:
        """The parameters by name in capitals, without quotation marks. Raises: Unread."""
        return self.split()[0]

    def split(self) -> tuple[Mapping[str, str], str]:
        """Parameters and value. Raises: Unread where no colon ends the parameters."""
        at, found = 0, {}
        while match := _PARAMETER.match(self.rest, at):
            found[match[1].upper()] = match[2].strip().strip('"')
            at = match.end()
        if not self.rest.startswith(":", at):
            raise Unread("line.unreadable", self.number, name=self.name)
        return found, self.rest[at + 1 :].strip()


def decoded(body: bytes) -> str:
    """The text of a file: UTF-8, or what its byte order mark says, else Western European."""
    for mark, coding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if body.startswith(mark):
            return body.decode(coding, "replace")
    try:
        return body.decode()
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")


def unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Logical lines with the number of the physical line on which each starts."""
    pieces: list[str] = []
    start = 0
    for number, physical in enumerate(_BREAK.split(text), 1):
        if physical[:1] in (" ", "\t"):
            pieces.append(physical[1:])
            continue
        if pieces:
            yield start, "".join(pieces)
        pieces, start = ([physical], number) if physical else ([], number)
    if pieces:
        yield start, "".join(pieces)


def content_line(number: int, text: str) -> Line | None:
    """A logical line as name and rest; None where it has no name."""
    match = _NAME.match(text)
    if match is None or text[match.end() : match.end() + 1] not in (":", ";"):
        return None
    return Line(number, match[0].upper(), text[match.end() :])
