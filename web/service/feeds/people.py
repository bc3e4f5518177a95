"""Taken half-days become the free/busy times of a pool or a team."""

from collections.abc import Iterable, Iterator
from datetime import datetime, time
from zoneinfo import ZoneInfo

from calendars.freebusy import Person, Taken
from calendars.onsets import zone
from db.moments import day_of, half_of
from db.queries.busy_people import BusyPerson
from web.service.belonging import called_among

NOON = time(13)
"""What divides a day into its half-days."""


def people(found: Iterable[BusyPerson], names_only: int) -> tuple[Person, ...]:
    """Everybody's taken times; only people of one institution are named."""
    found = tuple(found)
    said = called_among((each.expert for each in found), (names_only,))
    return tuple(
        _person(each, said[each.expert.id] if each.expert.institution_id == names_only else "")
        for each in found
    )


def _person(found: BusyPerson, name: str) -> Person:
    there = zone(found.timezone)
    return Person(
        uid=f"free-busy-{found.expert.id}",
        changed=found.changed_at,
        taken=(*_taken(found.busy, there, True), *_taken(found.held, there, False)),
        name=name,
    )


def _taken(half_days: tuple[int, ...], there: ZoneInfo, is_sure: bool) -> Iterator[Taken]:
    for first, last in _runs(half_days):
        yield Taken(_start(first, there), _start(last + 1, there), is_sure)


def _runs(half_days: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    """First and last of each run of half-days without a gap, in order."""
    if not half_days:
        return
    first = last = half_days[0]
    for each in half_days[1:]:
        if each != last + 1:
            yield first, last
            first = each
        last = each
    yield first, last


def _start(half_day: int, there: ZoneInfo) -> datetime:
    clock = NOON if half_of(half_day) == "pm" else time()
    return datetime.combine(day_of(half_day), clock, there)
