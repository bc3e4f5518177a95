"""What is read of an entry and may be meant otherwise: named with its line, and nothing lost."""

import re
from collections.abc import Collection, Iterator
from datetime import datetime, tzinfo

from calendars.reading.components import Component
from calendars.reading.flaws import Flaw, Unread, shortened
from calendars.reading.lines import Line
from calendars.reading.values import ZoneOf

_TIMED = frozenset({"DTSTART", "DTEND", "RECURRENCE-ID", "RDATE", "EXDATE", "FREEBUSY"})
_IN_UTC = re.compile(r"[:,]\d{8}T\d{6}Z", re.I)
"""A time that begins in UTC: the end of a period may be, beside a zone that its start is in."""
_REPEATS = ("RRULE", "RDATE", "EXRULE", "EXDATE")


def contradictions(component: Component, names: Collection[str]) -> Iterator[Flaw]:
    """Lines that say otherwise what one before them says, though it can be said once only."""
    first: dict[str, Line] = {}
    for line in component.lines:
        if line.name in names:
            before = first.setdefault(line.name, line)
            if before is not line and _said(line) not in (None, _said(before)):
                if _said(before) is None:
                    first[line.name] = line
                else:
                    yield contradiction(line)


def contradiction(line: Line) -> Flaw:
    """Another line of the entry says otherwise, and counts."""
    return Flaw("line.contradicts", line.number, {"name": line.name})


def mixed(line: Line) -> Flaw:
    """A date stands where the entry has times, or a time where it has dates."""
    return Flaw("dates.among_times", line.number, {"name": line.name})


def repeating(component: Component) -> Iterator[Flaw]:
    """Lines by which a changed instance would repeat, which it cannot (§3.8.4.4)."""
    for line in component.lines:
        if line.name in _REPEATS and _said(line) is not None:
            yield Flaw("change.repeats", line.number, {"name": line.name})


def torn(component: Component, zone_of: ZoneOf) -> Iterator[Flaw]:
    """Lines of times that say two things at once: a parameter twice, or a zone beside UTC."""
    for line in component.lines:
        if line.name in _TIMED and ";" in line.rest:
            # Looked at twice where there are two of them only, since most lines have one.
            for name in line.torn() if line.rest.count(";") > 1 else ():
                code = "period" if name == "FBTYPE" else "parameter"
                yield Flaw(f"{code}.contradicts", line.number, {"name": name})
            if _IN_UTC.search(line.rest):
                yield from _beside_utc(line, zone_of)


def _beside_utc(line: Line, zone_of: ZoneOf) -> Iterator[Flaw]:
    """A zone that is not UTC, though its time is (§3.2.19): one of the two is a slip."""
    try:
        zone = line.parameters.get("TZID", "")
        if not zone or _is_utc(zone_of(zone, line.number)):
            return
    except Unread as unread:
        if unread.flaw.code == "line.unreadable":
            return
    yield Flaw("zone.beside_utc", line.number, {"zone": shortened(zone)})


def _is_utc(zone: tzinfo) -> bool:
    return not any(datetime(2027, month, 1, tzinfo=zone).utcoffset() for month in (1, 7))


def _said(line: Line) -> object:
    """What a line says, however it is spelled; None where it says nothing."""
    try:
        parameters, value = line.split()
    except Unread:
        return line.rest
    told = {name: text for name, text in parameters.items() if name != "VALUE"}
    return (told, value.upper()) if value else None
