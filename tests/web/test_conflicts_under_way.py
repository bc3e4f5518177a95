"""Conflicts of missions that have begun: nothing leads to a page that could not mend them."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine

from db.engine import Ledger
from db.facts import BusyFacts
from db.models import InstitutionRow, ScenarioRow
from db.moments import half_day
from db.operations import experts
from db.queries import plans
from tests import make
from tests.web.conftest import Browser
from tests.web.forms import post
from tests.web.test_conflicts_shown import clock, falls_ill, held, plain

__all__ = ["clock", "held"]


UNDER_WAY = {
    "mission": ("/missions/1", "no plan changes it any more: settle it with the team"),
    "conflicts": ("/conflicts", "1 is of a mission that has begun: no repair changes it."),
    "staffing": ("/missions/1/staff", "has begun: its date and its team stay as they are."),
    "candidates": ("/missions/1/candidates", "has begun: its date and its team stay as they are."),
    "french": ("/missions/1?lang=fr", "aucune planification ne la modifie plus"),
}


@pytest.mark.parametrize("name", UNDER_WAY)
def test_conflict_of_a_mission_under_way_leads_to_no_page_that_changes_nothing(
    browser: Browser, ledger: Ledger, held: int, account: Callable[..., str], name: str
) -> None:
    path, said = UNDER_WAY[name]
    falls_ill(ledger)
    second = datetime.combine(make.MONDAY, time(14), UTC) + timedelta(days=1)
    with time_machine.travel(second, tick=False):
        page = browser.sign_in(account("coordinator")).get(path).text

    assert said in plain(page)
    for dead in (
        '/missions/1/staff"',
        "/candidates?role",
        "Repair in a scenario",
        "Staff by hand</a>",
    ):
        assert dead not in page, dead


def test_acknowledged_conflict_of_a_mission_under_way_is_counted_no_more(
    browser: Browser, ledger: Ledger, held: int, account: Callable[..., str]
) -> None:
    """Anne and Luc are ill; that Anne is has been seen."""
    falls_ill(ledger)
    falls_ill(ledger, expert=2)
    second = datetime.combine(make.MONDAY, time(14), UTC) + timedelta(days=1)
    with time_machine.travel(second, tick=False):
        coordinator = browser.sign_in(account("coordinator"))
        both = coordinator.get("/conflicts").text
        post(
            coordinator, "/conflicts/acknowledge", {"key": both.split('name="key" value="')[1][:64]}
        )
        one = coordinator.get("/conflicts").text

    assert "2 are of missions that have begun" in plain(both)
    assert "1 is of a mission that has begun" in plain(one)


def test_mission_under_way_is_ahead_of_its_people_until_they_are_back(
    browser: Browser, held: int, account: Callable[..., str]
) -> None:
    second = datetime.combine(make.MONDAY, time(14), UTC) + timedelta(days=1)
    shown = []
    for moment in (second, second + timedelta(days=1)):
        with time_machine.travel(moment, tick=False):
            reader = browser.sign_in(account("reader", login=f"reader{len(shown)}"))
            page = reader.get("/experts/1").text
        shown.append(('<div id="ahead">' in page, "Past missions" in page))

    assert shown == [(True, False), (False, True)]


def test_repair_is_named_after_what_it_can_mend_and_its_gate_says_what_it_cannot(
    browser: Browser, ledger: Ledger, held: int, account: Callable[..., str]
) -> None:
    """One mission is under way, another lies ahead, and somebody is away from each."""
    falls_ill(ledger)
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, 1)
        there = make.partner(session, "ml", country="ML")
        ahead = {"title": "Archives", "first": make.MONDAY + timedelta(days=49)}
        zoe = make.expert(session, home, "Zoé Last")
        make.staffed(session, make.mission(session, home, there, **ahead), zoe)
        first = half_day(ahead["first"])
        experts.add_busy(session, zoe.id, BusyFacts(first, first), make.BY, make.AT)
    second = datetime.combine(make.MONDAY, time(14), UTC) + timedelta(days=1)
    with time_machine.travel(second, tick=False):
        coordinator = browser.sign_in(account("coordinator"))
        listed = plain(coordinator.get("/conflicts").text)
        post(coordinator, "/conflicts/repair")
        with ledger.write() as session:
            row = session.get_one(ScenarioRow, 2)
            name, row.plan_id = row.name, plans.live_id(session)
        gate = plain(coordinator.get("/scenarios/2/publish").text)

    assert "2 conflicts are open." in listed
    assert "1 is of a mission that has begun" in listed
    assert name == "Repair, 2 March 2027: “Archives”"
    assert "“Library” has begun: its conflict stays as it is." in gate
