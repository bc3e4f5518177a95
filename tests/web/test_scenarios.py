"""Scenarios on their pages: opened, changed in words, undone, solved, put aside."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from db.engine import Ledger
from db.mapping import load_problem
from db.models import (
    AssignmentRow,
    BookingRow,
    InstitutionRow,
    JobRow,
    MissionBookingRow,
    MissionRow,
    PlanRow,
    ScenarioChangeRow,
)
from db.operations import attempts
from db.queries import scenarios as known
from matcher.scenario import Change
from matcher.scenario.applying import APPLIERS
from tests import make
from tests.clock import TODAY, now
from tests.web.conftest import Browser
from tests.web.forms import post
from web.language.sentences.changes import SENTENCES, change_sentence
from web.language.sentences.names import Names
from web.pages.scenarios.kinds import KINDS
from web.worker.jobs.solve import perform

AHEAD = TODAY + timedelta(days=70)
MONDAY = AHEAD - timedelta(days=AHEAD.weekday())
FRIDAY = MONDAY + timedelta(days=4)


@pytest.fixture
def scenario(coordinator: Browser, ledger: Ledger, institution: int) -> str:
    """The address of a scenario of a live plan: Anne goes to Haiti."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        there = make.partner(session)
        anne = make.expert(session, home)
        make.expert(session, home, "Luc Dorval", kind="member")
        make.domain(session, "library")
        made = make.programme(session, home)
        facts = {"first": MONDAY, "window_last": FRIDAY, "programme_id": made.id}
        make.staffed(session, make.mission(session, home, there, title="Library", **facts), anne)
        make.mission(session, home, there, title="Later", state="requested", first=MONDAY)
    return str(coordinator.send("/scenarios", {"name": "Without her"}, "/scenarios").location)


def held(ledger: Ledger) -> list[Change]:
    with ledger.read() as session:
        return known.changes(known.scenario(session, 1))


def test_scenario_opens_empty_and_says_what_to_do(coordinator: Browser, scenario: str) -> None:
    page = coordinator.get(scenario).text

    assert scenario == "/scenarios/1"
    assert "<h1>Without her</h1>" in page
    assert "A draft: nothing of it is published" in page
    assert "Nothing yet: it is the published plan." in page


def test_name_is_needed(coordinator: Browser, institution: int) -> None:
    answer = coordinator.send("/scenarios", {"name": "  "}, "/scenarios")

    assert answer.status_code == 422
    assert "Please fill this in." in answer.text


FORMS: dict[str, dict[str, object]] = {
    "expert.busy": {"expert": "e1", "first": MONDAY, "last": FRIDAY},
    "expert.free": {"expert": "e1", "first": MONDAY, "last": FRIDAY},
    "expert.withdrawn": {"expert": "e1"},
    "expert.added": {
        "name": "A member who speaks Creole",
        "institution": "anq",
        "person_kind": "member",
        "skill_1": "library",
        "skill_level_1": "2",
        "tongue_1": "ht",
        "tongue_level_1": "C1",
    },
    "institution.sits": {"institution": "anq", "first": MONDAY, "last": FRIDAY},
    "expert.days_max": {"expert": "e1", "most": "3"},
    "expert.missions_max": {"expert": "e1", "most": ""},
    "expert.rest": {"expert": "e1", "half_days": "1.5"},
    "mission.added": {"asked": "m2"},
    "mission.dropped": {"missions": ["m1"]},
    "mission.window": {"mission": "m1", "first": MONDAY, "last": FRIDAY},
    "mission.shifted": {"missions": ["m1"], "days": "7", "direction": "earlier"},
    "mission.priority": {"missions": ["m1"], "priority": "9"},
    "mission.speaks": {"mission": "m1", "language": "ht", "cefr": "B1"},
    "role.count": {"seat": "m1:r1", "count": "2"},
    "role.kind": {"seat": "m1:r1", "kind": "member"},
    "role.domain": {"seat": "m1:r1", "domain": "library", "domain_level": "2"},
    "role.language": {"seat": "m1:r1", "language": "fr", "cefr": "B2"},
    "pin.start": {"mission": "m1", "start": MONDAY},
    "unpin.start": {"missions": ["m1"]},
    "pin.expert": {"seat": "m1:r1", "expert": "e2"},
    "unpin.expert": {"mission": "m1", "expert": "e1"},
    "mission.banned": {"mission": "m1", "expert": "e1"},
    "mission.admitted": {"mission": "m1", "expert": "e1"},
    "programme.half_days": {"programme": "p1", "work": "12.5"},
    "programme.share": {"programme": "p1", "institution": "anq", "work": ""},
    "programme.budget": {"programme": "p1", "money": "5000"},
    "institution.days_max": {"institution": "anq", "most": "12"},
    "institution.missions_max": {"institution": "anq", "most": ""},
    "institution.rest": {"institution": "anq", "half_days": "2"},
    "horizon.until": {"until": FRIDAY},
    "objective.weights": {"misfit": "5", "burden": "2", "delay": "1"},
}


@pytest.mark.parametrize("code", FORMS)
def test_every_change_has_a_form_and_a_sentence(
    coordinator: Browser, scenario: str, ledger: Ledger, code: str
) -> None:
    path = f"{scenario}/changes/{code}"
    assert coordinator.get(path).status_code == 200

    answer = coordinator.send(path, FORMS[code], path)

    assert (answer.status_code, answer.location) == (303, scenario)
    [change] = held(ledger)
    assert change.code == code
    for language in ("en", "fr"):
        page = coordinator.get(f"{scenario}?lang={language}").text
        assert '<ol class="change-list">' in page
        assert code not in page.split("change-list")[1].split("</ol>")[0]
        assert "%(" not in page


def test_every_code_is_offered_and_worded() -> None:
    assert set(FORMS) == set(KINDS) == set(APPLIERS) == set(SENTENCES)


def test_sentence_of_a_lifted_bound_speaks_of_no_limit(app: Flask) -> None:
    with app.test_request_context():
        lifted = Change("programme.share", {"programme": "p", "institution": "qc", "most": None})

        assert change_sentence(lifted, Names()) == "p: no limit of work from qc."


def test_somebody_withdrawn_still_has_a_name(coordinator: Browser, scenario: str) -> None:
    path = f"{scenario}/changes/expert.withdrawn"
    coordinator.send(path, {"expert": "e1"}, path)

    assert "Anne Bova cannot be sent." in coordinator.get(f"{scenario}?lang=en").text


def test_mistakes_come_back_with_what_was_typed(
    coordinator: Browser, scenario: str, ledger: Ledger
) -> None:
    path = f"{scenario}/changes/expert.busy"

    answer = coordinator.send(path, {"expert": "e1", "first": FRIDAY, "last": MONDAY}, path)

    assert answer.status_code == 422
    assert "The last day is before the first one." in answer.text
    assert f'value="{FRIDAY}"' in answer.text
    assert held(ledger) == []


def test_bulk_change_is_one_step(coordinator: Browser, scenario: str, ledger: Ledger) -> None:
    add = f"{scenario}/changes/mission.added"
    coordinator.send(add, {"asked": "m2"}, add)
    path = f"{scenario}/changes/mission.priority"
    coordinator.send(path, {"missions": ["m1", "m2"], "priority": "50"}, path)
    assert len(held(ledger)) == 3

    post(coordinator, f"{scenario}/undo")

    assert [change.code for change in held(ledger)] == ["mission.added"]
    post(coordinator, f"{scenario}/redo")
    assert len(held(ledger)) == 3


def test_change_is_removed_from_the_list(
    coordinator: Browser, scenario: str, ledger: Ledger
) -> None:
    path = f"{scenario}/changes/expert.withdrawn"
    coordinator.send(path, {"expert": "e1"}, path)
    with ledger.read() as session:
        change_id = session.scalars(select(ScenarioChangeRow.id)).one()

    answer = post(coordinator, f"{scenario}/remove", {"change": change_id})

    assert answer.status_code == 303
    assert held(ledger) == []


def test_discarding_leaves_the_published_plan_as_it_was(
    coordinator: Browser, scenario: str, ledger: Ledger
) -> None:
    def published() -> object:
        with ledger.read() as session:
            rows = (PlanRow, AssignmentRow, BookingRow, MissionBookingRow)
            tables = [session.execute(select(row.__table__)).all() for row in rows]
            return tables, load_problem(session, today=TODAY)

    before = published()
    path = f"{scenario}/changes/institution.sits"
    coordinator.send(path, {"institution": "anq", "first": MONDAY, "last": FRIDAY}, path)

    answer = post(coordinator, f"{scenario}/discard")

    assert answer.status_code == 303
    assert published() == before
    assert "This scenario was put aside." in coordinator.get(scenario).text
    late = coordinator.send(path, {"institution": "anq", "first": MONDAY, "last": FRIDAY}, path)
    assert late.status_code == 303
    assert len(held(ledger)) == 1


def test_variant_begins_with_the_same_changes(
    coordinator: Browser, scenario: str, ledger: Ledger
) -> None:
    path = f"{scenario}/changes/expert.withdrawn"
    coordinator.send(path, {"expert": "e1"}, path)

    answer = post(coordinator, "/scenarios", {"origin": 1, "name": "Another"})

    with ledger.read() as session:
        child = known.scenario(session, 2)
        assert (answer.location, child.name, child.origin_id) == ("/scenarios/2", "Another", 1)
        assert known.changes(child) == held(ledger)


def test_solving_asks_for_the_scenario(coordinator: Browser, scenario: str, ledger: Ledger) -> None:
    answer = post(coordinator, f"{scenario}/solve", {"time_limit": "10"})
    again = post(coordinator, f"{scenario}/solve", {"time_limit": "10"})

    with ledger.read() as session:
        job = session.scalars(select(JobRow)).one()
    assert answer.location == again.location == f"/solve/{job.id}"
    assert job.asked == {"time_limit": 10, "seed": 1, "scenario": 1}
    assert "Watch the search" in coordinator.get(scenario).text


def test_freeze_zone_and_name_are_kept(coordinator: Browser, scenario: str, ledger: Ledger) -> None:
    post(coordinator, f"{scenario}/settings", {"name": "Mine", "freeze_days": "7"})
    wrong = post(coordinator, f"{scenario}/settings", {"name": "Été", "freeze_days": "900"})

    with ledger.read() as session:
        row = known.scenario(session, 1)
    assert (row.name, row.freeze_days) == ("Mine", 7)
    assert wrong.status_code == 422
    assert 'value="900"' in wrong.text
    assert 'value="Été"' in wrong.text
    assert 'href="#freeze_days"' in wrong.text
    empty = post(coordinator, f"{scenario}/settings", {"name": "Mine", "freeze_days": ""})
    assert empty.status_code == 422
    assert "Days that stay as they are: please fill this in." in empty.text


def test_scenarios_that_are_not_there_answer_404(coordinator: Browser, institution: int) -> None:
    assert coordinator.get("/scenarios/9").status_code == 404
    assert coordinator.get("/scenarios/9/changes/pin.start").status_code == 404
    assert post(coordinator, "/scenarios/9/undo").status_code == 404


def test_reader_has_no_scenarios(browser: Browser, account: Callable[..., str]) -> None:
    browser.sign_in(account("reader"))

    assert browser.get("/scenarios").status_code == 403


def test_somebody_imagined_is_solved_with_and_never_published(
    coordinator: Browser, scenario: str, ledger: Ledger
) -> None:
    path = f"{scenario}/changes/expert.added"
    coordinator.send(path, FORMS["expert.added"], path)
    path = f"{scenario}/changes/pin.expert"
    coordinator.send(path, {"seat": "m1:r1", "expert": "x-1"}, path)
    page = coordinator.get(scenario).text
    assert "A member who speaks Creole is imagined: Member" in page
    assert "A member who speaks Creole takes part in “Library”" in page

    job = int(str(post(coordinator, f"{scenario}/solve", {"time_limit": "10"}).location)[7:])
    with ledger.write() as session:
        ticket = attempts.claim(session, now())
    assert ticket is not None
    perform(ledger, ticket, now, lambda: False)

    with ledger.read() as session:
        plan_id = session.get_one(JobRow, job).plan_id
        assert plan_id is not None
        plan = session.get_one(PlanRow, plan_id)
        assert [seat.expert_id for seat in plan.assignments] == []
        assert plan.tiers[1]["value"] == 0
    release = coordinator.get(f"{scenario}/publish").text
    assert "Somebody in it is only imagined: take them out and look for a plan again." in release
    post(coordinator, f"{scenario}/publish", {"base": "1", "name": "x", "accepted": "1"})
    with ledger.read() as session:
        assert session.get_one(PlanRow, plan_id).state == "solved"


def test_plan_that_is_published_already_is_said_to_be(
    coordinator: Browser, scenario: str, ledger: Ledger
) -> None:
    with ledger.write() as session:
        session.get_one(MissionRow, 2).state = "cancelled"
    same = _solved(coordinator, scenario, ledger)
    path = f"{scenario}/changes/mission.banned"
    coordinator.send(path, {"mission": "m1", "expert": "e1"}, path)
    other = _solved(coordinator, scenario, ledger)

    assert "the same as what is published" in same
    assert f"{scenario}/publish" not in same
    assert "nobody sees it until it is published" in other
    assert f"{scenario}/publish" in other


def _solved(coordinator: Browser, scenario: str, ledger: Ledger) -> str:
    """The page of a search for the scenario, once it has ended."""
    address = str(post(coordinator, f"{scenario}/solve", {"time_limit": "10"}).location)
    with ledger.write() as session:
        ticket = attempts.claim(session, now())
    assert ticket is not None
    perform(ledger, ticket, now, lambda: False)
    return coordinator.get(address).text


def test_closed_scenario_is_not_solved_nor_put_aside_again(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    coordinator.send("/scenarios", {"name": "Autumn"}, "/scenarios")
    post(coordinator, "/scenarios/1/discard")
    coordinator.get("/scenarios/1")

    post(coordinator, "/scenarios/1/solve", {"time_limit": "10"})
    asked = coordinator.get("/scenarios/1").text
    post(coordinator, "/scenarios/1/discard")
    again = coordinator.get("/scenarios/1").text

    assert "This scenario is closed: nothing was changed." in asked
    assert "That is not possible any more" in again
    assert "The published plan is what it was" not in again
    with ledger.read() as session:
        assert session.scalars(select(JobRow)).all() == []
