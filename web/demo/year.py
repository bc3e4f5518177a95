"""A year of missions to staff, the one before it, and what is under way in between."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from db.words import ActivityType, MissionState
from web.demo.calendar import Calendar
from web.demo.missions import Mission, draw
from web.demo.people import Person, dice
from web.demo.scarce import scarce
from web.demo.units import Unit

FREEZE = timedelta(days=28)
"""What begins sooner than this stays as it is: the solver plans from here on."""
YEAR = timedelta(days=365)
PAST_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class Year:
    """Missions with a team already (held, or about to be) and those to plan, by hidden day."""

    settled: tuple[Mission, ...]
    open: tuple[Mission, ...]
    waiting: tuple[Mission, ...]


def year(unit: Unit, seed: int, today: date, people: Sequence[Person]) -> Year:
    """All missions of the example around a day."""
    r = dice(unit.code, seed, "missions")
    calendar = Calendar(unit, today - YEAR, today + YEAR + FREEZE)
    begin, end = today + FREEZE + timedelta(days=8), today + YEAR - timedelta(days=5)
    drawn = [
        _windowed(r, mission, begin, end)
        for mission in _drawn(r, unit, calendar, people, (begin, end), 1)
    ]
    drawn += scarce(r, calendar, begin, end)
    past = (today - timedelta(days=300), today - timedelta(days=30))
    settled = _drawn(r, unit, calendar, people, past, PAST_SHARE)
    settled += _about(r, today, calendar, people)
    return Year(
        tuple(replace(mission, state=_reached(mission, today)) for mission in _sorted(settled)),
        _in_order(_sorted(drawn)),
        tuple(_waiting(r, unit, calendar, people, (begin, end))),
    )


def _drawn(
    r: random.Random,
    unit: Unit,
    calendar: Calendar,
    people: Sequence[Person],
    span: tuple[date, date],
    share: float,
) -> list[Mission]:
    """The rarest and longest activities choose their days first."""
    wanted = [
        activity for activity, count in unit.pace.items() for _ in range(round(share * count))
    ]
    wanted.sort(key=lambda activity: unit.pace[activity])
    found = (draw(r, activity, calendar, people, span) for activity in wanted)
    return [mission for mission in found if mission]


def _about(
    r: random.Random, today: date, calendar: Calendar, people: Sequence[Person]
) -> list[Mission]:
    """What has just been held, is under way, or about to begin."""
    activities: tuple[ActivityType, ...] = ("technical_assistance", "internship", "working_visit")
    spans = ((-24, -8), (-12, -6), (-3, 0), (-2, 0), (3, 12), (5, 20), (8, 20))
    days = (tuple(today + timedelta(days=k) for k in span) for span in spans)
    found = (draw(r, r.choice(activities), calendar, people, (a, b)) for a, b in days)
    return [mission for mission in found if mission]


def _sorted(missions: list[Mission]) -> list[Mission]:
    return sorted(missions, key=lambda mission: mission.key)


def _windowed(r: random.Random, mission: Mission, begin: date, end: date) -> Mission:
    """Give a mission some room around its hidden day, and a day that it would like best."""
    tight, some = r.randint(0, 2), r.randint(5, 21)
    slack = timedelta(days=r.choices((tight, some, 2 * some), (2, 5, 3))[0])
    first, last = max(begin, mission.day - slack), min(end, mission.day + slack)
    liked = mission.day + timedelta(weeks=r.randint(-1, 1))
    return replace(mission, window=(first, last), preferred=min(max(liked, first), last))


def _in_order(missions: list[Mission]) -> tuple[Mission, ...]:
    """Follow-ups come after the last mission of their programme to the same partner."""
    out: list[Mission] = []
    for mission in missions:
        ready = mission.day - timedelta(days=14)
        earlier = [
            m
            for m in out
            if m.programme
            and (m.programme, m.countries) == (mission.programme, mission.countries)
            and m.day + timedelta(days=m.days) <= ready
        ]
        follows = mission.activity == "follow_up" and earlier
        out.append(replace(mission, after=earlier[-1].key) if follows else mission)
    return tuple(out)


def _reached(mission: Mission, today: date) -> MissionState:
    """How far a mission with a team has come."""
    age = (today - mission.day).days - mission.days
    if age < 0:
        return "scheduled"
    return "delivered" if age < 30 else "reported" if age < 90 else "closed"


def _waiting(
    r: random.Random,
    unit: Unit,
    calendar: Calendar,
    people: Sequence[Person],
    span: tuple[date, date],
) -> Iterator[Mission]:
    """Requests not yet answered, and some that came to nothing."""
    states: tuple[MissionState, ...] = ("requested", "requested", "assessed", "declined", "refused")
    for state in states:
        mission = draw(r, r.choice(("working_visit", "internship")), calendar, people, span)
        if mission:
            yield replace(_windowed(r, mission, *span), state=state)
