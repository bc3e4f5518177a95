"""A few missions that nobody, or hardly anybody, can be found for: each for another reason."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from db.words import ActivityType
from web.demo.activities import ACTIVITIES
from web.demo.calendar import Calendar, pick_day
from web.demo.missions import Mission, title
from web.demo.people import Need

ROOM = timedelta(days=20)
NONE = timedelta(0)


def scarce(r: random.Random, calendar: Calendar, begin: date, end: date) -> list[Mission]:
    """The missions that teach what a vacancy says, between two days."""
    span = (begin + ROOM, end - ROOM)
    sitting = [day for day in _working(r, calendar, "GA", span, 3) if calendar.sits(day, day)]
    return [
        _language_is_rare(_first(r, calendar, "DZ", span)),
        _members_sit(sitting[0] if sitting else _first(r, calendar, "GA", span)),
        _nobody_speaks(_first(r, calendar, "MG", span)),
        _knowledge_is_rare(_first(r, calendar, "TG", span)),
    ]


def _language_is_rare(day: date) -> Mission:
    needs = (Need("Spécialiste", 2, "official", {"security": 3}, {"ar": "C1"}),)
    return _mission("technical_assistance", "security", "DZ", day, ROOM, needs)


def _members_sit(day: date) -> Mission:
    """Nothing but a sitting week will do, and members are needed at home."""
    needs = (
        Need("Député·e", 2, "member", {"procedure": 1}, {"fr": "C1"}),
        Need("Spécialiste", 1, "official", {"procedure": 2}, {"fr": "C1"}),
    )
    return _mission("seminar", "procedure", "GA", day, NONE, needs)


def _nobody_speaks(day: date) -> Mission:
    needs = (Need("Animation", 2, "official", {"welcoming": 2}, {"fr": "B2"}),)
    mission = _mission("training_mission", "welcoming", "MG", day, ROOM, needs)
    return replace(mission, speaks={"mg": "B2"})


def _knowledge_is_rare(day: date) -> Mission:
    both = {"member-training": 3, "budget-estimates": 3}
    needs = (
        Need("Animation", 1, "official", both, {"fr": "C1"}),
        Need("Spécialiste", 1, "official", {"budget-estimates": 2}, {"fr": "C1"}),
    )
    return _mission("training_mission", "budget-estimates", "TG", day, ROOM, needs)


def _mission(
    activity: ActivityType,
    topic: str,
    country: str,
    day: date,
    slack: timedelta,
    needs: tuple[Need, ...],
) -> Mission:
    return Mission(
        activity=activity,
        title=title(ACTIVITIES[activity], topic, (country,)),
        day=day,
        window=(day - slack, day + slack),
        preferred=day,
        length=6,
        needs=needs,
        countries=(country,),
    )


def _first(r: random.Random, calendar: Calendar, country: str, span: tuple[date, date]) -> date:
    day = next(_working(r, calendar, country, span, 3))
    calendar.take(country, day, 3)
    return day


def _working(
    r: random.Random, calendar: Calendar, country: str, span: tuple[date, date], days: int
) -> Iterator[date]:
    for _ in range(400):
        day = pick_day(r, *span)
        if calendar.is_open(country, day, days):
            yield day
