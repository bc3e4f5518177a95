"""Content lines as bytes, written straight (RFC 5545 §3.1): what costs little, said often.

`icalendar` makes objects of each value and parameter, and folds character by character, which
takes 97 ms of a feed of 200 entries. A test holds that both write the same bytes.
"""

from datetime import UTC, date, datetime
from functools import lru_cache

from calendars.text import escaped

BREAK = b"\r\n"
_FOLD = b"\r\n "
_LIMIT = 74
"""Octets of a line before the break; what follows has a blank more."""
_HELD_BACK = b"\\^"
"""What begins an escape, which programs of old do not bear to see divided."""
_UTC_NAMES = frozenset({"UTC", "Etc/UTC"})


def folded(line: str) -> bytes:
    """A line in UTF-8 without its last break, folded between whole characters."""
    octets = line.encode()
    if len(octets) <= _LIMIT:
        return octets
    parts, start = [], 0
    while len(octets) - start > _LIMIT:
        end = start + _LIMIT
        while octets[end] & 0xC0 == 0x80:  # in the middle of a character
            end -= 1
        if octets[end - 1] in _HELD_BACK and end - 1 > start:
            end -= 1
        parts.append(octets[start:end])
        start = end
    return _FOLD.join((*parts, octets[start:]))


def text_line(name: str, text: str) -> bytes:
    """A property of type TEXT, with its parameters in the name: `SUMMARY;LANGUAGE=fr`."""
    return folded(f"{name}:{escaped(text)}")


@lru_cache(maxsize=4096)
def utc(moment: datetime) -> bytes:
    """An aware moment in UTC: `20270301T090000Z`."""
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}".encode()


def date_line(name: str, day: date) -> bytes:
    """A property of a whole day."""
    return f"{name};VALUE=DATE:{day:%Y%m%d}".encode()


def local_line(name: str, local: datetime, zone: str) -> bytes:
    """A property of a time by the clock of a zone; that of UTC needs no zone beside it."""
    if zone in _UTC_NAMES:
        return f"{name}:{local:%Y%m%dT%H%M%S}Z".encode()
    return folded(f"{name};TZID={zone}:{local:%Y%m%dT%H%M%S}")
