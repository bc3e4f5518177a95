"""The days on which the example may place missions: working days of the place, not all taken."""

import random
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from matcher.sessions import half_days_touched
from web.demo.partners import PARLIAMENTS
from web.demo.sittings import sitting_days
from web.demo.units import Unit
from web.service.public_holidays import holidays_between

HOME = "home"
SATURDAY_AND_SUNDAY = "67"


class Calendar:
    """Which days a place works, and which of them missions have taken already."""

    def __init__(self, unit: Unit, first: date, last: date) -> None:
        self.unit = unit
        self.first, self.last = first, last
        places: Mapping[str, tuple[str, str | None]] = {
            HOME: (unit.country, unit.subdivision),
            **{country: (country, None) for country in unit.partners},
        }
        self._closed = {
            place: {each.day for each in holidays_between(*where, first, last)}
            for place, where in places.items()
        }
        self._taken: Counter[tuple[str, date]] = Counter()
        self._sitting = {
            day for a, b in sitting_days(unit, first, last) for day in days_between(a, b)
        }

    def sits(self, first: date, last: date) -> bool:
        """Is there a sitting between two days, both included?"""
        return not self._sitting.isdisjoint(days_between(first, last))

    def works(self, place: str, first: date, days: int) -> bool:
        """Are these working days of the place, without a weekend in between?"""
        weekend = SATURDAY_AND_SUNDAY if place == HOME else PARLIAMENTS[place].weekend
        rests = any(str(day.isoweekday()) in weekend for day in _stay(first, days))
        return not rests and self.comes(place, first, days)

    def comes(self, place: str, first: date, days: int) -> bool:
        """Is none of these days a public holiday of the place?"""
        return self._closed[place].isdisjoint(_stay(first, days))

    def reaches(self, place: str, day: date) -> bool:
        """Does an afternoon of a partner's fall into the day at home, as a video link must?"""
        there = PARLIAMENTS[place].timezone
        return half_days_touched(day, 1, there, self.unit.timezone) is not None

    def is_open(self, place: str, first: date, days: int) -> bool:
        """Do these days work, with room left for one more mission?"""
        room = self.unit.hosts_at_once if place == HOME else 1
        taken = any(self._taken[place, day] >= room for day in _stay(first, days))
        return not taken and self.works(place, first, days)

    def take(self, place: str, first: date, days: int) -> None:
        """A mission is at the place on these days."""
        self._taken.update((place, day) for day in _stay(first, days))


def _stay(first: date, days: int) -> Iterable[date]:
    return days_between(first, first + timedelta(days=days - 1))


def days_between(first: date, last: date) -> Iterable[date]:
    """Every day from one to another, both included."""
    return (first + timedelta(days=k) for k in range((last - first).days + 1))


def pick_day(r: random.Random, first: date, last: date) -> date:
    """A day between two, seldom in summer and hardly ever between the years."""
    while True:
        day = first + timedelta(days=r.randrange((last - first).days + 1))
        if r.random() < _season(day):
            return day


def _season(day: date) -> float:
    if (day.month, day.day) >= (12, 18) or (day.month, day.day) <= (1, 5):
        return 0.02
    return 0.15 if (7, 1) <= (day.month, day.day) <= (8, 22) else 1
