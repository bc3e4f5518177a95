"""Plans side by side on their page: chosen, measured, and their differences said."""

from datetime import timedelta

import pytest

from db.engine import Ledger
from db.models import InstitutionRow
from db.moments import half_day
from db.operations import scenarios, staffing
from db.operations.staffing import Staffing
from tests import make
from tests.clock import TODAY
from tests.web.browser.world import World, build
from tests.web.conftest import Browser
from tests.worlds import copied


@pytest.fixture
def world(ledger: Ledger) -> World:
    """A live plan, and a scenario whose plan a search has found."""
    return copied(ledger, build)


@pytest.fixture
def planner(world: World, browser: Browser) -> Browser:
    return browser.sign_in("planner")


def test_one_plan_alone_asks_for_another(planner: Browser) -> None:
    page = planner.get("/compare?plan=live").text

    assert "Please tick one more plan." in page
    assert "Without Anne in spring" in page


@pytest.mark.parametrize("language", ["en", "fr"])
def test_two_plans_are_measured_and_their_differences_said(
    planner: Browser, world: World, language: str
) -> None:
    page = planner.get(f"/compare?plan=live&plan={world.scenario}&lang={language}")

    assert page.status_code == 200
    assert 'id="against-1"' in page.text
    measures = page.text[page.text.index('id="measures"') : page.text.index('id="against-1"')]
    shown, folded = measures.split("<details")
    assert (shown.count('<th scope="row">'), folded.count('<th scope="row">')) == (10, 9)
    assert "%(" not in page.text
    said = "Without Anne in spring, against The published plan"
    assert (said in page.text) == (language == "en")


def test_unknown_plans_are_not_compared(planner: Browser) -> None:
    page = planner.get("/compare?plan=live&plan=999").text

    assert 'id="against-1"' not in page


def test_what_a_scenario_changes_within_the_freeze_zone_is_compared(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    soon = TODAY + timedelta(days=14 - TODAY.weekday())
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        anne, luc = make.expert(session, home), make.expert(session, home, "Luc Dorval")
        mission = make.mission(session, home, make.partner(session), title="Soon", first=soon)
        make.staffed(session, mission, anne)
        row = scenarios.open_scenario(session, "Sooner", make.BY, make.AT)
        scenarios.freeze(session, row.id, 0, make.BY, make.AT)
        team = {mission.roles[0].id: (luc.id,)}
        plan = staffing.restaff(
            session, mission.id, Staffing(half_day(soon), team), make.BY, make.AT
        )
        scenarios.solved(session, row.id, plan, 0, make.AT)

    page = coordinator.get("/compare?plan=live&plan=1").text

    assert "1 mission differs" in page
    assert "Dorval, Luc" in page
