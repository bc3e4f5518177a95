"""A few missions that nobody, or hardly anybody, can be found for: each for another reason."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain

from db.words import ActivityType
from web.demo.activities import ACTIVITIES
from web.demo.calendar import Calendar, days_between, pick_day
from web.demo.missions import Mission, NoRoom, title
from web.demo.people import SkillNeed

ROOM = timedelta(days=20)
DAYS = 3
"""Days on site of each of them."""
NONE = timedelta(0)


def scarce(r: random.Random, calendar: Calendar, begin: date, end: date) -> list[Mission]:
    """The missions that teach what a vacancy says, between two days."""
    span = (begin + ROOM, end - ROOM)

    def first(country: str, *, sits: bool = False) -> date:
        """A day to begin there, in a sitting at home if asked. Raises: NoRoom."""
        for day in _working(r, calendar, country, span):
            if not sits or calendar.sits(day, day):
                calendar.take(country, day, DAYS)
                return day
        raise NoRoom(f"No day between {span[0]} and {span[1]} is left for a mission to {country}.")

    return [
        _language_is_rare(first("DZ")),
        _members_sit(first("GA", sits=True)),
        _nobody_speaks(first("MG")),
        _knowledge_is_rare(first("TG")),
    ]


def _language_is_rare(day: date) -> Mission:
    needs = (SkillNeed("Spécialiste", 2, "official", {"security": 3}, {"ar": "C1"}),)
    return _mission("technical_assistance", "security", "DZ", day, ROOM, needs)


def _members_sit(day: date) -> Mission:
    """Nothing but a sitting week will do, and members are needed at home."""
    needs = (
        SkillNeed("Député·e", 2, "member", {"procedure": 1}, {"fr": "C1"}),
        SkillNeed("Spécialiste", 1, "official", {"procedure": 2}, {"fr": "C1"}),
    )
    return _mission("seminar", "procedure", "GA", day, NONE, needs)


def _nobody_speaks(day: date) -> Mission:
    needs = (SkillNeed("Animation", 2, "official", {"welcoming": 2}, {"fr": "B2"}),)
    mission = _mission("training_mission", "welcoming", "MG", day, ROOM, needs)
    return replace(mission, speaks={"mg": "B2"})


def _knowledge_is_rare(day: date) -> Mission:
    both = {"member-training": 3, "budget-estimates": 3}
    needs = (
        SkillNeed("Animation", 1, "official", both, {"fr": "C1"}),
        SkillNeed("Spécialiste", 1, "official", {"budget-estimates": 2}, {"fr": "C1"}),
    )
    return _mission("training_mission", "budget-estimates", "TG", day, ROOM, needs)


def _mission(
    activity: ActivityType,
    topic: str,
    country: str,
    day: date,
    slack: timedelta,
    needs: tuple[SkillNeed, ...],
) -> Mission:
    return Mission(
        activity=activity,
        title=title(ACTIVITIES[activity], topic, (country,)),
        day=day,
        window=(day - slack, day + slack),
        preferred=day,
        length=2 * DAYS,
        needs=needs,
        countries=(country,),
    )


def _working(
    r: random.Random, calendar: Calendar, country: str, span: tuple[date, date]
) -> Iterator[date]:
    """Days on which a mission may begin: some by chance, then every one of the span."""
    picked = (pick_day(r, *span) for _ in range(400))
    for day in chain(picked, days_between(*span)):
        if calendar.is_open(country, day, DAYS):
            yield day
