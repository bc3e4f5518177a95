"""What a calendar says of all its entries: how its days are counted, and what is asked by it."""

import re
from dataclasses import dataclass
from datetime import timedelta, timezone, tzinfo

from calendars.reading.components import Component
from calendars.reading.flaws import Flaw, Unread, shortened

_GREGORIAN = ("", "GREGORIAN", "GREGORY")
_PROPOSED = ("COUNTER", "DECLINECOUNTER")
"""Times that an attendee proposes, and the answer to that (RFC 5546 §3.2.7, §3.2.8)."""
_OFFSET = re.compile(r"([+-]?)(\d\d):?(\d\d)?")


@dataclass(frozen=True, slots=True)
class Head:
    """What counts for all entries; where they are not `read` one of the `flaws` says why."""

    flaws: tuple[Flaw, ...] = ()
    is_read: bool = True
    withdraws: bool = False
    """Are its entries cancelled, whatever their own status (RFC 5546 §3.2.5)?"""


def head(calendar: Component) -> Head:
    """The head of a calendar."""
    flaws: list[Flaw] = []
    scale, method = _word(calendar, "CALSCALE", flaws), _word(calendar, "METHOD", flaws)
    if scale not in _GREGORIAN:
        flaws.append(Flaw("calendar.scale", _number(calendar, "CALSCALE"), {"scale": scale}))
    elif method in _PROPOSED:
        flaws.append(Flaw("calendar.proposal", _number(calendar, "METHOD"), {"method": method}))
    else:
        return Head(tuple(flaws), withdraws=method == "CANCEL")
    return Head(tuple(flaws), is_read=False)


def old_clock(calendar: Component) -> tzinfo | None:
    """The clock of the times of a vCalendar 1.0, by its distance from UTC; none in any other.

    Raises: Unread where it changes with the seasons, or cannot be told.
    """
    line = calendar.told("TZ")
    if line is None or calendar.text("VERSION") != "1.0":
        return None
    match = _OFFSET.fullmatch(line.value)
    changes = any(each.value.upper().startswith("TRUE") for each in calendar.every("DAYLIGHT"))
    if match is None or changes or int(match[2]) > 14:
        raise Unread("zone.unknown", line.number, zone=f"TZ:{line.value}")
    ahead = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    return timezone(-ahead if match[1] == "-" else ahead)


def _word(calendar: Component, name: str, flaws: list[Flaw]) -> str:
    try:
        return shortened(calendar.text(name).upper(), 40)
    except Unread as unread:
        flaws.append(unread.flaw)
        return ""


def _number(calendar: Component, name: str) -> int:
    line = calendar.told(name)
    return calendar.number if line is None else line.number
