"""Remote sessions: a half-day at the partner's, seen from an expert's own institution.

A session runs 09:00–12:00 or 14:00–17:00 in the partner's local time. Where it falls at the
expert's depends on both zones and on the date (the two may change their clocks apart).
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from matcher.halfdays import HalfDay, Horizon

_BEGINS = (time(9), time(14))
_LASTS = timedelta(hours=3)
_NOON = time(13)
_EARLIEST, _LATEST = time(7), time(21)


@lru_cache(maxsize=200_000)
def half_days_touched(day: date, half: int, there: str, here: str) -> tuple[int, ...] | None:
    """Half-days that a session of `there` touches `here`: half-days after that day's morning.

    `half` is 0 for the morning session, 1 for the afternoon's. None where the session crosses
    midnight here, begins before 07:00 or ends after 21:00, or lies beyond the calendar's ends.
    """
    try:
        begins = datetime.combine(day, _BEGINS[half], ZoneInfo(there)).astimezone(UTC)
        first = begins.astimezone(ZoneInfo(here))
        last = (begins + _LASTS).astimezone(ZoneInfo(here))
    except OverflowError:
        return None
    if first.date() != last.date() or first.time() < _EARLIEST or last.time() > _LATEST:
        return None
    morning = 2 * (first.date() - day).days
    touched = (first.time() < _NOON, last.time() > _NOON)
    return tuple(morning + k for k in (0, 1) if touched[k])


def occupied_half_days(
    horizon: Horizon, start: HalfDay, length: int, there: str, here: str
) -> tuple[HalfDay, ...] | None:
    """Half-days that a remote mission takes of an expert `here`, sorted; None if impossible."""
    taken: set[HalfDay] = set()
    for half_day in range(start, start + length):
        touched = half_days_touched(horizon.date(half_day), half_day % 2, there, here)
        if touched is None:
            return None
        taken.update(half_day - half_day % 2 + offset for offset in touched)
    return tuple(sorted(taken))
