"""A mission of an afternoon is judged, moved, pinned and told as one of an afternoon."""

from datetime import date

import pytest

from db.engine import Ledger
from db.models import ExpertRow, InstitutionRow, MissionRow
from db.moments import half_day
from db.operations import scenarios
from db.queries import scenarios as known
from matcher.scenario import Change
from tests import make
from tests.web.conftest import Browser
from tests.web.forms import post

TUESDAY, WEDNESDAY = date(2027, 10, 19), date(2027, 10, 20)
BOARD, MOVE = "/scenarios/1/board", "/scenarios/1/missions/1/move"
PIN = "/scenarios/1/changes/pin.start"
EARLY = "the video session would begin before 7:00"


@pytest.fixture
def afternoon(ledger: Ledger, institution: int) -> None:
    """Anne is published for an afternoon by video with Beirut; its morning is her night."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        there = make.partner(session, "lb", country="LB", timezone="Asia/Beirut")
        facts = {"venue": "remote", "length": 1, "half_day_starts": True, "title": "Library"}
        dates = {"first": TUESDAY, "window_last": WEDNESDAY}
        row = make.mission(session, home, there, **dates, **facts)
        make.staffed_at(session, row, half_day(TUESDAY, "pm"), make.expert(session, home))
        scenarios.open_scenario(session, "Autumn", make.BY, make.AT)


def held(ledger: Ledger) -> list[Change]:
    with ledger.read() as session:
        return known.changes(known.scenario(session, 1))


def test_own_afternoon_of_a_mission_breaks_nothing(coordinator: Browser, afternoon: None) -> None:
    page = coordinator.get(MOVE).text
    board = coordinator.get(f"{BOARD}?day={TUESDAY}").text

    assert "“Library” on 19 October 2027 in the afternoon" in page
    assert "It breaks nothing." in page
    assert EARLY not in page
    assert f'data-start="{TUESDAY}" data-half="pm"' in board


def test_each_half_day_of_a_mission_can_be_chosen(coordinator: Browser, afternoon: None) -> None:
    page = coordinator.get(MOVE).text
    morning = coordinator.get(f"{MOVE}?start={TUESDAY}/am").text

    offered = page.split('<select class="form-select" id="start"')[1].split("</select>")[0]
    assert f'value="{TUESDAY}/am">19 October 2027 in the morning</option>' in offered
    assert f'value="{TUESDAY}/pm" selected>19 October 2027 in the afternoon' in offered
    assert offered.count("<option") == 4
    assert EARLY in morning
    assert "1 person of the team cannot come then." in morning


def test_afternoon_is_pinned_and_told_as_an_afternoon(
    coordinator: Browser, afternoon: None, ledger: Ledger
) -> None:
    post(coordinator, MOVE, {"start": f"{WEDNESDAY}/pm"})

    assert held(ledger) == [Change("pin.start", {"mission": "m1", "start": f"{WEDNESDAY}/pm"})]
    said = "“Library” starts on 20 October 2027 in the afternoon."
    assert said in coordinator.get("/scenarios/1").text
    assert "Pinned to 20 October 2027 in the afternoon" in coordinator.get(MOVE).text


def test_pin_by_its_form_asks_which_half_of_the_day(
    coordinator: Browser, afternoon: None, ledger: Ledger
) -> None:
    asked = {"mission": "m1", "start": str(WEDNESDAY)}
    assert 'name="half"' in coordinator.get(PIN).text

    post(coordinator, PIN, {**asked, "half": "pm"})
    post(coordinator, PIN, {**asked, "half": "am"})

    assert [change.facts["start"] for change in held(ledger)] == [
        f"{WEDNESDAY}/pm",
        f"{WEDNESDAY}/am",
    ]
    page = coordinator.get("/scenarios/1").text
    assert "“Library” starts on 20 October 2027 in the morning." in page


def test_pin_of_an_afternoon_is_refused_where_a_mission_starts_in_the_morning_only(
    coordinator: Browser, afternoon: None, ledger: Ledger
) -> None:
    with ledger.write() as session:
        session.get_one(MissionRow, 1).half_day_starts = False

    answer = post(coordinator, PIN, {"mission": "m1", "start": str(WEDNESDAY), "half": "pm"})

    assert answer.status_code == 422
    assert "This mission may start in the morning only." in answer.text
    assert f'value="{WEDNESDAY}"' in answer.text
    assert held(ledger) == []


def test_release_says_which_half_of_the_day_a_mission_gets_and_had(
    coordinator: Browser, afternoon: None, ledger: Ledger
) -> None:
    with ledger.write() as session:
        row = session.get_one(MissionRow, 1)
        anne = session.get_one(ExpertRow, 1)
        make.staffed_at(session, row, half_day(TUESDAY), anne)

    page = " ".join(coordinator.get("/scenarios/releases").text.split())

    assert "starts on 19 October 2027 in the afternoon" in page
    assert (
        "starts on 19 October 2027 in the morning instead of 19 October 2027 in the afternoon"
        in page
    )
