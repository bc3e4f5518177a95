"""Dates that are added to a series, or left out of it: as the series has days or times."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, tzinfo

from calendars.reading.components import Component
from calendars.reading.doubts import mixed
from calendars.reading.flaws import Flaw
from calendars.reading.values import Length, When, ZoneOf, moments

Moment = tuple[When, Length | None]
"""A start, and its own length where it has one."""


def added(
    component: Component, start: When, lasts: Length, zone_of: ZoneOf, doubts: list[Flaw]
) -> Iterator[Moment]:
    """The moments of RDATE; one of the other kind is whole days, and named. Raises: Unread."""
    for line in component.every("RDATE"):
        found = [_fitted(each, start, lasts) for each in moments(line, zone_of)]
        if any(is_other for _, is_other in found):
            doubts.append(mixed(line))
        yield from (each for each, _ in found)


def left_out(component: Component, zone_of: ZoneOf) -> Iterator[When]:
    """The moments of EXDATE. Raises: Unread."""
    for line in component.every("EXDATE"):
        yield from (each for each, _ in moments(line, zone_of))


def day_of(named: When, start: When, clock: tzinfo | None = None) -> date:
    """The date that a time means in a series of whole days."""
    # Outlook names a whole day by its midnight, on a clock of its own.
    clock = clock or start.zone
    return (named.utc.astimezone(clock) if named.zone is UTC else named.local).date()


def _fitted(each: Moment, start: When, lasts: Length) -> tuple[Moment, bool]:
    """A moment as its series has days or times, and whether it was of the other kind."""
    own, its_length = each
    if own.is_date == start.is_date:
        return each, False
    if own.is_date:
        return (own, its_length or _days(start, lasts)), True
    if its_length is None:
        return (start.at(datetime.combine(day_of(own, start), time())), None), True
    # A period says itself when it is, and how long.
    return each, False


def _days(start: When, lasts: Length) -> Length:
    """The whole days that an entry of times touches."""
    begun = start.local - datetime.combine(start.local.date(), time())
    return Length(lasts.days, lasts.exact + begun).in_whole_days
