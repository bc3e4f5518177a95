"""A seat that is empty because of a video session's hours says so, wherever it is explained."""

from datetime import timedelta

import pytest

from db.engine import Ledger
from db.mapping import load_plan, load_problem
from db.models import ExpertRow, InstitutionRow, MissionRow, PlanRow
from db.moments import half_day
from db.operations import scenarios
from db.queries import plans
from matcher.index.tables import Tables
from matcher.nights import Nights
from matcher.vacancies import nights_of, vacancies
from tests import make
from tests.clock import NOW
from tests.web.conftest import Browser
from tests.web.forms import filled_in, post

pytestmark = pytest.mark.dates

AHEAD = NOW.date() + timedelta(days=70)
MONDAY = AHEAD - timedelta(days=AHEAD.weekday())
EVERY = "the video session would begin before 7:00 or end after 21:00 on every possible date."
ALL = f"For 2 people, {EVERY}"
PAGES = ["/", "/vacancies", "/missions/1", "/scenarios/1", "/scenarios/1/vacancies"]
"""Where a seat that is empty says why."""


@pytest.fixture
def night(coordinator: Browser, ledger: Ledger, institution: int) -> Browser:
    """A day by video with Beirut, where 9:00 is the middle of the night for Québec; two fit."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        home.timezone = "America/Toronto"
        beirut = make.partner(session, "lb", country="LB", timezone="Asia/Beirut")
        make.expert(session, home, "Anne Bova", languages={"fr": "C2"})
        make.expert(session, home, "Bob Tremolo", languages={"fr": "C2"})
        make.expert(session, home, "Luc Dorval", languages={"fr": "A1"})
        facts = {"venue": "remote", "length": 2, "travel_before": 0, "travel_after": 0}
        days = {"first": MONDAY, "window_last": MONDAY + timedelta(days=11)}
        role = make.role(languages={"fr": "C1"}, title="Trainer")
        mission = make.mission(session, home, beirut, role, title="Petitions", **facts, **days)
        make.staffed(session, mission, on=MONDAY)
        make.staffed(session, make.mission(session, home, beirut, title="Other", **days))
        live = session.get_one(PlanRow, plans.live_id(session))
        scenario = scenarios.open_scenario(session, "Spring", make.BY, NOW)
        session.flush()
        scenarios.solved(session, scenario.id, live, 0, NOW)
    return coordinator


def changed(ledger: Ledger, **facts: object) -> None:
    """Change the mission by video."""
    with ledger.write() as session:
        row = session.get_one(MissionRow, 1)
        for name, fact in facts.items():
            setattr(row, name, fact)


@pytest.mark.parametrize("path", PAGES)
def test_empty_seat_of_a_session_at_night_names_the_hours(night: Browser, path: str) -> None:
    page = night.get(path).text
    french = night.get(f"{path}?lang=fr").text

    assert ALL in page
    assert "nobody is available on a possible date" not in page
    assert "No single change" not in page
    assert "Pour 2 personnes, la visioconférence commencerait avant 7\u00a0h ou finirait" in french


@pytest.mark.parametrize("path", ["/missions/1", "/scenarios/1", "/scenarios/1/vacancies"])
def test_other_half_of_the_day_is_named_where_it_would_do(
    night: Browser, ledger: Ledger, path: str
) -> None:
    whole = night.get(path).text
    changed(ledger, length=1)
    half = night.get(path).text

    assert (
        "If the mission takes half a day only, in the afternoon there, the hours suit 2 people."
        in whole
    )
    assert "If the mission may start in the afternoon too, the hours suit 2 people." in half
    assert "None of these alone would fill it" in whole


def test_candidates_tell_hours_apart_from_absences(night: Browser, ledger: Ledger) -> None:
    with ledger.write() as session:
        make.busy(session, session.get_one(ExpertRow, 1), MONDAY, MONDAY + timedelta(days=11))

    page = night.get("/missions/1/candidates").text

    assert "3 for whom the video session would begin before 7:00 or end after 21:00" in page
    assert "not available on any possible date" not in page
    assert "For Bob Tremolo the video session would begin before 7:00 or end after 21:00." in page
    assert f"0 available on a possible date. {ALL}" in page


def test_staffing_by_hand_says_that_the_session_is_at_night(night: Browser, ledger: Ledger) -> None:
    page = night.get("/missions/1/staff").text
    form = filled_in(page, "/missions/1/staff") | {"seat-1-0": "1", "look": "1"}
    chosen = post(night, "/missions/1/staff", form).text

    assert page.count("the session is at night for them") == 2
    assert "not free then" not in page
    assert chosen.count("the session is at night for them") == 3


def test_hours_keep_nobody_away_where_they_are_by_day(night: Browser, ledger: Ledger) -> None:
    changed(ledger, length=1, half_day_starts=True)

    (said, here) = found(ledger)

    assert here == Nights(never=0, then=2)
    assert said == (2, 0)
    page = night.get("/missions/1").text
    date = "the video session would begin before 7:00 or end after 21:00 on the date that the"
    assert f"For 2 people, {date} mission has." in page
    assert "Other missions need" not in page
    with ledger.write() as session:
        row = session.get_one(MissionRow, 1)
        make.staffed_at(session, row, half_day(MONDAY) + 1)
    assert found(ledger) == ((2, 2), Nights())
    assert "video session would begin" not in night.get("/missions/1").text


def test_some_at_night_and_some_away_are_both_named(
    night: Browser, ledger: Ledger, institution: int
) -> None:
    with ledger.write() as session:
        paris = make.institution(session, "fr", timezone="Europe/Paris")
        away = make.expert(session, paris, "Zoé Far", languages={"fr": "C2"})
        make.busy(session, away, MONDAY, MONDAY + timedelta(days=11))

    page = night.get("/missions/1").text

    assert f"Of the 3 people who fit, nobody is available on a possible date. {ALL}" in page


def found(ledger: Ledger) -> tuple[tuple[int, int], Nights]:
    """Available and free in the plan, and whom the hours keep away, of the mission by video."""
    with ledger.read() as session:
        problem = load_problem(session, today=NOW.date(), freeze_days=0)
        plan = load_plan(session, plans.live_id(session) or 0, problem)
        tables = Tables(problem)
        row = next(each for each in vacancies(tables, plan) if each.mission == "m1")
        left = {step.step: step.left for step in row.funnel}
        pair = (left["available"], left["free_in_plan"])
        return pair, nights_of(tables, plan, row)
