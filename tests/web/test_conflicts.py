"""Conflicts: what does not hold any more, seen, noted, and back when facts change."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from db.engine import Ledger
from db.ids import mission_id
from db.mapping import load_scenario
from db.models import BusyRow, ExpertRow, InstitutionRow, MissionPinRow, ScenarioRow
from db.operations.audit import audit
from matcher.solve import solve
from tests import make
from tests.clock import NOW
from tests.web.conftest import Browser
from tests.web.forms import post

pytestmark = pytest.mark.dates

AHEAD = NOW.date() + timedelta(days=70)
MONDAY = AHEAD - timedelta(days=AHEAD.weekday())


@pytest.fixture
def published(ledger: Ledger, institution: int) -> None:
    """Anne is published on a mission from Monday to Tuesday."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        anne = make.expert(session, home)
        make.staffed(
            session, make.mission(session, home, make.partner(session), first=MONDAY), anne
        )


def away(ledger: Ledger, days: int = 1) -> None:
    """Anne says that she is not free, as a form would."""
    with ledger.write() as session:
        for row in session.scalars(select(BusyRow)):
            session.delete(row)
        anne = session.scalars(select(ExpertRow)).one()
        make.busy(session, anne, MONDAY, MONDAY + timedelta(days=days - 1))
        audit(session, anne, "busy_added", make.BY, NOW)


def test_plan_that_holds_has_no_conflict(coordinator: Browser, published: None) -> None:
    assert "Everything holds" in coordinator.get("/conflicts").text


def test_absence_after_publishing_is_a_conflict_with_links(
    coordinator: Browser, published: None, ledger: Ledger
) -> None:
    away(ledger)

    page = coordinator.get("/conflicts").text

    assert "1 conflict is open." in page
    assert "Somebody is not free any more" in page
    assert "Anne Bova is not available" in page
    assert 'href="/missions/1"' in page
    assert 'href="/experts/1"' in page


def test_acknowledged_conflict_returns_when_its_facts_change(
    coordinator: Browser, published: None, ledger: Ledger
) -> None:
    away(ledger)
    key = _key(coordinator.get("/conflicts").text)

    post(coordinator, "/conflicts/acknowledge", {"key": key, "note": "She will swap."})

    seen = coordinator.get("/conflicts").text
    assert "No conflict is open" in seen
    assert "Everything holds" not in seen
    assert "She will swap." in seen
    assert "1 conflict" not in coordinator.get("/missions/1").text
    assert "1 conflict" not in coordinator.get(f"/plan?day={MONDAY}").text
    away(ledger, days=2)
    again = coordinator.get("/conflicts").text
    assert "1 conflict is open." in again
    assert "She will swap." not in again


def test_conflict_acknowledged_by_two_keeps_both_notes(
    coordinator: Browser, published: None, ledger: Ledger
) -> None:
    away(ledger)
    key = _key(coordinator.get("/conflicts").text)

    for note in ("We talk.", "I ask her."):
        post(coordinator, "/conflicts/acknowledge", {"key": key, "note": note})

    page = coordinator.get("/conflicts").text
    told = page.split("Somebody acknowledged it meanwhile: ")[1].split("</")[0]
    assert "We talk." in told
    assert "Your note stands after theirs." in page
    assert "We talk.\nI ask her.</span>" in page
    post(coordinator, "/conflicts/acknowledge", {"key": key, "note": "I ask her."})
    assert "We talk.\nI ask her.</span>" in coordinator.get("/conflicts").text


def test_acknowledged_conflict_is_opened_again(
    coordinator: Browser, published: None, ledger: Ledger
) -> None:
    away(ledger)
    key = _key(coordinator.get("/conflicts").text)
    post(coordinator, "/conflicts/acknowledge", {"key": key})

    post(coordinator, "/conflicts/reopen", {"key": key})

    assert "1 conflict is open." in coordinator.get("/conflicts").text


def test_repair_opens_a_scenario(coordinator: Browser, published: None, ledger: Ledger) -> None:
    away(ledger)

    answer = post(coordinator, "/conflicts/repair")

    with ledger.read() as session:
        row = session.scalars(select(ScenarioRow)).one()
    assert (answer.status_code, answer.location) == (303, f"/scenarios/{row.id}")
    assert row.name == f"Repair, {NOW.day} {NOW:%B %Y}: “Seminar”"


def test_repair_of_several_missions_is_named_in_the_readers_language(
    coordinator: Browser, published: None, ledger: Ledger
) -> None:
    away(ledger)
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, 1)
        there = make.partner(session, "ml", country="ML")
        luc = make.expert(session, home, "Luc Dorval")
        make.staffed(session, make.mission(session, home, there, first=MONDAY), luc)
        make.busy(session, luc, MONDAY, MONDAY)
        audit(session, luc, "busy_added", make.BY, NOW)
    coordinator.get("/?lang=fr")

    post(coordinator, "/conflicts/repair")

    with ledger.read() as session:
        name = session.scalars(select(ScenarioRow.name)).one()
    assert name.startswith("Réparation, ")
    assert name.endswith("«\u00a0Seminar\u00a0» et 1 autre mission")
    assert str(NOW.year) in name


def test_key_that_is_none_is_refused(coordinator: Browser, published: None) -> None:
    assert post(coordinator, "/conflicts/acknowledge", {"key": "x"}).status_code == 400


def test_ledger_without_a_plan_has_no_conflict(coordinator: Browser, institution: int) -> None:
    assert coordinator.get("/conflicts").status_code == 200


def _key(page: str) -> str:
    return page.split('name="key" value="')[1][:64]


@pytest.mark.parametrize(("state", "days"), [("accepted", 70), ("planned", 7), ("accepted", 7)])
def test_repair_replaces_who_cannot_come_and_nobody_else(
    coordinator: Browser, ledger: Ledger, institution: int, state: str, days: int
) -> None:
    """Agreed with the partner, or within the freeze zone: the search is free to mend it."""
    monday = MONDAY - timedelta(days=70 - days)
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        anne, luc = make.expert(session, home), make.expert(session, home, "Luc Dorval")
        make.expert(session, home, "Inès Caldrome")
        mission = make.mission(
            session, home, make.partner(session), make.role(count=2), first=monday, state=state
        )
        make.staffed(session, mission, anne, luc)
        make.busy(session, anne, monday, monday)

    post(coordinator, "/conflicts/repair")

    with ledger.read() as session:
        row = session.scalars(select(ScenarioRow)).one()
        problem = load_scenario(session, row, NOW.date()).problem
    assert row.freeze_days <= days
    answer = solve(problem, time_limit=240.0, workers=1)
    assert answer.plan is not None
    held = answer.plan.held(mission_id(1))
    assert {name for team in held.team.values() for name in team} == {"e2", "e3"}
    assert not answer.vacancies


def test_repair_of_a_moved_window_replaces_who_is_away_then(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    """The partner moved an agreed mission by a week in which one of the team is away."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        anne, luc = make.expert(session, home), make.expert(session, home, "Luc Dorval")
        make.expert(session, home, "Inès Caldrome")
        mission = make.mission(
            session, home, make.partner(session), make.role(count=2), first=MONDAY, state="accepted"
        )
        make.staffed(session, mission, anne, luc)
        later = MONDAY + timedelta(days=7)
        mission.window_first, mission.window_last = later, later + timedelta(days=1)
        make.busy(session, anne, later, later + timedelta(days=4))
        audit(session, mission, "edited", make.BY, NOW)

    post(coordinator, "/conflicts/repair")

    with ledger.read() as session:
        row = session.scalars(select(ScenarioRow)).one()
        problem = load_scenario(session, row, NOW.date()).problem
    answer = solve(problem, time_limit=240.0, workers=1)
    assert answer.plan is not None
    held = answer.plan.held(mission_id(1))
    assert {name for team in held.team.values() for name in team} == {"e2", "e3"}
    assert held.start in problem.missions[mission_id(1)].window
    assert not answer.vacancies


def test_repair_of_a_moved_window_keeps_whoever_is_pinned_by_hand(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        anne, luc = make.expert(session, home), make.expert(session, home, "Luc Dorval")
        mission = make.mission(
            session, home, make.partner(session), make.role(count=2), first=MONDAY, state="accepted"
        )
        make.staffed(session, mission, anne, luc)
        mission.pins.append(MissionPinRow(expert_id=anne.id, role_id=mission.roles[0].id))
        mission.window_first = mission.window_last = MONDAY + timedelta(days=7)
        audit(session, mission, "edited", make.BY, NOW)

    post(coordinator, "/conflicts/repair")

    with ledger.read() as session:
        row = session.scalars(select(ScenarioRow)).one()
        problem = load_scenario(session, row, NOW.date()).problem
    assert problem.pins[mission_id(1)].experts == ("e1",)


def test_repair_leaves_what_was_acknowledged(
    coordinator: Browser, published: None, ledger: Ledger
) -> None:
    away(ledger)
    post(coordinator, "/conflicts/acknowledge", {"key": _key(coordinator.get("/conflicts").text)})

    post(coordinator, "/conflicts/repair")

    with ledger.read() as session:
        row = session.scalars(select(ScenarioRow)).one()
        assert (row.gesture, row.freeze_days) == (0, 28)
