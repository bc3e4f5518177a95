"""From bytes to content lines (RFC 5545 §3.1): unfolded, then decoded, each with its number."""

import codecs
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from calendars.reading.flaws import Unread
from calendars.reading.pieces import Piece, physical

_NAME = re.compile(rb"[A-Za-z0-9-]+")
_PARAMETER = re.compile(r';\s*([A-Za-z0-9-]+)\s*=\s*("[^"]*"|[^";:]*)((?:,(?:"[^"]*"|[^";:]*))*)')

Numbered = tuple[int, bytes]
"""A logical line as it stands, and the number of the physical line on which it starts."""


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
        """Parameters, the first of each name, and value.

        Raises: Unread where no colon ends the parameters.
        """
        at, found = 0, dict[str, str]()
        while match := _PARAMETER.match(self.rest, at):
            found.setdefault(match[1].upper(), match[2].strip().strip('"'))
            at = match.end()
        if not self.rest.startswith(":", at):
            raise Unread("line.unreadable", self.number, name=self.name)
        return found, self.rest[at + 1 :].strip()

    def torn(self) -> Iterator[str]:
        """The names of parameters that stand here again and say something else."""
        at, first = 0, dict[str, str]()
        while match := _PARAMETER.match(self.rest, at):
            name, text = match[1].upper(), match[2].strip().strip('"')
            if first.setdefault(name, text).upper() != text.upper():
                yield name
            at = match.end()


def unfolded(pieces: Iterable[Piece]) -> Iterator[Numbered]:
    """Logical lines, as octets: a fold may stand inside a letter."""
    start, parts = 0, [b""]
    for first, octets in pieces:
        for number, line in enumerate(physical(octets), first):
            if line[:1] in (b" ", b"\t") and start:
                parts.append(line[1:])
            # An empty line ends nothing: some programs write one inside a fold.
            elif line:
                if start:
                    yield start, b"".join(parts)
                start, parts = number, [line.removeprefix(codecs.BOM_UTF8)]
    if start:
        yield start, b"".join(parts)


def content_line(number: int, octets: bytes) -> Line | None:
    """A logical line as name and rest; None where it has no name."""
    match = _NAME.match(octets)
    if match is None or octets[match.end() : match.end() + 1] not in (b":", b";"):
        return None
    return Line(number, match[0].decode().upper(), decoded(octets[match.end() :]))


def uid_of(lines: Iterable[Line]) -> str:
    """What the UID among some lines says, or nothing: read alike from near and far entries.

    Raises: Unread.
    """
    told = (line.value for line in lines if line.name == "UID")
    return next(filter(None, told), "")


def decoded(octets: bytes) -> str:
    """The text of a line: UTF-8, else Western European; one line's letters spoil no other's."""
    try:
        return octets.decode()
    except UnicodeDecodeError:
        return octets.decode("cp1252", "replace")
