"""Remote sessions for all experts of one clock at once: which half-days each session takes."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import numpy as np

from matcher.arrays import Rows
from matcher.halfdays import Horizon
from matcher.sessions import half_days_touched

IMPOSSIBLE = 1_000_000
"""Half-days of a session outside the day or the horizon: more than anybody is free in a row."""


@dataclass(frozen=True, slots=True)
class Sessions:
    """[half-day of the partner]: the first half-day that a session takes here, and how many.

    A session that falls outside the day or the horizon takes more than anybody has.
    """

    first: Rows
    taken: Rows


def sessions(horizon: Horizon, there: str, here: str) -> Sessions:
    """What each session of `there` takes of somebody who lives by the clock of `here`.

    Between two changes of clocks every day is like the one before.
    """
    length = len(horizon)
    first = np.zeros(length, dtype=np.int32)
    taken = np.full(length, IMPOSSIBLE, dtype=np.int32)
    known: dict[object, tuple[int, ...] | None] = {}
    for at, clocks in enumerate(zip(_clocks(horizon, there), _clocks(horizon, here), strict=True)):
        key = (at % 2, *clocks) if None not in clocks else at
        if key not in known:
            known[key] = half_days_touched(horizon.date(at), at % 2, there, here)
        touched, morning = known[key], at - at % 2
        if touched and morning + touched[0] >= 0 and morning + touched[-1] < length:
            first[at], taken[at] = morning + touched[0], len(touched)
    return Sessions(first, taken)


@lru_cache(maxsize=1024)
def _clocks(horizon: Horizon, zone: str) -> tuple[timedelta | None, ...]:
    """[half-day]: how far the clock is from UTC; None within a day of a change."""
    noon = datetime.combine(horizon.first, time(12), UTC)
    clock = ZoneInfo(zone)
    days = range(-2, len(horizon) // 2 + 2)
    offsets = [_offset(noon, day, clock) for day in days]
    found: list[timedelta | None] = []
    for day in range(2, len(offsets) - 2):
        is_quiet = len(set(offsets[day - 2 : day + 3])) == 1
        found += [offsets[day] if is_quiet else None] * 2
    return tuple(found)


def _offset(noon: datetime, day: int, clock: ZoneInfo) -> timedelta | None:
    """How far a clock is from UTC so many days later; None beyond the calendar's ends."""
    try:
        return (noon + timedelta(days=day)).astimezone(clock).utcoffset()
    except OverflowError:
        return None
