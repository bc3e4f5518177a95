"""Scenarios beside what is live: begun as an earlier release, published, or put aside."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from db.engine import Ledger
from db.ids import expert_id, mission_id, role_id
from db.mapping import load_scenario, store_plan
from db.models import ExpertRow, InstitutionRow, MissionRow
from db.operations import mission_states, publish, scenarios, staffing
from db.operations.staffing import Staffing
from db.queries import plans
from matcher.plan import Answer, Plan, TierResult
from matcher.problem import Held
from matcher.scenario import Change
from tests import make
from tests.clock import NOW
from tests.web.conftest import Browser
from tests.web.forms import post

AHEAD = NOW.date() + timedelta(days=70)
MONDAY = AHEAD - timedelta(days=AHEAD.weekday())
PUBLISH = "/scenarios/1/publish"


@pytest.fixture
def solved(ledger: Ledger, institution: int) -> None:
    """Anne is published; a scenario without her is solved: Paul goes in her place."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        anne, paul = make.expert(session, home), make.expert(session, home, "Paul Deru")
        mission = make.mission(session, home, make.partner(session), first=MONDAY)
        make.staffed(session, mission, anne)
        row = scenarios.open_scenario(session, "Paul instead", make.BY, NOW)
        wanted = [Change("expert.withdrawn", {"expert": expert_id(anne.id)})]
        scenarios.change(session, row.id, wanted, make.BY, NOW)
        problem = load_scenario(session, row, NOW.date()).problem
        name, team = mission_id(mission.id), {role_id(mission.roles[0].id): (expert_id(paul.id),)}
        held = Plan({name: Held(problem.missions[name].window.start, team)})
        answer = Answer("feasible", held, {"vacancies": 0}, (TierResult(3, 1),))
        base = plans.live_id(session)
        plan = store_plan(session, problem, answer, base_id=base, by=make.BY, at=NOW)
        session.flush()
        scenarios.solved(session, row.id, plan, row.gesture, NOW)


def live(ledger: Ledger) -> int | None:
    """The release that is live."""
    with ledger.read() as session:
        return plans.live_id(session)


def test_scenario_from_a_release_stands_beside_what_is_live(
    coordinator: Browser, solved: None, ledger: Ledger
) -> None:
    """Anne was replaced by Paul in release 2; the other mission of release 1 is as it was."""
    with ledger.write() as session:
        home = session.scalars(select(InstitutionRow)).one()
        there = make.partner(session, "ml")
        later = make.mission(session, home, there, first=MONDAY + timedelta(days=28))
        make.staffed(session, later, make.expert(session, home, "Luc Dorval"))
        old = plans.live_id(session)
        role, paul = session.get_one(MissionRow, 1).roles[0].id, session.get_one(ExpertRow, 2)
        start = plans.starts(session, old or 0)[1]
        team = Staffing(start, {role: (paul.id,)})
        publish.publish(session, staffing.restaff(session, 1, team, make.BY, NOW).id, make.BY, NOW)
    post(coordinator, f"/scenarios/releases/{old}/scenario")

    page = coordinator.get("/scenarios/2").text
    before = coordinator.get("/scenarios/2/publish").text
    back = coordinator.get(f"/scenarios/releases/{old}/bring-back").text

    assert "Nothing yet: it begins as release 2." in page
    assert "it is the published plan" not in page
    assert "The plan below is release 2: look for a plan on what is published now." in page
    assert tally(page) == ["1 person joins", "1 person leaves", "0 people have other dates"]
    for said in (before, back):
        assert "Publishing makes 2 changes in people’s calendars. 1 person" in spaced(said)
        assert re.findall(r"<h3>(\w+) <span class=\"quiet\">(\(\d+\))", said) == [
            ("Join", "(1)"),
            ("Leave", "(1)"),
        ]
    assert "What was published meanwhile" not in before


def test_scenario_from_the_live_release_has_nothing_to_publish(
    coordinator: Browser, solved: None, ledger: Ledger
) -> None:
    post(coordinator, f"/scenarios/releases/{live(ledger)}/scenario")

    page = coordinator.get("/scenarios/2").text
    before = coordinator.get("/scenarios/2/publish").text

    assert "Nothing yet: it is the published plan." in page
    assert tally(page) == ["0 people join", "0 people leave", "0 people have other dates"]
    assert "This is already published: there is nothing to publish." in before
    assert "What was published meanwhile" not in before


@pytest.mark.parametrize("path", ["", "/vacancies", "/board", "/publish"])
def test_scenario_from_a_release_shows_a_mission_that_was_promised_since(
    coordinator: Browser, solved: None, ledger: Ledger, path: str
) -> None:
    """Luc, alone in speaking Spanish, is away on the promised day now, and free the day after."""
    with ledger.write() as session:
        home = session.scalars(select(InstitutionRow)).one()
        there, old = make.partner(session, "ml"), plans.live_id(session)
        luc = make.expert(session, home, "Luc Dorval", languages={"es": "C1"})
        role = make.role(languages={"es": "C1"})
        mission = make.mission(session, home, there, role, title="Promised", first=MONDAY)
        make.staffed(session, mission, luc)
        for state in ("approved", "proposed", "accepted"):
            mission_states.move(session, mission.id, state, make.BY, NOW)
        make.busy(session, luc, MONDAY, MONDAY + timedelta(days=1))

    scenario = str(post(coordinator, f"/scenarios/releases/{old}/scenario").location)
    page = coordinator.get(f"{scenario}{path}")

    assert page.status_code == 200
    assert "could start as" not in page.text


def test_published_scenario_has_nothing_left_to_publish(
    coordinator: Browser, solved: None, ledger: Ledger
) -> None:
    post(coordinator, PUBLISH, {"base": live(ledger)})

    page = coordinator.get(PUBLISH).text
    scenario = coordinator.get("/scenarios/1").text

    assert "This scenario was published: there is nothing left to publish." in page
    assert "Publishing makes" not in page
    assert ("<h3>" in page, 'id="reach"' in page, 'name="base"' in page) == (False, False, False)
    assert tally(scenario)[:2] == ["1 person joins", "1 person leaves"]  # as it has changed it


def test_scenario_put_aside_is_not_said_to_be_published(coordinator: Browser, solved: None) -> None:
    post(coordinator, "/scenarios/1/discard")

    page = coordinator.get(PUBLISH).text

    assert "This scenario was put aside." in page
    assert "Publishing makes" not in page


def tally(page: str) -> list[str]:
    """How many join, leave and go on other dates."""
    part = page.partition('<ul class="tally">')[2].partition("</ul>")[0]
    return re.findall(r"<li>([^<]*)</li>", part)[:3]


def spaced(page: str) -> str:
    """A page with one space between words."""
    return " ".join(page.split())
