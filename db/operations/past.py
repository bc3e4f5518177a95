"""What has been held lies in the past: nobody lengthens it into days to come."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from db.errors import Flaw
from db.models import MissionBookingRow, MissionRow
from db.moments import Half, half_day, moment
from db.operations.agenda import zone_of
from db.words import OVER

NOON = 13
"""The hour, by the clock of a place, at which its afternoon begins."""
Span = tuple[int, int]


def present(row: MissionRow, at: datetime) -> int:
    """The half-day that it is, by the clock of a mission's place."""
    there = at.astimezone(ZoneInfo(zone_of(row)))
    return half_day(there.date(), _half(there))


def span(held: MissionBookingRow | None) -> Span | None:
    """The last half-day on site and that of the return, as published."""
    return None if held is None else (held.last, held.returns)


def ahead(row: MissionRow, was: Span | None, now: Span | None, at: datetime) -> Iterator[Flaw]:
    """What an edit of a mission that has been held would put off into the future.

    Whoever has delivered it may still be on the way home, but not once it is reported.
    """
    if row.state not in OVER or was is None or now is None:
        return
    today = present(row, at)
    if now[0] > max(today, was[0]):
        yield Flaw("mission.held_already", "length", {"start": moment(now[0])})
    elif row.state != "delivered" and now[1] > max(today, was[1]):
        yield Flaw("mission.held_already", "travel_after", {"start": moment(now[1])})


def _half(there: datetime) -> Half:
    """The half of the day; what begins at 13:00 is the afternoon."""
    return "am" if there.hour < NOON else "pm"
