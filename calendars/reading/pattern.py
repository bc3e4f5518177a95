"""The parts of a recurrence rule that name days and times, as the tables of RFC 5545 have them."""

from collections.abc import Iterable
from dataclasses import dataclass

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
Day = tuple[int, int]
"""A weekday with its number in the month or year, 0 for every one; Monday is 0."""
Numbers = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """What the BY parts name; an empty one was left out. Numbers below 0 count from the end."""

    months: Numbers = ()
    weeks: Numbers = ()
    year_days: Numbers = ()
    month_days: Numbers = ()
    days: tuple[Day, ...] = ()
    hours: Numbers = ()
    minutes: Numbers = ()
    seconds: Numbers = ()
    positions: Numbers = ()
    week_start: int = 0
    skip: str = "OMIT"
    """What becomes of days that a month or year has not: OMIT, BACKWARD, FORWARD (RFC 7529)."""

    @property
    def is_plain(self) -> bool:
        """Does one start follow the other at equal steps?"""
        return not (self.names_days or self.months or self.positions or self._times)

    @property
    def names_days(self) -> bool:
        """Does it say itself which days it means, within its months or weeks?"""
        return bool(self.weeks or self.year_days or self.month_days or self.days)

    @property
    def expands(self) -> bool:
        """Is there a part of which positions could be taken?"""
        return bool(self.names_days or self.months or self._times)

    @property
    def _times(self) -> Numbers:
        return self.hours + self.minutes + self.seconds


def in_order(numbers: Iterable[int]) -> Numbers:
    """Each number once, the lowest first."""
    return tuple(sorted(set(numbers)))
