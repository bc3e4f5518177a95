"""Missions that searches pass over, and seats before anything is published: said as they are."""

from datetime import timedelta

import pytest

from db.engine import Ledger
from db.models import InstitutionRow, ScenarioRow
from tests import make
from tests.clock import TODAY
from tests.web.conftest import Browser
from tests.web.counted import count_links, listed
from tests.web.forms import filled_in, post

SOON = TODAY + timedelta(days=8)
LATER = TODAY + timedelta(days=60)


@pytest.fixture
def near(ledger: Ledger, institution: int) -> None:
    """A mission with two seats that must start within the days that searches leave as they are."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        last = SOON + timedelta(days=3)
        facts = {"venue": "home", "window_last": last, "title": "Soon"}
        make.mission(session, home, None, make.role(count=2), first=SOON, **facts)
        make.expert(session, home)


def test_near_mission_is_said_to_be_staffed_by_hand_only(
    coordinator: Browser, near: None, ledger: Ledger
) -> None:
    page = coordinator.get("/missions/1").text
    search = " ".join(coordinator.get("/solve").text.split())

    assert "Searches leave the days before" in page
    assert "1 mission is to be staffed, but starts before" in search
    assert "There is no mission to plan yet" not in search
    form = filled_in(coordinator.get("/missions/1/edit").text) | {"notes": "More."}
    answer = post(coordinator, "/missions/1/edit", form)
    assert "flash-warning" in coordinator.get(answer.location).text


def test_later_mission_is_not_said_to_be_passed_over(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        make.mission(session, home, None, first=LATER, venue="home")

    assert "Searches leave the days before" not in coordinator.get("/missions/1").text
    assert "is to be staffed, but starts before" not in coordinator.get("/solve").text


@pytest.mark.parametrize("path", ["/", "/missions/", "/plan", "/coverage"])
def test_vacant_seats_count_before_anything_is_published(
    coordinator: Browser, near: None, path: str
) -> None:
    counts = dict(count_links(coordinator, path))

    assert counts["/vacancies#seats"] == listed(coordinator, path, "/vacancies#seats") == 2
    assert "Nothing is published yet" in coordinator.get("/vacancies").text


def test_way_to_fill_a_near_mission_is_tried_in_a_scenario_that_plans_it(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        make.mission(session, home, None, make.role(kind="member"), first=SOON, venue="home")
        make.busy(session, make.expert(session, home), SOON, SOON + timedelta(days=1))
        later = make.mission(session, home, None, first=LATER, venue="home")
        make.staffed(session, later, make.expert(session, home, "Paul Deru", kind="official"))
    page = coordinator.get("/missions/1").text
    form = filled_in(page, "/missions/1/unlock")

    answer = post(coordinator, "/missions/1/unlock", form)

    assert answer.status_code == 303
    assert "This no longer applies" not in coordinator.get(answer.location).text
    with ledger.read() as session:
        assert session.get_one(ScenarioRow, 1).freeze_days <= 8
