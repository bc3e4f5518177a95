"""When people of the example are away: leave, travel, training, work in their riding."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from web.demo.people import Absence

LEAVE, RIDING, TRAINING, COMMITTEE = (
    "Congé annuel",
    "Travail en circonscription",
    "Formation",
    "Travaux de commission",
)


def member_absences(r: random.Random, first: date, last: date) -> tuple[Absence, ...]:
    """What keeps a member away between two days, beside the sittings of the assembly."""
    found = [*_short(r, first, last, RIDING, 6, 3), *_short(r, first, last, COMMITTEE, 3, 2)]
    for year in range(first.year, last.year + 1):
        found.append(_summer(r, year, 17))
    return _within(found, first, last)


def official_absences(r: random.Random, first: date, last: date) -> tuple[Absence, ...]:
    """What keeps an official away between two days."""
    found = [*_short(r, first, last, TRAINING, 4, 3), *_short(r, first, last, LEAVE, 3, 6)]
    for year in range(first.year, last.year + 1):
        found.append(_summer(r, year, r.choice((9, 13, 16))))
        found.append(_winter(r, year))
    return _within(found, first, last)


def _short(
    r: random.Random, first: date, last: date, label: str, a_year: int, days: int
) -> Iterator[Absence]:
    length = (last - first).days
    for _ in range(max(1, a_year * length // 365 + r.randint(-2, 2))):
        begin = first + timedelta(days=r.randrange(length))
        yield Absence(begin, begin + timedelta(days=r.randrange(days)), label)


def _summer(r: random.Random, year: int, days: int) -> Absence:
    begin = date(year, 6, 28) + timedelta(days=r.randint(0, 40))
    return Absence(begin, begin + timedelta(days=days), LEAVE)


def _winter(r: random.Random, year: int) -> Absence:
    begin = date(year, 12, 20) + timedelta(days=r.randint(0, 7))
    return Absence(begin, begin + timedelta(days=r.randint(4, 11)), LEAVE)


def _within(found: list[Absence], first: date, last: date) -> tuple[Absence, ...]:
    """Sorted, apart from one another, and cut to the stretch."""
    out: list[Absence] = []
    for absence in sorted(found, key=lambda a: (a.first, a.last)):
        begin = max(absence.first, first, *(a.last + timedelta(days=1) for a in out[-1:]))
        end = min(absence.last, last)
        if begin <= end:
            out.append(Absence(begin, end, absence.label))
    return tuple(out)
