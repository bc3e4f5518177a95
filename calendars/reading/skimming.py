"""A file in pieces, as a stream: entries far from the days that are asked for are left out early.

A calendar may hold years of history. What can neither begin nor end near the window is told from
a few octets, counted, and not read further; in doubt an entry is near.
"""

import codecs
import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from calendars.errors import CalendarUnreadable
from calendars.reading.flaws import Unread
from calendars.reading.lines import content_line, uid_of
from calendars.reading.nearness import Nearness
from calendars.reading.pieces import Piece, physical

_BEGIN, _END = b"BEGIN:VEVENT", b"\nEND:VEVENT"
_UID = re.compile(rb"^(UID[;:][^\r\n]*)(\r*\n[ \t])?", re.M | re.I)
_ALARM = re.compile(rb"^BEGIN:VALARM.*?^END:VALARM", re.M | re.S | re.I)
_CHANGED = re.compile(rb"^SEQUENCE[^:\r\n]*:\s*0*[1-9]", re.M | re.I)
_REPEATED = re.compile(rb"^(?:RRULE|RECURRENCE-ID)[;:]", re.M | re.I)
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BLOCK = 2**22


@dataclass(frozen=True, slots=True)
class _Far:
    """A far entry that may matter to a near one of its UID."""

    piece: Piece
    is_changed: bool
    """Has it a SEQUENCE, so that it may be a later version?"""


class Skim:
    """The pieces of a stream; `far` counts what is left out of them."""

    def __init__(self, stream: BinaryIO, near: Nearness | None, most: int) -> None:
        self.far = 0
        self._stream, self._near, self._most = stream, near, most
        self._number, self._taken = 1, 0
        self._aside: dict[str, list[_Far]] = {}

    def pieces(self) -> Iterator[Piece]:
        """All but far entries.

        Raises: CalendarUnreadable where there are too many octets, or a zero among them.
        """
        rest, block = b"", self._opened()
        while block:
            rest = yield from self._cut(rest + block)
            block = self._block()
        yield from self._piece(rest)

    def related(self, uid: str, moves: bool) -> list[Piece]:
        """Far entries of a UID that may stand in the place of a near one; where a change moves
        all that follow it, the whole series, since it may be moved into the window.
        """
        aside = self._aside.pop(uid, [])
        found = [each.piece for each in aside if moves or each.is_changed]
        self.far -= len(found)
        return found

    def _opened(self) -> bytes:
        first = self._block()
        if not first.startswith(_WIDE):
            return first
        whole = first + b"".join(iter(self._block, b""))
        self._stream = BytesIO()
        return whole.decode("utf-16", "replace").encode()

    def _block(self) -> bytes:
        block = self._stream.read(_BLOCK)
        self._taken += len(block)
        if self._taken > self._most:
            raise CalendarUnreadable("file.too_large", limit=str(self._most))
        return block

    def _cut(self, data: bytes) -> Generator[Piece, None, bytes]:
        """The pieces of some data; returns the last, which may go on."""
        at = 0
        while True:
            begin = data.find(_BEGIN, at)
            end = data.find(_END, begin) if begin >= 0 else -1
            close = data.find(b"\n", end + 1) + 1 if end >= 0 else 0
            if not close:
                break
            if begin and data[begin - 1] != 10:
                yield from self._piece(data[at:close])
            else:
                yield from self._piece(data[at:begin])
                yield from self._entry(data[begin:close])
            at = close
        return data[at:]

    def _entry(self, entry: bytes) -> Iterator[Piece]:
        if self._near is None or not self._near.is_far(entry):
            yield from self._piece(entry)
            return
        is_changed = _CHANGED.search(entry) is not None
        if is_changed or _REPEATED.search(entry):
            uid = _uid(entry)
            if uid is None:
                yield from self._piece(entry)
                return
            if uid:
                self._aside.setdefault(uid, []).append(_Far((self._number, entry), is_changed))
        self.far += 1
        self._number += entry.count(b"\n")

    def _piece(self, octets: bytes) -> Iterator[Piece]:
        if b"\0" in octets:
            raise CalendarUnreadable("file.no_calendar")
        if octets:
            yield self._number, octets
            self._number += len(physical(octets))


def _uid(entry: bytes) -> str | None:
    """The UID of a far entry; None where that is for whoever reads lines."""
    found = _UID.findall(_ALARM.sub(b"", entry) if b"VALARM" in entry else entry)
    if any(goes_on for _, goes_on in found):
        return None
    try:
        return uid_of(filter(None, (content_line(0, octets) for octets, _ in found)))
    except Unread:
        return None
