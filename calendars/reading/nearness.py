"""Which entries lie far from the days that are asked for: told from a few lines of each."""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from calendars.reading.spans import Stretch

_TELLING = re.compile(
    rb"^((DTSTART|DTEND|DURATION|RRULE|RDATE|EXRULE|RECURRENCE-ID|BEGIN)[;:][^\r\n]*)"
    rb"(\r*\n[ \t]|\r[^\n])?",
    re.M | re.I,
)
_TORN = re.compile(rb"^[A-Z-]{1,24}[\r\n]+[ \t]|\r(?![\r\n])", re.M | re.I)
"""A name with a fold in it, or a line that ends by CR alone: for whoever reads lines."""
_DAY = re.compile(rb":(\d{4})(\d\d)(\d\d)(?:T\d{4,6}Z?)?[ \t]*\Z", re.I)
_LENGTH = re.compile(
    rb":\+?P(?:(\d{1,2})W)?(?:(\d{1,3})D)?(?:T(?:(\d{1,4})H)?(?:\d{1,3}M)?(?:\d{1,4}S)?)?[ \t]*\Z",
    re.I,
)
_UNTIL = re.compile(rb"[;:]UNTIL=(\d{4})(\d\d)(\d\d)", re.I)
_MARGIN = timedelta(days=3)
"""Zones are up to a day apart, and hours of an exact length may reach into the next day."""


@dataclass(slots=True)
class _Times:
    days: list[date] = field(default_factory=list)
    start: date | None = None
    end: date | None = None
    lasts: timedelta = timedelta()
    is_endless: bool = False


@dataclass(frozen=True, slots=True)
class Nearness:
    """The days around a window."""

    low: date
    high: date

    def is_far(self, entry: bytes) -> bool:
        """Does a VEVENT of these octets lie before or after it, whatever its zone?"""
        if _TORN.search(entry):
            return False
        times = _Times()
        try:
            for line, name, goes_on in _TELLING.findall(entry):
                if goes_on or not _takes(times, name.upper(), line):
                    return False
        except (ValueError, OverflowError):
            return False
        if times.start is None:
            return False
        if times.end is not None:
            times.lasts = max(times.lasts, times.end - times.start)
        if min(times.days) > self.high:
            return True
        # In days, since no date is so early as some entries last.
        return (
            not times.is_endless
            and max(times.days).toordinal() + times.lasts.days < self.low.toordinal()
        )


def nearness(window: Stretch) -> Nearness:
    """The days around a window, with room for what clocks and lengths may add."""
    earliest, latest = datetime(3, 1, 1, tzinfo=UTC), datetime(9990, 1, 1, tzinfo=UTC)
    start = min(max(window.start, earliest), latest)
    end = min(max(window.end, earliest), latest)
    return Nearness((start - _MARGIN).date(), (end + _MARGIN).date())


def _takes(times: _Times, name: bytes, line: bytes) -> bool:
    """Take a line into account; False where it has to be read whole. Raises: ValueError."""
    match name:
        case b"DTSTART" | b"DTEND" | b"RECURRENCE-ID":
            return _takes_day(times, name, line)
        case b"RRULE":
            until = _UNTIL.search(line)
            times.is_endless = times.is_endless or until is None
            times.days += [_date(until)] if until else []
            return True
        case b"DURATION":
            length = _LENGTH.search(line)
            if length is not None:
                # Its minutes and seconds are less than a day; what they begin is one too.
                days = 2 + 7 * int(length[1] or 0) + int(length[2] or 0) + int(length[3] or 0) // 24
                times.lasts = max(times.lasts, timedelta(days=days))
            return length is not None
        case b"BEGIN":
            # What begins an entry inside another is for whoever reads lines.
            return line.upper().startswith((b"BEGIN:VALARM", b"BEGIN:VEVENT"))
    return False


def _takes_day(times: _Times, name: bytes, line: bytes) -> bool:
    found = _DAY.search(line)
    if found is None or (name == b"RECURRENCE-ID" and b"RANGE" in line.upper()):
        return False
    day = _date(found)
    times.days.append(day)
    if name == b"DTSTART":
        # Two entries in one, or two starts of one.
        if times.start is not None:
            return False
        times.start = day
    elif name == b"DTEND":
        times.end = day if times.end is None else max(times.end, day)
    return True


def _date(match: re.Match[bytes]) -> date:
    return date(int(match[1]), int(match[2]), int(match[3]))
