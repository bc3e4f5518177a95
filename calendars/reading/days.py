"""Days by their number since the year 1: weeks, months and years, and what is named in them."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date

from calendars.reading.pattern import Day, Numbers, Pattern

Scope = range
"""The days of a month or a year, as ordinals."""


def of_month(year: int, month: int) -> Scope:
    """All days of a month."""
    first = date(year, month, 1).toordinal()
    return range(first, first + monthrange(year, month)[1])


def of_year(year: int) -> Scope:
    """All days of a year."""
    return range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1)


def weekday(ordinal: int) -> int:
    """The weekday of a day; Monday is 0."""
    return (ordinal - 1) % 7


def week_of(ordinal: int, week_start: int) -> int:
    """The first day of the week in which a day lies."""
    return ordinal - (weekday(ordinal) - week_start) % 7


def first_week(year: int, week_start: int) -> int:
    """Where week 1 begins: it is the first with four days in its year (§3.3.10, BYWEEKNO)."""
    return week_of(date(year, 1, 4).toordinal(), week_start)


def week_year(ordinal: int, week_start: int) -> int:
    """The year that a day's week is counted in; around New Year's Day it may be another."""
    year = date.fromordinal(ordinal).year
    if ordinal < first_week(year, week_start):
        return year - 1
    return year + 1 if year < 9999 and ordinal >= first_week(year + 1, week_start) else year


def numbered(scope: Scope, numbers: Numbers, skip: str) -> Iterator[int]:
    """The days of these numbers in a month or year; where one is missing, RFC 7529 §4.1."""
    for number in numbers:
        ordinal = scope.start + number - 1 if number > 0 else scope.stop + number
        if ordinal in scope:
            yield ordinal
        elif skip == "FORWARD":
            yield scope.stop if number > 0 else scope.start
        elif skip == "BACKWARD":
            yield scope.stop - 1 if number > 0 else scope.start - 1


def named(scope: Scope, days: Iterable[Day]) -> Iterator[int]:
    """The days of these weekdays in a month or year, all or those of a number."""
    for number, day in days:
        low = scope.start + (day - weekday(scope.start)) % 7
        every = range(low, scope.stop, 7)
        if number == 0:
            yield from every
        elif abs(number) <= len(every):
            yield every[number - 1 if number > 0 else number]


def is_named(ordinal: int, days: Iterable[Day], in_month: bool) -> bool:
    """Is a day one of these weekdays, by its number in its own month or year?"""
    here = date.fromordinal(ordinal)
    scope = of_month(here.year, here.month) if in_month else of_year(here.year)
    ranks = (0, (ordinal - scope.start) // 7 + 1, -((scope.stop - 1 - ordinal) // 7) - 1)
    return any(day == weekday(ordinal) and number in ranks for number, day in days)


def fits(ordinal: int, pattern: Pattern) -> bool:
    """Is a day in the months, month days and year days of a pattern, where it has these?"""
    here = date.fromordinal(ordinal)
    if pattern.months and here.month not in pattern.months:
        return False
    month = of_month(here.year, here.month)
    if pattern.month_days and not {*_both_ways(ordinal, month)} & {*pattern.month_days}:
        return False
    year = of_year(here.year)
    return not pattern.year_days or bool({*_both_ways(ordinal, year)} & {*pattern.year_days})


def _both_ways(ordinal: int, scope: Scope) -> tuple[int, int]:
    """A day's number from the start and from the end."""
    return ordinal - scope.start + 1, ordinal - scope.stop
