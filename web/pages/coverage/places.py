"""Supply against demand as the page of coverage shows it: in words, with the lists behind it."""

from dataclasses import dataclass, replace
from typing import Any, Literal

from flask import url_for
from sqlalchemy.orm import Session

from db.queries import plans
from db.text import order_key
from matcher.explain.thin import Coverage, CoveragePlace
from matcher.explain.thin_needs import Need
from matcher.plan import Plan
from matcher.problem import Kind, Problem
from matcher.review import review
from web.language.codes import N_
from web.language.labels import tongue
from web.language.sentences.names import Names
from web.language.speech import gettext as _
from web.service.local import readers_today
from web.service.names import read_names
from web.service.problem_cache import coverage_of_today

State = Literal["short", "thin", "enough"]
STATES: dict[State, str] = {
    "short": N_("too few"),
    "thin": N_("hardly enough"),
    "enough": N_("enough"),
}
_SHADES = (5, 15, 40)
"""Seats for each hundred people from which a cell is drawn darker."""


@dataclass(frozen=True, slots=True)
class PlaceSeen:
    """A pair of a domain and a language: what it is called, and how it stands."""

    place: CoveragePlace
    domain: str
    language: str

    @property
    def state(self) -> State:
        """Are there too few people, hardly more than needed, or enough?"""
        if self.place.is_short:
            return "short"
        return "thin" if self.place.is_thin else "enough"

    @property
    def state_name(self) -> str:
        """The same in words."""
        return _(STATES[self.state])

    @property
    def share(self) -> int | None:
        """Seats for each hundred people; None where there is nobody."""
        return round(100 * self.place.seats / self.place.people) if self.place.people else None

    @property
    def shade(self) -> int:
        """0 to 3: the more seats for each of the people, the darker."""
        share = self.share
        return len(_SHADES) if share is None else sum(share >= least for least in _SHADES)

    @property
    def address(self) -> str:
        """The page of the lists behind the numbers."""
        return address(self.place.need)


@dataclass(frozen=True, slots=True)
class Facts:
    """What coverage is reckoned from: the problem of today and the published plan, if any."""

    problem: Problem
    plan: Plan
    plan_id: int | None
    names: Names
    coverage: Coverage

    @property
    def holds(self) -> bool:
        """Does the published plan break no rule today?"""
        return not review(self.problem, self.plan).breaches


def read_facts(session: Session) -> Facts:
    """The problem of today, and the published plan of it; without one, every seat is vacant."""
    coverage = coverage_of_today(session, readers_today(session))
    problem, live = coverage.problem, plans.live_id(session)
    return Facts(problem, coverage.plan, live, read_names(session, problem), coverage)


def seen(facts: Facts, kind: Kind | None) -> list[PlaceSeen]:
    """Every pair that is asked for, of people of a kind where one is chosen, by name."""
    found = [each.need for each in facts.coverage.grid()]
    asked = (facts.coverage.place(replace(need, kind=kind)) for need in found)
    named = [_named(place, facts.names) for place in asked if place.seats]
    return sorted(named, key=lambda each: (_order(each), order_key(each.language)))


def address(need: Need) -> str:
    """The page of one need: who meets it, and the missions that ask for it."""
    known: dict[str, Any] = {  # what `url_for` takes
        "domain": need.domain,
        "level": need.level or None,
        "language": need.language,
        "rank": need.rank or None,
        "kind": need.kind,
    }
    return url_for("coverage.need", **{key: value for key, value in known.items() if value})


def _named(place: CoveragePlace, names: Names) -> PlaceSeen:
    domain, language = place.need.domain, place.need.language
    return PlaceSeen(
        place,
        _("Any domain") if domain is None else names.domains.get(domain, domain),
        _("Any language") if language is None else tongue(language),
    )


def _order(each: PlaceSeen) -> tuple[bool, str, bool]:
    need = each.place.need
    return need.domain is not None, order_key(each.domain), need.language is None
