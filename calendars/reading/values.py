"""Values of properties: dates, times with their zone, durations, periods (RFC 5545 §3.3)."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Protocol

from calendars.reading.flaws import Unread
from calendars.reading.lines import Line

ZoneOf = Callable[[str | None, int], tzinfo]
"""The time zone of a TZID on a line; an empty one is the calendar's own, or the reader's; None
is for whole days, which are the reader's. Raises: Unread."""


class Clocks(Protocol):
    """The clocks of a calendar: that of a TZID, and those on which midnights are written."""

    def __call__(self, tzid: str | None, number: int, /) -> tzinfo:
        """The time zone of a TZID on a line, as `ZoneOf`. Raises: Unread."""
        ...

    @property
    def general(self) -> tzinfo | None:
        """The calendar's own, where it names one that is known."""
        ...

    def midnights(self) -> Iterator[tzinfo]:
        """Where the midnights of whole days may be told, the likeliest first; never none."""
        ...


_FIRST_YEAR, _LAST_YEAR = 2, 9998
"""The years 1 and 9999 have no room for a zone's offset."""
END_OF_TIME = datetime(_LAST_YEAR, 12, 31, 23, 59, 59, tzinfo=UTC)
"""Beyond whatever is asked for: what ends in the year 9999 has no end."""
_TIME = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z)?)?", re.I)
_DURATION = re.compile(
    r"([+-])?P(?:(\d{1,6})W)?(?:(\d{1,7})D)?(?:T(?:(\d{1,7})H)?(?:(\d{1,8})M)?(?:(\d{1,9})S)?)?",
    re.I,
)


@dataclass(frozen=True, slots=True)
class When:
    """A date, or a moment by the clock of its zone; a date begins at midnight there."""

    local: datetime
    zone: tzinfo
    is_date: bool = False
    is_floating: bool = False
    """Is it a time without a zone of its own?"""

    @property
    def aware(self) -> datetime:
        """The moment with its zone; an hour that a clock skips or repeats is RFC 5545's."""
        return self.local.replace(tzinfo=self.zone)

    @property
    def utc(self) -> datetime:
        """The same moment in UTC."""
        return self.aware.astimezone(UTC)

    def at(self, local: datetime) -> "When":
        """Another moment by the same clock."""
        return When(local, self.zone, self.is_date)

    def beside(self, first: "When") -> "When":
        """The same, by the clock of a start: some programs name the zone there alone."""
        is_time = self.is_floating and not first.is_date
        return first.at(self.local) if is_time else self


@dataclass(frozen=True, slots=True)
class Length:
    """How long something lasts: days by the calendar, and time by the watch (§3.3.6)."""

    days: int = 0
    exact: timedelta = timedelta()

    def after(self, start: When) -> datetime:
        """The end in UTC of what starts then, or that of all calendars, if it lasts longer."""
        try:
            return start.at(start.local + timedelta(days=self.days)).utc + self.exact
        except OverflowError:
            return END_OF_TIME

    @property
    def in_whole_days(self) -> "Length":
        """The same for dates, which last a day or days (§3.6.1): hours count as a day."""
        return Length(days=max(1, self.days - (-self.exact // timedelta(days=1))))

    @property
    def at_most(self) -> timedelta:
        """No longer than this, whatever the clocks do."""
        return timedelta(days=self.days + 1) + self.exact


def when(line: Line, zone_of: ZoneOf, *, begins: bool = False) -> When:
    """The moment of a line such as DTEND; of an entry that begins then, exactly. Raises: Unread."""
    parameters, value = line.split()
    read = exact_moment if begins else moment
    found = read(value, parameters.get("TZID", ""), line.number, zone_of)
    return _as_called(found, line, zone_of)


def moments(line: Line, zone_of: ZoneOf) -> Iterator[tuple[When, Length | None]]:
    """The moments of a list such as RDATE or EXDATE; a period has a length. Raises: Unread."""
    parameters, value = line.split()
    tzid = parameters.get("TZID", "")
    for piece in filter(None, (each.strip() for each in value.split(","))):
        first, slash, last = piece.partition("/")
        start = moment(first, tzid, line.number, zone_of)
        if not slash:
            yield _as_called(start, line, zone_of), None
        elif last[:1].upper() in ("P", "+", "-"):
            lasts = duration(last, line.number)
            yield start, lasts.in_whole_days if start.is_date else lasts
        else:
            yield start, _until(start, moment(last, tzid, line.number, zone_of), line.number)


def moment(value: str, tzid: str, number: int, zone_of: ZoneOf) -> When:
    """One DATE or DATE-TIME, as `exact_moment` reads it; the first and the last year of all
    calendars, which mean "always", are the second and the last but one. Raises: Unread.
    """
    match = _TIME.fullmatch(value.strip())
    year = None if match is None else _within_calendars(int(match[1]))
    if match is None or year == int(match[1]):
        return exact_moment(value, tzid, number, zone_of)
    return exact_moment(f"{year:04}{match[0][4:]}", tzid, number, zone_of)


def _within_calendars(year: int) -> int:
    """Both years beside have the days of these. The year 0 is none."""
    return min(max(year, _FIRST_YEAR), _LAST_YEAR) if year else year


def exact_moment(value: str, tzid: str, number: int, zone_of: ZoneOf) -> When:
    """One DATE or DATE-TIME. Raises: Unread where it is none, or its zone is not known."""
    match = _TIME.fullmatch(value.strip())
    if match is None:
        raise Unread("time.unreadable", number, value=value)
    try:
        day = date(int(match[1]), int(match[2]), int(match[3]))
        if match[4] is None:
            return When(datetime.combine(day, time()), zone_of(None, number), is_date=True)
        # A leap second is the 59th (§3.3.12).
        clock = time(int(match[4]), int(match[5]), min(int(match[6] or 0), 59))
    except ValueError:
        raise Unread("time.unreadable", number, value=value) from None
    zone = UTC if match[7] else zone_of(tzid, number)
    found = When(datetime.combine(day, clock), zone, is_floating=not (match[7] or tzid))
    _expect_representable(found, number)
    return found


def _as_called(found: When, line: Line, zone_of: ZoneOf) -> When:
    """The date that a midnight is where it is called a date: VALUE=DATE:20270301T000000Z."""
    is_called = line.parameters.get("VALUE", "").upper() == "DATE"
    if found.is_date or not is_called or found.local.time() != time():
        return found
    return When(found.local, zone_of(None, line.number), is_date=True)


def _until(start: When, end: When, number: int) -> Length:
    """The length of a period by its end. Raises: Unread, where it mixes dates and times too."""
    if start.is_date != end.is_date:
        raise Unread("time.unreadable", number, value=end.local.isoformat())
    lasts = between(start, end, number)
    if start.is_date:
        return Length(days=max(1, (end.local - start.local).days))
    return Length(exact=lasts)


def duration(value: str, number: int) -> Length:
    """A DURATION that is not negative. Raises: Unread."""
    match = _DURATION.fullmatch(value.strip())
    if match is None or not any(match.groups()[1:]) or match[1] == "-":
        raise Unread("duration.unreadable", number, value=value)
    weeks, days, hours, minutes, seconds = (int(each or 0) for each in match.groups()[1:])
    length = Length(7 * weeks + days, timedelta(hours=hours, minutes=minutes, seconds=seconds))
    if length.days > 36_600 or length.exact.days > 36_600:
        raise Unread("duration.unreadable", number, value=value)
    return length


def between(start: When, end: When, number: int) -> timedelta:
    """From one moment to a later one. Raises: Unread where it is earlier."""
    if end.utc < start.utc:
        raise Unread("end.before_start", number)
    return end.utc - start.utc


def _expect_representable(found: When, number: int) -> None:
    if not _FIRST_YEAR <= found.local.year <= _LAST_YEAR:
        raise Unread("time.unreadable", number, value=found.local.isoformat())
