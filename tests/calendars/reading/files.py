"""Builders: calendar files of a few lines, read in a window of two weeks."""

from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

from calendars.reading.limits import USUAL, Limits
from calendars.reading.read import Asked, Reading, read
from calendars.reading.spans import Stretch

PARIS = ZoneInfo("Europe/Paris")
WINDOW = Stretch(datetime(2027, 3, 1, tzinfo=UTC), datetime(2027, 4, 12, tzinfo=UTC))


def event(*lines: str, uid: str = "e-1") -> str:
    """A VEVENT of these lines."""
    return "\r\n".join(("BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT"))


def calendar(*parts: str) -> bytes:
    """A VCALENDAR of these parts."""
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN")
    return "\r\n".join((*head, *parts, "END:VCALENDAR", "")).encode()


def reading(
    *parts: str, home: tzinfo = PARIS, tentative: bool = True, limits: Limits = USUAL
) -> Reading:
    """What is read of these parts."""
    return read(calendar(*parts), Asked(WINDOW, home, tentative, limits))


def starts(*parts: str) -> list[str]:
    """Where the occurrences of these parts begin, in UTC."""
    return [f"{each.start.utc:%m-%d %H:%M}" for each in reading(*parts).occurrences]


def busy(*parts: str, tentative: bool = True) -> list[str]:
    """The busy stretches of these parts, in UTC."""
    found = reading(*parts, tentative=tentative).busy
    return [f"{each.start:%m-%d %H:%M}/{each.end:%m-%d %H:%M}" for each in found]


def flaws(*parts: str) -> list[tuple[str, int]]:
    """Code and line of what is not read."""
    return [(flaw.code, flaw.line) for flaw in reading(*parts).flaws.kept]
