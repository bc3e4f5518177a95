"""How long an entry lasts: by its end, by its duration, or by its start (RFC 5545 §3.6.1)."""

from datetime import UTC, datetime, time, timedelta

from calendars.reading.components import Component
from calendars.reading.doubts import contradiction, mixed
from calendars.reading.flaws import Flaw, Unread
from calendars.reading.lines import Line
from calendars.reading.values import Length, When, ZoneOf, between, duration, when

_DAY = timedelta(days=1)


def length(component: Component, start: When, zone_of: ZoneOf, doubts: list[Flaw]) -> Length:
    """From DTEND, else DURATION, else a whole day or no time at all. Raises: Unread."""
    end, lasts = component.told("DTEND"), component.told("DURATION")
    if end is not None:
        found = _until(end, start, zone_of, doubts)
        if lasts is not None and not _agrees(lasts, start, found):
            doubts.append(contradiction(lasts))
        return found
    if lasts is not None:
        return _lasting(lasts, start, doubts)
    return Length(days=1) if start.is_date else Length()


def _lasting(line: Line, start: When, doubts: list[Flaw]) -> Length:
    found = duration(line.value, line.number)
    if not start.is_date:
        return found
    if found.exact % _DAY:
        doubts.append(Flaw("length.not_whole_days", line.number, {"value": line.value}))
    return found.in_whole_days


def _agrees(line: Line, start: When, found: Length) -> bool:
    """Does a DURATION beside a DTEND say the same?"""
    try:
        return _lasting(line, start, []).after(start) == found.after(start)
    except (Unread, OverflowError):
        return False


def _until(line: Line, start: When, zone_of: ZoneOf, doubts: list[Flaw]) -> Length:
    end = when(line, zone_of)
    if end.is_date != start.is_date:
        doubts.append(mixed(line))
    if start.is_date:
        return _in_days(start, end, line.number)
    is_floating = "TZID" not in line.parameters and line.value[-1:] not in ("Z", "z")
    if end.is_date:
        # It ends as that day begins; the day itself is meant where it is that of the start.
        later = _DAY if end.local.date() == start.local.date() else timedelta()
        end = start.at(end.local + later)
    elif is_floating:
        # Some programs name the zone of the start alone.
        end = start.at(end.local)
    # One DTEND gives every instance the same exact length (§3.8.5.3).
    return Length(exact=between(start, end, line.number))


def _in_days(start: When, end: When, number: int) -> Length:
    last = end.local
    if not end.is_date:
        own = end.utc.astimezone(start.zone) if end.zone is UTC else end.local
        last = _day_after(own.replace(tzinfo=None))
    days = (last - start.local).days
    if days < 0:
        raise Unread("end.before_start", number)
    # Many programs write the same date twice where RFC 5545 §3.6.1 asks for the day after.
    return Length(days=max(days, 1))


def _day_after(local: datetime) -> datetime:
    """The midnight at which a day that is begun is over."""
    midnight = datetime.combine(local.date(), time())
    return midnight if local == midnight else midnight + _DAY
