"""Why a place receives nobody: a closure by its name, or whom it receives then."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from babel.lists import format_list
from sqlalchemy.orm import Session

from db.ids import known_row, known_rows
from db.mapping.spans import Range, days
from db.moments import half_day, number_of
from db.queries import days_off, mission_titles
from matcher.plan import Facts
from matcher.problem import Mission, MissionId, Problem
from web.language.dates import locale
from web.language.speech import gettext as _
from web.language.speech import listed

MOST = 3
"""Closures that one sentence names."""

Closure = tuple[Range, str | None]
Guest = tuple[Range, str | None]
"""When a mission is there, and its title where the reader sees it."""
Place = tuple[str, str]
"""`partner` or `institution`, and its code."""


class Hosts:
    """Tells the closures of places from the missions that they receive.

    A closure of an institution is named to its own readers; of a mission that the reader does
    not see, no more is told than that it is there. Everything is read once, at the first question.
    """

    def __init__(self, session: Session, institutions: frozenset[int], problem: Problem) -> None:
        """`institutions` are the reader's; what `problem` plans is no guest of anybody's."""
        self._session, self._institutions, self._problem = session, institutions, problem

    def __call__(self, mission: str, facts: Facts) -> tuple[str, str] | None:
        """The code of a sentence and its `why`, by the facts of `start.closed`."""
        asked = self._problem.missions.get(MissionId(mission))
        if asked is None:
            return None
        first, last = map(number_of, facts["closed"])  # type: ignore[call-overload]  # two moments
        start = number_of(str(facts["start"]))
        met = max(first, start), min(last, start + asked.length - 1)
        place = _place(asked, str(facts["whose"]))
        closures = self._further(asked) if place is None else self._closures[place]
        if place is None or _cover((span for span, _name in closures), (first, last)):
            named = dict.fromkeys(name for span, name in closures if name and _meet(span, met))
            return ("start.closed_because", listed([*named][:MOST])) if named else None
        there = [title for span, title in self._guests[place] if _meet(span, met)]
        return (f"start.taken_by_{place[0]}", _company(there)) if there else None

    @cached_property
    def _closures(self) -> Mapping[Place, Sequence[Closure]]:
        found: dict[Place, list[Closure]] = defaultdict(list)
        for code, first, last, name in days_off.closed_partners(self._session):
            found["partner", code].append((days(first, last), name))
        for house, first, last, name in days_off.closed_houses(self._session):
            own = name if house.id in self._institutions else None
            found["institution", house.code].append((days(first, last), own))
        return found

    @cached_property
    def _guests(self) -> Mapping[Place, Sequence[Guest]]:
        """Published stays that the problem leaves as they are, as `db.mapping.places` counts."""
        seen = mission_titles.seen(self._session)
        since = half_day(self._problem.horizon.first)
        rows = days_off.guests(self._session, since, known_rows(self._problem.missions))
        found: dict[Place, list[Guest]] = defaultdict(list)
        for row, house, partner in rows:
            place = ("institution", house) if row.venue == "home" else ("partner", partner)
            found[place].append(((row.first, row.last), seen.get(row.mission_id)))
        return found

    def _further(self, mission: Mission) -> Sequence[Closure]:
        """The closures of the further partners of a mission."""
        partners = days_off.further_partners(self._session, known_row(mission.id))
        return [closure for code in partners for closure in self._closures["partner", code]]


def _place(mission: Mission, whose: str) -> Place | None:
    """None where the days are ruled out for the mission alone."""
    if whose == "institution" and mission.institution is not None:
        return "institution", mission.institution
    if whose == "partner" and mission.partner is not None:
        return "partner", mission.partner
    return None


def _company(titles: Sequence[str | None]) -> str:
    """Who is there: missions by title, and that there are others."""
    said = [_("“%(title)s”", title=title) for title in titles if title is not None]
    unseen = len(titles) - len(said)
    if unseen:
        said.append(_("another mission") if unseen == 1 else _("other missions"))
    return str(format_list(said, locale=locale()))


def _meet(one: Range, other: Range) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _cover(ranges: Iterable[Range], stretch: Range) -> bool:
    """Does every half-day of the stretch lie in one of the ranges?"""
    left = set(range(stretch[0], stretch[1] + 1))
    for first, last in ranges:
        left.difference_update(range(max(first, stretch[0]), min(last, stretch[1]) + 1))
    return not left
