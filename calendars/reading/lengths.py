"""How long an entry lasts: by its end, by its duration, or by its start (RFC 5545 §3.6.1)."""

from datetime import timedelta

from calendars.reading.components import Component
from calendars.reading.doubts import contradiction, mixed
from calendars.reading.flaws import Flaw, Unread
from calendars.reading.lines import Line
from calendars.reading.midnights import Meant, day_meant
from calendars.reading.values import Clocks, Length, When, between, duration, when

_DAY = timedelta(days=1)


def length(component: Component, start: When, clocks: Clocks, doubts: list[Flaw]) -> Length:
    """From DTEND, else DURATION, else a whole day or no time at all. Raises: Unread."""
    end, lasts = component.told("DTEND"), component.told("DURATION")
    if end is not None:
        found = _until(end, start, clocks, doubts)
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


def _until(line: Line, start: When, clocks: Clocks, doubts: list[Flaw]) -> Length:
    end = when(line, clocks)
    if end.is_date != start.is_date:
        doubts.append(mixed(line))
    if start.is_date:
        return _in_days(start, day_meant(end, clocks), line.number)
    if end.is_date:
        # It ends as that day begins; the day itself is meant where it is that of the start.
        later = _DAY if end.local.date() == start.local.date() else timedelta()
        end = start.at(end.local + later)
    # One DTEND gives every instance the same exact length (§3.8.5.3).
    return Length(exact=between(start, end.beside(start), line.number))


def _in_days(start: When, end: Meant, number: int) -> Length:
    days = (end.end - start.local).days
    if days < 0:
        raise Unread("end.before_start", number)
    # Many programs write the same date twice where RFC 5545 §3.6.1 asks for the day after.
    return Length(days=max(days, 1))
