"""Is a file's own definition of a zone as old as a law that has changed since?

Programs write the rules they knew when they wrote; a zone that has given up its summer time, or
moved, is then an hour off in the file. Whose rules the file has is seen from the offsets of
whole years: on a day of each month after which all changes of that month's kind are over.
"""

from collections.abc import Iterable
from datetime import datetime, tzinfo
from enum import Enum
from functools import lru_cache

_DAY = 23
_EARLIEST = 1970


class Age(Enum):
    """How a definition stands to the zone of that name as we know it."""

    SAME = "same"
    OLDER = "older"
    """It is what held there in an earlier year."""
    OTHER = "other"
    """It never held there: the file means a zone of its own, or knows better than we."""


def age(own: tzinfo, known: tzinfo, years: Iterable[int]) -> Age:
    """How a file's zone stands to a known one in these years."""
    for year in years:
        offsets = _offsets(own, year)
        if offsets != _of_known(known, year):
            before = range(year - 1, _EARLIEST - 1, -1)
            held = any(offsets == _of_known(known, each) for each in before)
            return Age.OLDER if held else Age.OTHER
    return Age.SAME


@lru_cache(maxsize=4096)
def _of_known(zone: tzinfo, year: int) -> tuple[object, ...]:
    return _offsets(zone, year)


def _offsets(zone: tzinfo, year: int) -> tuple[object, ...]:
    days = (datetime(year, month, _DAY, 12, tzinfo=zone) for month in range(1, 13))
    return tuple(day.utcoffset() for day in days)
