"""A feed as jCal (RFC 7265), from its own bytes."""

from typing import Any

from icalendar import Calendar
from icalendar.prop import vText

from calendars.text import meant

TEXTS = ("NAME", "X-WR-CALNAME", "COLOR", "X-PUBLISHED-TTL")
"""Texts of a calendar that the library does not know as such (RFC 7986 §5.1, §5.9)."""


def jcal(body: bytes) -> list[Any]:  # as RFC 7265 has it
    """The calendar of a feed; what its lines escape is as it is meant."""
    calendar = Calendar.from_ical(body)
    for name in TEXTS:
        known = calendar.get(name)
        if known is not None:
            calendar[name] = vText(meant(str(known)), params=known.params)
    found: list[Any] = calendar.to_jcal()
    return found
