"""The body of an answer as it comes: compressed or not, never more of it than is asked for."""

import zlib

from calendars.errors import CalendarUnreachable

_GZIP_WITH_HEAD = 31
_PLAIN, _GZIP = ("", "identity"), ("gzip", "x-gzip")


class Body:
    """What was taken of an answer, unpacked; `coding` is its Content-Encoding."""

    def __init__(self, coding: str, most: int) -> None:
        coding = coding.strip().lower()
        if coding not in _PLAIN + _GZIP:
            raise CalendarUnreachable("fetch.encoded")
        self._most, self._came, self._octets = most, 0, bytearray()
        self._gzip = zlib.decompressobj(_GZIP_WITH_HEAD) if coding in _GZIP else None

    def take(self, piece: bytes) -> None:
        """One more piece. Raises: CalendarUnreachable where it grows too large, or is broken."""
        self._came += len(piece)
        if self._gzip is None:
            self._octets += piece
        else:
            self._unpack(piece)
        if max(self._came, len(self._octets)) > self._most:
            raise CalendarUnreachable("fetch.too_large", limit=str(self._most))

    def whole(self) -> bytes:
        """All of it. Raises: CalendarUnreachable where a compressed one has no end."""
        if self._gzip is not None and not self._gzip.eof:
            raise CalendarUnreachable("fetch.failed")
        return bytes(self._octets)

    def _unpack(self, piece: bytes) -> None:
        assert self._gzip is not None
        while piece and len(self._octets) <= self._most:
            if self._gzip.eof:
                # One stream may follow another (RFC 1952 §2.2).
                self._gzip = zlib.decompressobj(_GZIP_WITH_HEAD)
            try:
                self._octets += self._gzip.decompress(piece, self._most + 1 - len(self._octets))
            except zlib.error:
                raise CalendarUnreachable("fetch.failed") from None
            piece = self._gzip.unused_data if self._gzip.eof else self._gzip.unconsumed_tail
