"""What each number that pages give counts, in a few words, and the list that it counts.

A number is reckoned in one place, said with its meaning, and leads to as many rows as it says.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from db.models import MissionRow, ScenarioRow
from db.queries import roster, today
from db.queries.roster import Wanted
from matcher.problem import Problem
from web.language.dates import day
from web.language.speech import gettext as _
from web.language.speech import ngettext
from web.service.clock import now
from web.service.problem_cache import OpenSeat, empty_seats, open_seats


@dataclass(frozen=True, slots=True)
class Number:
    """A number, what it is called, what it counts and where its list is."""

    number: int
    name: str
    meaning: str
    address: str = ""
    is_alert: bool = False


NAMES: Mapping[str, Callable[[int], str]] = {
    "missions_of_year": lambda n: ngettext("mission", "missions", n),
    "missions_to_plan": lambda n: ngettext("mission to plan", "missions to plan", n),
    "with_dates": lambda n: ngettext("mission with dates", "missions with dates", n),
    "vacant_seats": lambda n: ngettext("vacant seat", "vacant seats", n),
    "on_hold": lambda n: ngettext("person on hold", "people on hold", n),
    "confirmed": lambda n: ngettext("person confirmed", "people confirmed", n),
    "experts": lambda n: ngettext("expert", "experts", n),
}
"""What each of the numbers is called; `docs/glossary.md` says what they count."""


def missions_of_year(session: Session, institutions: frozenset[int], year: int) -> Number:
    """Published missions that are on site on a day of the year."""
    first, last = f"{year}-01-01", f"{year}-12-31"
    return _number(
        "missions_of_year",
        today.missions_of_year(session, institutions, year),
        _("published, on a day of %(year)s", year=year),
        url_for("missions.index", first=first, last=last, published=1),
    )


def missions_to_plan(problem: Problem, on: date, **where: Any) -> Number:  # what `url_for` takes
    """The missions of a problem as its reader sees it on a day; `where` is the list's own."""
    count, first = len(problem.missions), problem.horizon.first
    said = (
        _("those that begin on %(day)s or later; what begins before stays as it is", day=day(first))
        if first > on
        else _("those that begin today, %(day)s, or later", day=day(first))
    )
    return _number("missions_to_plan", count, said, url_for("missions.index", **where))


def missions_with_dates(count: int, filled: int, address: str) -> Number:
    """The missions that a plan holds, and how many of their seats it fills."""
    said = ngettext(
        "all that this plan holds, also those that stay as they are; %(num)s seat is filled in all",
        "all that this plan holds, also those that stay as they are; %(num)s seats are filled in "
        "all",
        filled,
    )
    return _number("with_dates", count, said, address)


def lacking(session: Session, on: date) -> list[tuple[MissionRow, OpenSeat]]:
    """What the published plan lacks from a day on, of the missions that the reader sees."""
    seats = open_seats(session, on)
    rows = today.titles(session, {seat.mission_id for seat in seats})
    return [(rows[seat.mission_id], seat) for seat in seats]


def vacant_seats(session: Session, on: date) -> Number:
    """Seats on which nobody is published, from today on.

    Those of a mission that was added since the last release are as empty, and count.
    """
    count = sum(seat.seats for _, seat in lacking(session, on))
    said = _("nobody is published on them, from today on")
    return _number(
        "vacant_seats", count, said, url_for("home.vacancies", _anchor="seats"), is_alert=count > 0
    )


def vacant_seats_of(count: int, first: date, address: str) -> Number:
    """Seats that nobody fills of another plan, of the missions that it dates anew."""
    said = _("of missions that begin on %(day)s or later", day=day(first))
    return _number("vacant_seats", count, said, address, is_alert=count > 0)


def vacant_seats_after(count: int, first: date, address: str) -> Number:
    """Seats that nobody fills once a plan is published, by the facts that hold then."""
    said = _("once it is published, of missions that begin on %(day)s or later", day=day(first))
    return _number("vacant_seats", count, said, address, is_alert=count > 0)


def vacant_seats_of_scenario(session: Session, row: ScenarioRow) -> Number:
    """The seats that nobody fills in a scenario's plan, with the page that lists them."""
    today = now().date()
    first = today + timedelta(days=row.freeze_days)
    address = url_for("candidates.vacancies", scenario_id=row.id, _anchor="seats")
    return vacant_seats_of(empty_seats(session, row, today), first, address)


def people(session: Session, institutions: frozenset[int], status: str, on: date) -> Number:
    """People with a mission of ours ahead that is on hold, or confirmed; each counted once.

    Whoever lends them: the list names all of them.
    """
    wanted = Wanted(institutions=institutions, booked=status, on=on, pool=True)
    code, said = (
        ("on_hold", _("with a mission ahead on hold"))
        if status == "hold"
        else ("confirmed", _("with a confirmed mission ahead"))
    )
    return _number(
        code, roster.count(session, wanted), said, url_for("experts.index", booked=status)
    )


def experts(session: Session, institutions: frozenset[int], on: date) -> Number:
    """Everybody who can be sent: their mandate or employment holds today, in any institution."""
    wanted = Wanted(institutions=institutions, serving=True, on=on, pool=True)
    count = roster.count(session, wanted)
    if not roster.lenders(session, institutions):
        return _number("experts", count, _("in office today"), url_for("experts.index", serving=1))
    said = _("in office today, of all institutions")
    return _number("experts", count, said, url_for("experts.index", serving=1, institution="all"))


def _number(code: str, count: int, said: str, address: str, is_alert: bool = False) -> Number:
    return Number(count, NAMES[code](count), said, address, is_alert)
