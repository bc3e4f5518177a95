"""How much of a request has come (RFC 9112 §6): asked of each piece, before anybody reads it.

Nothing is judged here. What is framed in an odd way counts as come, and is the last of its
connection: gunicorn's own parser says what is wrong with it.
"""

from typing import Literal

from calendars.reading.limits import MEGABYTE, USUAL

LARGEST_HEAD = 64 * 1024
"""Octets of a request line with its headers; gunicorn's own limits lie below."""
LARGEST_BODY = USUAL.bytes + 2 * MEGABYTE
"""Octets of a body that is waited for: more than any page takes, calendar files included."""
LONGEST_LINE = 8 * 1024
_END = b"\r\n\r\n"

Part = Literal["head", "body", "whole"]


class Framing:
    """One request on its way: `part` is what is waited for, `whole` when nothing is."""

    def __init__(self) -> None:
        self.part: Part = "head"
        self.is_last = False
        """Whether nothing that comes after it on the connection can be trusted."""
        self.announced = 0
        """Octets of the body, where the headers say."""
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
                self._give_up()
            return len(octets)
        end += len(_END)
        self._read(bytes(self._head[:end]))
        self._head.clear()
        return end - known

    def _read(self, head: bytes) -> None:
        values = _fields(head)
        lengths, codings = values[b"content-length"], values[b"transfer-encoding"]
        self.expects_word = values[b"expect"] == [b"100-continue"]
        self.part = "body"
        if codings:
            self._chunks = Chunks()
            if codings != [b"chunked"] or lengths:
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
                self._give_up()
            elif self._chunks.is_over:
                self.part = "whole"
            return taken
        taken = min(self._left, len(octets))
        self._left -= taken
        if not self._left:
            self.part = "whole"
        return taken

    def _give_up(self) -> None:
        self.part, self.is_last, self.expects_word = "whole", True, False


class Chunks:
    """A body in chunks (RFC 9112 §7.1) on its way; odd where it is none, or has no end."""

    def __init__(self) -> None:
        self.is_over = self.is_odd = False
        self._line = b""
        self._skip = 0
        self._in_trailers = False
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
                self._read(self._line.rstrip(b"\r\n"))
                self._line = b""
        return at

    def _read(self, line: bytes) -> None:
        if self._in_trailers:
            self.is_over = not line
            return
        size = line.partition(b";")[0].strip()
        try:
            octets = int(size, 16)
        except ValueError:
            self.is_odd = True
            return
        self._total += octets
        self._in_trailers = octets == 0
        self._skip = octets + 2 if octets else 0
        self.is_odd = octets < 0 or self._total > LARGEST_BODY


def _fields(head: bytes) -> dict[bytes, list[bytes]]:
    """The values of the headers that say how a body comes."""
    found: dict[bytes, list[bytes]] = {
        b"content-length": [],
        b"transfer-encoding": [],
        b"expect": [],
    }
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.strip().lower() in found:
            found[name.strip().lower()].append(value.strip().lower())
    return found


def _is_number(text: bytes) -> bool:
    return text.isdigit() and len(text) < 19
