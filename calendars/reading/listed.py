"""Dates that are added to a series, or left out of it: as the series has days or times."""

from collections.abc import Iterator
from datetime import datetime, time

from calendars.reading.components import Component
from calendars.reading.doubts import mixed
from calendars.reading.flaws import Flaw
from calendars.reading.midnights import day_meant, doubtful
from calendars.reading.values import Clocks, Length, When, moments

Moment = tuple[When, Length | None]
"""A start, and its own length where it has one."""


def added(
    component: Component, start: When, lasts: Length, clocks: Clocks, doubts: list[Flaw]
) -> Iterator[Moment]:
    """The moments of RDATE; one of the other kind is whole days, and named. Raises: Unread."""
    for line in component.every("RDATE"):
        found = [_fitted(each, start, lasts, clocks) for each in moments(line, clocks)]
        if any(is_other for _, is_other in found):
            doubts.append(mixed(line))
        yield from (each for each, _ in found)


def left_out(
    component: Component, start: When, clocks: Clocks, doubts: list[Flaw]
) -> Iterator[When]:
    """The moments of EXDATE; among whole days, their dates. Raises: Unread."""
    for line in component.every("EXDATE"):
        found = [each.beside(start) for each, _ in moments(line, clocks)]
        if start.is_date:
            days = [day_meant(each, clocks) for each in found]
            if not all(each.is_sure for each in days):
                doubts.append(doubtful(line.number, line.name))
            found = [start.at(datetime.combine(each.date, time())) for each in days]
        yield from found


def _fitted(each: Moment, start: When, lasts: Length, clocks: Clocks) -> tuple[Moment, bool]:
    """A moment as its series has days or times, and whether it was of the other kind."""
    own, its_length = each[0].beside(start), each[1]
    if own.is_date == start.is_date:
        return (own, its_length), False
    if own.is_date:
        return (own, its_length or _days(start, lasts)), True
    if its_length is None:
        day = day_meant(own, clocks).date
        return (start.at(datetime.combine(day, time())), None), True
    # A period says itself when it is, and how long.
    return each, False


def _days(start: When, lasts: Length) -> Length:
    """The whole days that an entry of times touches."""
    begun = start.local - datetime.combine(start.local.date(), time())
    return Length(lasts.days, lasts.exact + begun).in_whole_days
