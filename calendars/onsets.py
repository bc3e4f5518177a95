"""When the clock of a time zone changes, read from the IANA database."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from calendars.errors import ZoneUnknown

STEP = timedelta(days=7)
"""How far apart a clock is looked at: no zone has changed twice in a week since 1970."""
_NOWHERE = frozenset({"Factory", "localtime", "posixrules"})
"""In the database of a machine, and no zone of any place: one that was never set, and its own."""


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """From one offset to another, and the name of the time that then holds."""

    before: timedelta
    after: timedelta
    name: str


@dataclass(frozen=True, slots=True)
class Onset:
    """One change of the clock, at this local time as it was before the change."""

    local: datetime
    change: Change


@lru_cache(maxsize=1024)
def is_zone(name: str) -> bool:
    """Is it a time zone of the IANA database?"""
    try:
        zone(name)
    except ZoneUnknown:
        return False
    return True


def zone(name: str) -> ZoneInfo:
    """The time zone of this name.

    Raises: ZoneUnknown where there is none.
    """
    if name in _NOWHERE:
        raise ZoneUnknown(name)
    try:
        return ZoneInfo(name)
    # A folder's name, a NUL or a lone surrogate fail in other ways than "not found".
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ZoneUnknown(name) from error


def onsets(there: ZoneInfo, first_year: int, last_year: int) -> tuple[Onset, ...]:
    """Every change of a zone's clock in these years, both included."""
    found = []
    moment, end = datetime(first_year, 1, 1, tzinfo=UTC), datetime(last_year + 1, 1, 1, tzinfo=UTC)
    before = offset(there, moment)
    while moment < end:
        after = min(moment + STEP, end)
        ahead = offset(there, after)
        if ahead != before:
            found.append(_onset(there, moment, after))
        moment, before = after, ahead
    return tuple(found)


def offset(there: ZoneInfo, moment: datetime) -> timedelta:
    """How far a zone is ahead of UTC at an aware moment."""
    return moment.astimezone(there).utcoffset() or timedelta()


def name_at(there: ZoneInfo, moment: datetime) -> str:
    """What a zone calls its time at an aware moment: `CEST`, `+01`."""
    return moment.astimezone(there).tzname() or ""


def _onset(there: ZoneInfo, before: datetime, after: datetime) -> Onset:
    old = offset(there, before)
    while after - before > timedelta(seconds=1):
        middle = (before + (after - before) // 2).replace(microsecond=0)
        before, after = (middle, after) if offset(there, middle) == old else (before, middle)
    change = Change(old, offset(there, after), name_at(there, after))
    return Onset((after + old).replace(tzinfo=None), change)
