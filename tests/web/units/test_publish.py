"""Two institutions publish over one live plan: each keeps to its own, and undoes nobody's."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from db import invariants
from db.actors import Actor
from db.engine import Ledger
from db.models import AccountRow, BookingRow, ExpertRow, JobRow, MissionRow, PlanRow, ScenarioRow
from db.moments import half_day
from db.operations import publish, scenarios, staffing
from db.operations.staffing import Staffing
from db.queries import plans
from tests import make
from tests.web.conftest import Browser
from tests.web.forms import filled_in, post
from tests.web.units import two_units
from tests.web.units.two_units import DAY, Unit, World, login_of

STALE = "Something else was published since"


def drafted(ledger: Ledger, unit: Unit, number: int, start: int, *experts: int) -> int:
    """A plan of a unit's planner: one of its missions on a date, with these people."""
    with ledger.write() as session:
        mission = session.get_one(MissionRow, unit.keys["mission_id"][number])
        login = login_of("coordinator", unit)
        author = session.scalars(select(AccountRow.id).where(AccountRow.login == login)).one()
        team = {mission.roles[0].id: experts} if experts else {}
        by = Actor(author, login)
        plan = staffing.restaff(session, mission.id, Staffing(start, team), by, make.AT)
        session.flush()
        return plan.id


def published(ledger: Ledger, unit: Unit, number: int, start: int, *experts: int) -> None:
    """The same, published by the unit itself."""
    plan = drafted(ledger, unit, number, start, *experts)
    with ledger.write() as session:
        row = session.get_one(PlanRow, plan)
        publish.publish(session, plan, Actor(row.author_id, "Planner"), make.AT)


def planned(ledger: Ledger, unit: Unit, plan: int) -> int:
    """The unit's scenario with this plan."""
    scenario = unit.keys["scenario_id"][0]
    with ledger.write() as session:
        row = session.get_one(ScenarioRow, scenario)
        found = session.get_one(PlanRow, plan)
        scenarios.solved(session, scenario, found, row.gesture, make.AT)
    return scenario


def starts(ledger: Ledger) -> dict[int, int]:
    with ledger.read() as session:
        assert invariants.check(session) == ()
        return dict(plans.starts(session, plans.live_id(session) or 0))


def own(ledger: Ledger, mission: int) -> list[int]:
    """Who is booked for a mission."""
    booked = select(BookingRow.expert_id).where(
        BookingRow.mission_id == mission, BookingRow.status != "cancelled"
    )
    with ledger.read() as session:
        return sorted(session.scalars(booked))


def test_scenario_is_published_over_what_another_unit_has_published(
    browser: Browser, ledger: Ledger, world: World
) -> None:
    qc, fr = world.units["qc"], world.units["fr"]
    scenario = qc.keys["scenario_id"][0]
    browser.sign_in(login_of("coordinator", qc))
    path, before = f"/scenarios/{scenario}/publish", starts(ledger)
    page = browser.get(path).text
    published(ledger, fr, 1, half_day(make.MONDAY + 42 * DAY))

    answer = post(browser, path, {"base": _base(page)})

    assert STALE not in page
    assert STALE not in browser.get(f"/scenarios/{scenario}").text
    assert answer.status_code == 303
    dated = {
        qc.keys["mission_id"][1]: half_day(make.MONDAY + 28 * DAY),
        fr.keys["mission_id"][1]: half_day(make.MONDAY + 42 * DAY),
    }
    assert starts(ledger) == before | dated


def test_scenario_is_stale_once_its_own_mission_was_published_otherwise(
    browser: Browser, ledger: Ledger, world: World
) -> None:
    qc, fr = world.units["qc"], world.units["fr"]
    scenario = qc.keys["scenario_id"][0]
    browser.sign_in(login_of("coordinator", qc))
    path = f"/scenarios/{scenario}/publish"
    page = browser.get(path).text
    published(ledger, qc, 1, half_day(make.MONDAY + 29 * DAY))
    published(ledger, fr, 1, half_day(make.MONDAY + 42 * DAY))
    before = starts(ledger)

    answer = post(browser, path, {"base": _base(page)})

    assert answer.status_code == 409
    assert STALE in answer.text
    assert "Release 3, by Planner" in answer.text  # of its own unit, and not the live one
    assert starts(ledger) == before


def test_release_is_brought_back_over_what_another_unit_has_published(
    browser: Browser, ledger: Ledger, world: World
) -> None:
    qc, fr = world.units["qc"], world.units["fr"]
    mission = qc.keys["mission_id"][0]
    team = own(ledger, mission)
    published(ledger, qc, 0, half_day(make.MONDAY), qc.keys["expert_id"][0])
    browser.sign_in(login_of("coordinator", qc))
    path = f"/scenarios/releases/{qc.keys['plan_id'][0]}/bring-back"
    page = browser.get(path).text
    published(ledger, fr, 1, half_day(make.MONDAY + 42 * DAY))

    form: dict[str, object] = {"base": _base(page)}
    if found := re.search(r'name="accepted" value="([^"]+)"', page):
        form["accepted"] = found[1]
    answer = post(browser, path, form)

    assert answer.status_code == 303
    assert own(ledger, mission) == team
    assert starts(ledger)[fr.keys["mission_id"][1]] == half_day(make.MONDAY + 42 * DAY)


def test_plan_of_a_search_is_published_over_what_another_unit_has_published(
    browser: Browser, ledger: Ledger, world: World
) -> None:
    qc, fr = world.units["qc"], world.units["fr"]
    plan = drafted(ledger, qc, 1, half_day(make.MONDAY + 28 * DAY))
    with ledger.write() as session:
        row = session.get_one(PlanRow, plan)
        row.state, row.status = "solved", "feasible"
        asked = {"time_limit": 30}
        facts = {"state": "done", "plan_id": plan, "author_id": row.author_id}
        job = JobRow(kind="solve", asked=asked, created_at=make.AT, **facts)
        session.add(job)
        session.flush()
        key = job.id
    published(ledger, fr, 1, half_day(make.MONDAY + 42 * DAY))
    browser.sign_in(login_of("coordinator", qc))

    page = browser.get(f"/solve/{key}").text
    answer = post(browser, f"/solve/{key}/publish", {"base": _base(page)})

    assert "Publish this plan" in page
    assert (answer.status_code, (answer.location or "").split("?")[0]) == (303, "/plan"), (
        answer.text
    )
    assert {qc.keys["mission_id"][1], fr.keys["mission_id"][1]} <= starts(ledger).keys()


def test_mission_is_staffed_and_cancelled_over_what_another_unit_has_published(
    browser: Browser, ledger: Ledger, world: World
) -> None:
    qc, fr = world.units["qc"], world.units["fr"]
    mission = qc.keys["mission_id"][1]
    browser.sign_in(login_of("coordinator", qc))
    page = browser.get(f"/missions/{mission}/staff").text
    shown = browser.get(f"/missions/{mission}/cancel").text
    published(ledger, fr, 1, half_day(make.MONDAY + 42 * DAY))
    day = (make.MONDAY + 28 * DAY).isoformat()

    form = {"base": _base(page), "start": day, "half": "am"}
    staffed = post(browser, f"/missions/{mission}/staff", form)
    version = re.findall(r'name="version" value="([^"]*)"', shown)[0]
    published(ledger, fr, 1, half_day(make.MONDAY + 43 * DAY))
    cancelling = {"to": "cancelled", "reason": "No money", "version": version}
    cancelled = post(browser, f"/missions/{mission}/state", cancelling)

    assert (staffed.status_code, cancelled.status_code) == (303, 303)
    assert mission not in starts(ledger)
    assert starts(ledger)[fr.keys["mission_id"][1]] == half_day(make.MONDAY + 43 * DAY)


def test_who_was_booked_by_another_unit_meanwhile_forbids_it_before_any_tick(
    browser: Browser, ledger: Ledger, world: World
) -> None:
    qc, fr = world.units["qc"], world.units["fr"]
    with ledger.read() as session:
        lent = session.scalars(two_units.lent_of(qc)).one()
        name = session.get_one(ExpertRow, lent).name
    start = half_day(make.MONDAY + 28 * DAY)
    scenario = planned(ledger, qc, drafted(ledger, qc, 1, start, lent))
    browser.sign_in(login_of("coordinator", qc))
    path = f"/scenarios/{scenario}/publish"
    page = browser.get(path).text
    published(ledger, fr, 1, start, lent)
    before = starts(ledger)

    answer = post(browser, path, {"base": _base(page)})

    assert answer.status_code == 409
    assert f"{name} is already booked elsewhere, 29–30 March 2027." in answer.text
    assert 'name="accepted"' not in answer.text
    assert "is not available" not in answer.text
    assert fr.mark not in answer.text
    assert starts(ledger) == before


def test_longer_agreed_mission_that_has_no_room_asks_on_nobodys_word(
    browser: Browser, ledger: Ledger, world: World
) -> None:
    qc, fr = world.units["qc"], world.units["fr"]
    mission = qc.keys["mission_id"][0]
    with ledger.write() as session:
        lent = session.scalars(two_units.lent_of(qc)).one()
        session.get_one(MissionRow, mission).state = "accepted"
    published(ledger, fr, 1, half_day(make.MONDAY + timedelta(days=7)), lent)
    browser.sign_in(login_of("coordinator", qc))
    path = f"/missions/{mission}/edit"
    form = _edited(browser, path) | {"length": "8"}

    answer = post(browser, path, form)

    assert answer.status_code == 422
    assert "is already booked elsewhere, 8 March 2027." in answer.text
    assert 'name="accepted"' not in answer.text
    assert fr.mark not in answer.text


@pytest.mark.parametrize(
    ("code", "listed", "others"), [("qc", ["1"], True), ("fr", ["3", "2"], False)]
)
def test_releases_are_those_that_changed_something_that_the_reader_sees(
    browser: Browser, ledger: Ledger, world: World, code: str, listed: list[str], others: bool
) -> None:
    published(ledger, world.units["fr"], 1, half_day(make.MONDAY + 42 * DAY))
    browser.sign_in(login_of("coordinator", world.units[code]))

    page = browser.get("/scenarios/releases").text

    assert (
        re.findall(r"Release (\d+)[^<]*<span class=.badge-state badge-confirmed", page)
        == listed[:1]
    )
    assert re.findall(r'id="release-\d+">Release (\d+)', page) == listed
    assert "0 changes" not in page
    assert ("The plan in force is release 3," in page) == others


def _base(page: str) -> str:
    return str(re.findall(r'name="base" value="(\d*)"', page)[0])


def _edited(browser: Browser, path: str) -> dict[str, object]:
    return dict(filled_in(browser.get(path).text))
