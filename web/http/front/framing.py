"""How much of a request has come (RFC 9112 §6): asked of each piece, before anybody reads it.

What is framed in an odd way counts as come, and is the last of its connection: gunicorn's own
parser says what is wrong with it. Refused here is only what it would let through or not answer.
"""

from http import HTTPStatus
from typing import Literal

from calendars.reading.limits import MEGABYTE, USUAL
from web.http.front.heads import read_head

LARGEST_HEAD = 64 * 1024
"""Octets of a request line with its headers; gunicorn's own limits lie below."""
LARGEST_BODY = USUAL.bytes + 2 * MEGABYTE
"""Octets of a body that is waited for: more than any page takes, calendar files included."""
LONGEST_LINE = 8 * 1024
_END = b"\r\n\r\n"
_HEX = frozenset(b"0123456789abcdefABCDEF")
_FRAMING_FIELDS = (b"content-length", b"transfer-encoding", b"host")
"""What no trailer may say (RFC 9110 §6.5.1)."""

Part = Literal["head", "body", "whole"]


class Framing:
    """One request on its way: `part` is what is waited for, `whole` when nothing is."""

    def __init__(self) -> None:
        self.part: Part = "head"
        self.is_last = False
        """Whether nothing that comes after it on the connection can be trusted."""
        self.announced = 0
        """Octets of the body, where the headers say."""
        self.refused: HTTPStatus | None = None
        """With what it is refused, where nobody can read it or its host is not said."""
        self.expects_word = False
        """Whether the body is sent only once somebody says so (RFC 9110 §10.1.1)."""
        self._head = bytearray()
        self._left = 0
        self._chunks: Chunks | None = None

    def take(self, octets: bytes) -> int:
        """Look at what came next; answers how much of it belongs to this request."""
        taken = 0
        if self.part == "head":
            taken = self._take_head(octets)
        if self.part == "body" and taken < len(octets):
            taken += self._take_body(octets[taken:])
        return taken

    def _take_head(self, octets: bytes) -> int:
        known = len(self._head)
        self._head += octets
        end = self._head.find(_END, max(0, known - len(_END) + 1))
        if end < 0:
            if known + len(octets) > LARGEST_HEAD:
                self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
            return len(octets)
        end += len(_END)
        self._read(bytes(self._head[:end]))
        self._head.clear()
        return end - known

    def _read(self, head: bytes) -> None:
        said = read_head(head)
        lengths, codings = said.fields[b"content-length"], said.fields[b"transfer-encoding"]
        self.expects_word, self.is_last = said.expects_word, said.closes
        self.part = "body"
        if said.lacks_host:
            self._refuse(HTTPStatus.BAD_REQUEST)
        elif codings:
            self._chunks = Chunks()
            if codings != [b"chunked"] or lengths or said.is_of_1_0:
                self._give_up()
        elif not lengths:
            self.part = "whole"
        elif len(set(lengths)) > 1 or not _is_number(lengths[0]):
            self._give_up()
        else:
            self._expect(int(lengths[0]))

    def _expect(self, octets: int) -> None:
        self.announced = self._left = octets
        if octets > LARGEST_BODY:
            self._give_up()
        elif not octets:
            self.part = "whole"

    def _take_body(self, octets: bytes) -> int:
        if self._chunks is not None:
            taken = self._chunks.take(octets)
            if self._chunks.is_odd:
                self._refuse(HTTPStatus.BAD_REQUEST)
            elif self._chunks.is_over:
                self.part = "whole"
            return taken
        taken = min(self._left, len(octets))
        self._left -= taken
        if not self._left:
            self.part = "whole"
        return taken

    def _refuse(self, status: HTTPStatus) -> None:
        self.refused = status
        self._give_up()

    def _give_up(self) -> None:
        self.part, self.is_last, self.expects_word = "whole", True, False


class Chunks:
    """A body in chunks (RFC 9112 §7.1) on its way; odd where it is none, or has no end.

    Every octet counts against the limit: sizes, their extensions and the trailers too.
    """

    def __init__(self) -> None:
        self.is_over = self.is_odd = False
        self._line = b""
        self._skip = 0
        self._awaits: Literal["size", "end of data", "trailer"] = "size"
        self._total = 0

    def take(self, octets: bytes) -> int:
        """Look at what came next; answers how much of it belongs to the body."""
        at = 0
        while at < len(octets) and not (self.is_over or self.is_odd):
            if self._skip:
                step = min(self._skip, len(octets) - at)
                self._skip -= step
                at += step
                continue
            end = octets.find(b"\n", at)
            stop = len(octets) if end < 0 else end + 1
            self._line += octets[at:stop]
            at = stop
            if len(self._line) > LONGEST_LINE:
                self.is_odd = True
            elif end >= 0:
                self._read(self._line)
                self._line = b""
        self._total += at
        self.is_odd = self.is_odd or self._total > LARGEST_BODY
        return at

    def _read(self, ended: bytes) -> None:
        line = ended[:-2]
        if not ended.endswith(b"\r\n") or b"\r" in line:
            self.is_odd = True
        elif self._awaits == "end of data":
            self.is_odd, self._awaits = bool(line), "size"
        elif self._awaits == "trailer":
            self.is_over = not line
            self.is_odd = line.partition(b":")[0].strip().lower() in _FRAMING_FIELDS
        else:
            self._read_size(line.partition(b";")[0].rstrip(b" \t"))

    def _read_size(self, size: bytes) -> None:
        if not size or len(size) > 16 or not set(size) <= _HEX:
            self.is_odd = True
            return
        self._skip = int(size, 16)
        self._awaits = "end of data" if self._skip else "trailer"
        self.is_odd = self._total + self._skip > LARGEST_BODY


def _is_number(text: bytes) -> bool:
    return text.isdigit() and len(text) < 19
