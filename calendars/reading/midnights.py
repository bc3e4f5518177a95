"""Days that are written as times: which date is meant by a midnight of another clock.

Where an entry has whole days its exceptions, changes and ends are dates (RFC 5545 §3.8.5.1,
§3.8.4.4, §3.3.10). Outlook writes the midnight of its own clock in UTC; others put T000000Z or
T235959Z behind a date. Each is the edge of a day on one clock that is known, and means that day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from calendars.reading.flaws import Flaw
from calendars.reading.values import Clocks, When

_LAST_MINUTE = time(23, 59)
_UTC_NAMES = ("UTC", "Etc/UTC")
_DAY = timedelta(days=1)
_ODD = (-9.5, -3.5, -2.5, 3.5, 4.5, 5.5, 5.75, 6.5, 8.75, 9.5, 10.5, 12.75, 13.75)
_OFFSETS = {timedelta(hours=hours) for hours in (*range(-12, 15), *_ODD)}
"""How far clocks are ahead of UTC, somewhere and at some time of the year."""


@dataclass(frozen=True, slots=True)
class Meant:
    """A time where a date is due, by the clock on which it is meant."""

    local: datetime
    is_sure: bool
    """Is it a midnight, or a last minute, of a clock that is known?"""

    @property
    def date(self) -> date:
        """The date that is meant."""
        return self.local.date()

    @property
    def end(self) -> datetime:
        """The midnight at which the day is over; where a day begins, that is the one before."""
        midnight = datetime.combine(self.local.date(), time())
        return midnight if self.local == midnight else midnight + _DAY


def day_meant(named: When, clocks: Clocks, own: tzinfo | None = None) -> Meant:
    """What a time means in an entry of whole days; `own` is the clock of its own midnights."""
    if named.is_date:
        return Meant(named.local, is_sure=True)
    in_utc = str(named.zone) in _UTC_NAMES
    known: Iterable[tzinfo] = clocks.midnights() if in_utc else (named.zone,)
    for clock in known if own is None else (own, *known):
        local = edge(named.utc, clock)
        if local is not None:
            return Meant(local, is_sure=True)
    if not in_utc:
        # Its own clock says which day it is there.
        return Meant(named.local, is_sure=True)
    general = own or clocks.general
    found = only_midnight(named.utc) if general is None or isinstance(own, timezone) else None
    if found is not None:
        return Meant(found, is_sure=found.date() == named.local.date())
    clock = general or clocks(None, 0)
    return Meant(named.utc.astimezone(clock).replace(tzinfo=None), is_sure=False)


def doubtful(number: int, name: str) -> Flaw:
    """A time stands for a date, and no clock that is known says which."""
    return Flaw("day.doubtful", number, {"name": name})


def edge(moment: datetime, clock: tzinfo) -> datetime | None:
    """The local time of a moment in UTC where it is a midnight or a last minute there."""
    local = moment.astimezone(clock).replace(tzinfo=None)
    midnight = datetime.combine(local.date(), time())
    # Where a clock skips midnight the day begins later.
    if local == midnight or midnight.replace(tzinfo=clock).astimezone(UTC) == moment:
        return midnight
    return local if local.time() >= _LAST_MINUTE else None


def only_midnight(moment: datetime) -> datetime | None:
    """The local time of a moment in UTC where it is a midnight, or a last minute, at one of the
    offsets that clocks have, and at no other: 23:00 is midnight at +01:00 alone.
    """
    is_last = moment.minute % 15 == 14
    midnight = moment.replace(second=0) + timedelta(minutes=1) if is_last else moment
    day = datetime.combine(midnight.date(), time())
    ahead = (day - midnight.replace(tzinfo=None), day + _DAY - midnight.replace(tzinfo=None))
    days = [
        found for offset, found in zip(ahead, (day, day + _DAY), strict=True) if offset in _OFFSETS
    ]
    if len(days) != 1:
        return None
    return days[0] - timedelta(minutes=1) if is_last else days[0]
