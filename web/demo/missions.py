"""Missions of the example: what is asked, when, and which team it takes.

Each is drawn around a hidden day on which enough suitable people are free, so that a plan
exists; only the few of `web.demo.scarce` are there to stay short of somebody.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice

from db.words import ActivityType, Cefr, MissionState
from web.demo.activities import ACTIVITIES, Activity, Post
from web.demo.calendar import HOME, Calendar, pick_day
from web.demo.departments import MEMBER_DOMAINS
from web.demo.partners import PARLIAMENTS
from web.demo.people import DemoPerson, SkillNeed
from web.demo.programmes import programme_for
from web.demo.taxonomy import PARENT_BY_DOMAIN, TOPIC_BY_DOMAIN
from web.demo.units import Unit

Key = tuple[date, str]
"""What tells a mission from all others: its hidden day and its title."""
CHOICE = 6
"""How many people beside those needed must suit each role on the hidden day."""
TRIES = 150
INSISTENCE = 40
"""How often that many tries are made for a mission that the example cannot be without."""


class NoRoom(ValueError):
    """The days for a mission that the example cannot be without are too few, or too full."""


@dataclass(frozen=True, slots=True)
class Mission:
    """A mission as a coordinator would type it in, with the hidden day it was drawn around."""

    activity: ActivityType
    title: str
    day: date
    window: tuple[date, date]
    preferred: date | None
    length: int
    needs: tuple[SkillNeed, ...]
    countries: tuple[str, ...] = ()
    programme: str | None = None
    speaks: Mapping[str, Cefr] = field(default_factory=dict)
    state: MissionState = "planned"
    after: Key | None = None

    @property
    def key(self) -> Key:
        """Its hidden day and its title."""
        return self.day, self.title

    @property
    def kind(self) -> Activity:
        """What its activity usually is."""
        return ACTIVITIES[self.activity]

    @property
    def place(self) -> str:
        """Where it is held: at home, or the country of the partner."""
        return HOME if self.kind.venue == "home" else self.countries[0]

    @property
    def days(self) -> int:
        """Days on site."""
        return (self.length + 1) // 2

    @property
    def away(self) -> tuple[date, date]:
        """First and last day of the team's absence, were it held on the hidden day."""
        travel = timedelta(days=(self.kind.travel + 1) // 2)
        return self.day - travel, self.day + timedelta(days=self.days - 1) + travel

    @property
    def half_days(self) -> int:
        """Half-days that all its seats take together, at most."""
        seats = sum(need.count for need in self.needs)
        # A session at a distance may touch the morning and the afternoon at home.
        on_site = 2 * self.length if self.kind.venue == "remote" else self.length
        return seats * (on_site + 2 * self.kind.travel)


def draw(
    r: random.Random,
    activity: ActivityType,
    calendar: Calendar,
    people: Sequence[DemoPerson],
    span: tuple[date, date],
) -> Mission | None:
    """One mission with its hidden day between two others; None where none was found."""
    for _ in range(TRIES):
        mission = _sketch(r, activity, calendar, pick_day(r, *span))
        if fits(mission, calendar) and is_easy(mission, calendar, people):
            calendar.take(mission.place, mission.day, mission.days)
            return mission
    return None


def draw_surely(
    r: random.Random,
    activities: Sequence[ActivityType],
    calendar: Calendar,
    people: Sequence[DemoPerson],
    span: tuple[date, date],
) -> Mission:
    """One mission of one of some activities. Raises: NoRoom where the days are too few."""
    for _ in range(INSISTENCE):
        found = draw(r, r.choice(activities), calendar, people, span)
        if found is not None:
            return found
    raise NoRoom(f"No room between {span[0]} and {span[1]} for any of: {', '.join(activities)}.")


def fits(mission: Mission, calendar: Calendar) -> bool:
    """Can the mission be held at its place on the hidden day?"""
    if mission.kind.venue == "remote" and not calendar.reaches(mission.place, mission.day):
        return False
    invited = all(calendar.comes(c, mission.day, mission.days) for c in mission.countries)
    return invited and calendar.is_open(mission.place, mission.day, mission.days)


def is_easy(mission: Mission, calendar: Calendar, people: Sequence[DemoPerson]) -> bool:
    """Are there people to choose from for each role, free on the hidden day?"""
    first, last = mission.away
    sits = calendar.sits(first, last)
    for need in mission.needs:
        free = (
            person
            for person in people
            if need.suits(person)
            and not (sits and person.kind == "member")
            and person.is_free(first, last)
        )
        # No more are looked at than have to be there.
        if len(tuple(islice(free, need.count + CHOICE))) < need.count + CHOICE:
            return False
    return True


def is_free(mission: Mission, calendar: Calendar, person: DemoPerson) -> bool:
    """Could somebody go on the hidden day? Members are needed where the assembly sits."""
    if person.kind == "member" and calendar.sits(*mission.away):
        return False
    return person.is_free(*mission.away)


def _sketch(r: random.Random, activity: ActivityType, calendar: Calendar, day: date) -> Mission:
    kind = ACTIVITIES[activity]
    countries = tuple(r.sample(calendar.unit.partners, kind.partners))
    topic = r.choice(kind.topics or tuple(TOPIC_BY_DOMAIN))
    programme = _programme(calendar.unit, kind, countries)
    language = PARLIAMENTS[countries[0]].language if kind.partners == 1 else "fr"
    return Mission(
        activity=activity,
        title=title(kind, topic, countries),
        day=day,
        window=(day, day),
        preferred=None,
        length=r.choice(kind.lengths),
        needs=tuple(_need(r, post, k, topic, language) for k, post in enumerate(kind.posts)),
        countries=countries,
        programme=programme if programme and r.random() < 0.7 else None,
        speaks={language: "C1" if language == "fr" else "B2"} if r.random() < 0.5 else {},
    )


def _programme(unit: Unit, kind: Activity, countries: Sequence[str]) -> str | None:
    """Programmes pay for what is done with one partner, there or at a distance."""
    if kind.venue == "home" or len(countries) > 1:
        return None
    found = programme_for(unit.code, countries[0])
    return found.code if found else None


def title(kind: Activity, topic: str, countries: Sequence[str]) -> str:
    """What the mission is called, in French: what it is about, and for whom."""
    named = kind.title.format(topic=TOPIC_BY_DOMAIN[topic])
    return f"{named} – {PARLIAMENTS[countries[0]].place}" if len(countries) == 1 else named


def _need(r: random.Random, post: Post, place: int, topic: str, language: str) -> SkillNeed:
    """The first role is about the topic; the others are near it."""
    near = [domain for domain, of in PARENT_BY_DOMAIN.items() if of == PARENT_BY_DOMAIN[topic]]
    domain = topic if place == 0 else r.choice(near)
    if post.kind == "member" and domain not in MEMBER_DOMAINS:
        domain = r.choice(MEMBER_DOMAINS[:6])
    known = PARENT_BY_DOMAIN[domain] if r.random() < 0.15 else domain
    level = post.level - (post.level == 3 and r.random() < 0.3)
    cefr: Cefr = r.choice(("B2", "C1")) if language == "fr" else "B1"
    return SkillNeed(
        post.title, r.choice(post.counts), post.kind, {known or domain: level}, {language: cefr}
    )
