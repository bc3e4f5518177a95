"""Plans side by side on their page: chosen, measured, and their differences said."""

from datetime import timedelta

import pytest

from db.engine import Ledger
from db.models import InstitutionRow, RoleRow
from db.moments import half_day
from db.operations import publish, scenarios, staffing
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
    said = "“Without Anne in spring”, against “The published plan”"
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


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "plan has people in a role that “Soon” does not ask for: Clerk."),
        ("fr", "planification a des personnes dans un rôle que la mission « Soon » ne demande pas"),
    ],
)
def test_plans_with_a_role_that_was_taken_away_are_compared(
    coordinator: Browser, ledger: Ledger, institution: int, language: str, said: str
) -> None:
    soon = TODAY + timedelta(days=60)
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        anne, luc = make.expert(session, home), make.expert(session, home, "Luc Dorval")
        wanted = (make.role(title="Head"), make.role(title="Clerk"))
        mission = make.mission(
            session, home, make.partner(session), *wanted, title="Soon", first=soon
        )
        head, clerk = (role.id for role in mission.roles)
        team = Staffing(half_day(soon), {head: (anne.id,), clerk: (luc.id,)})
        live = staffing.restaff(session, mission.id, team, make.BY, make.AT)
        publish.publish(session, live.id, make.BY, make.AT)
        row = scenarios.open_scenario(session, "Another", make.BY, make.AT)
        plan = staffing.restaff(session, mission.id, team, make.BY, make.AT)
        scenarios.solved(session, row.id, plan, 0, make.AT)
        session.get_one(RoleRow, clerk).is_dropped = True

    page = coordinator.get(f"/compare?plan=live&plan=1&lang={language}")

    assert page.status_code == 200
    text = page.text.replace("\xa0", " ")
    assert text.count(said) == 2
