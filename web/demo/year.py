"""A year of missions to staff, the one before it, and what is under way in between."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from db.words import ActivityType, MissionState
from web.demo.calendar import Calendar
from web.demo.missions import Mission, draw, draw_surely
from web.demo.people import DemoPerson, dice
from web.demo.scarce import scarce
from web.demo.units import Unit

FREEZE = timedelta(days=28)
"""What begins sooner than this stays as it is: the solver plans from here on."""
YEAR = timedelta(days=365)
PAST_SHARE = 0.4
AGES: Mapping[MissionState, int] = {"delivered": 0, "reported": 30, "closed": 90}
"""Days since a mission ended from which on it has come so far."""
SURELY = ((-26, -9), (-85, -45), (-240, -110), (5, 20), (8, 20))
"""Days around today with a mission each, whatever the day: one delivered, one reported, one
closed, and two about to begin, so near that whoever falls ill has to be replaced. They are over
more than a rest before the first that is left to plan."""
PERHAPS = ((-12, -6), (-3, 0), (-2, 0), (3, 12), (5, 20))
"""Days with one where people can be found: what is under way, and more of the rest."""
WAITING: tuple[MissionState, ...] = (
    *("requested", "requested", "assessed"),
    *("declined", "refused", "cancelled"),
)
"""States of missions that nobody has been looked for."""
ABOUT: tuple[ActivityType, ...] = ("technical_assistance", "internship", "working_visit")


@dataclass(frozen=True, slots=True)
class Year:
    """Missions with a team already (held, or about to be) and those to plan, by hidden day."""

    settled: tuple[Mission, ...]
    open: tuple[Mission, ...]
    waiting: tuple[Mission, ...]


def year(unit: Unit, seed: int, today: date, people: Sequence[DemoPerson]) -> Year:
    """All missions of the example around a day."""
    r = dice(unit.code, seed, "missions")
    calendar = Calendar(unit, today - YEAR, today + YEAR + FREEZE)
    begin, end = today + FREEZE + timedelta(days=8), today + YEAR - timedelta(days=5)
    settled = _about(r, today, calendar, people)
    drawn = [
        _windowed(r, mission, begin, end)
        for mission in _drawn(r, unit, calendar, people, (begin, end), 1)
    ]
    drawn += scarce(r, calendar, begin, end)
    past = (today - timedelta(days=300), today - timedelta(days=30))
    settled += _drawn(r, unit, calendar, people, past, PAST_SHARE)
    return Year(
        tuple(replace(mission, state=_reached(mission, today)) for mission in _sorted(settled)),
        _in_order(_sorted(drawn)),
        tuple(_waiting(r, unit, calendar, people, (begin, end))),
    )


def _drawn(
    r: random.Random,
    unit: Unit,
    calendar: Calendar,
    people: Sequence[DemoPerson],
    span: tuple[date, date],
    share: float,
) -> list[Mission]:
    """The rarest and longest activities choose their days first; one of each is surely there."""
    wanted = [
        (activity, k) for activity, count in unit.pace.items() for k in range(round(share * count))
    ]
    wanted.sort(key=lambda each: unit.pace[each[0]])
    found = (
        draw(r, activity, calendar, people, span)
        if k
        else draw_surely(r, (activity,), calendar, people, span)
        for activity, k in wanted
    )
    return [mission for mission in found if mission]


def _about(
    r: random.Random, today: date, calendar: Calendar, people: Sequence[DemoPerson]
) -> list[Mission]:
    """What has been held, is under way, or about to begin."""

    def span(days: tuple[int, int]) -> tuple[date, date]:
        return today + timedelta(days=days[0]), today + timedelta(days=days[1])

    sure = [draw_surely(r, ABOUT, calendar, people, span(days)) for days in SURELY]
    found = (draw(r, r.choice(ABOUT), calendar, people, span(days)) for days in PERHAPS)
    return [*sure, *(mission for mission in found if mission)]


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
    reached: MissionState = "scheduled"
    for state, least in AGES.items():
        reached = state if age >= least else reached
    return reached


def _waiting(
    r: random.Random,
    unit: Unit,
    calendar: Calendar,
    people: Sequence[DemoPerson],
    span: tuple[date, date],
) -> Iterator[Mission]:
    """Requests not yet answered, and some that came to nothing, one of each surely."""
    for state in WAITING:
        mission = draw_surely(r, ("working_visit", "internship"), calendar, people, span)
        yield replace(_windowed(r, mission, *span), state=state)
