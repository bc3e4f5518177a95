"""What a plan leaves vacant: by a scenario's own facts, and by those that hold once it is live."""

from datetime import timedelta

import pytest

from db.engine import Ledger
from db.ids import mission_id
from db.mapping import load_scenario, store_plan
from db.models import InstitutionRow
from db.operations import jobs, scenarios
from db.queries import plans
from db.queries import scenarios as known
from matcher.plan import Answer, Plan
from matcher.scenario import Change
from tests import make
from tests.clock import NOW
from tests.web.conftest import Browser
from tests.web.counted import count_links, listed
from tests.web.forms import post

AHEAD = NOW.date() + timedelta(days=70)
MONDAY = AHEAD - timedelta(days=AHEAD.weekday())
PUBLISH = "/scenarios/1/publish"


@pytest.fixture
def dropped(ledger: Ledger, institution: int) -> None:
    """Anne and Paul are published; the plan of a scenario does not hold their mission."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        team = [make.expert(session, home, name) for name in ("Anne Bova", "Paul Deru")]
        two = make.role(count=2)
        mission = make.mission(session, home, make.partner(session), two, first=MONDAY)
        make.staffed(session, mission, *team)
        row = scenarios.open_scenario(session, "Without it", make.BY, NOW)
        drop = Change("mission.dropped", {"mission": mission_id(mission.id)})
        scenarios.change(session, row.id, [drop], make.BY, NOW)
        problem = load_scenario(session, row, NOW.date()).problem
        found, base = Answer("feasible", Plan()), plans.live_id(session)
        facts = {"base_id": base, "by": make.BY, "at": NOW, "dropped": known.dropped(row)}
        plan = store_plan(session, problem, found, **facts)
        session.flush()
        scenarios.solved(session, row.id, plan, row.gesture, NOW)
        job = jobs.ask(session, "solve", {"time_limit": 10, "scenario": row.id}, make.BY, NOW)
        job.state, job.plan_id = "done", row.plan_id


def test_gate_counts_the_seats_that_are_vacant_once_it_is_published(
    coordinator: Browser, dropped: None, ledger: Ledger
) -> None:
    page = coordinator.get(PUBLISH).text
    counts = dict(count_links(coordinator, PUBLISH))

    assert counts["#vacant"] == listed(coordinator, PUBLISH, "#vacant") == 2
    assert "once it is published, of missions that begin on" in page
    with ledger.read() as session:
        live = plans.live_id(session)
    assert post(coordinator, PUBLISH, {"base": live}).status_code == 303
    assert dict(count_links(coordinator, "/"))["/vacancies#seats"] == 2


def test_gate_says_that_every_seat_is_filled(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        mission = make.mission(session, home, make.partner(session), first=MONDAY)
        make.staffed(session, mission, make.expert(session, home))
        row = scenarios.open_scenario(session, "The same", make.BY, NOW)
        row.plan_id = plans.live_id(session)

    assert dict(count_links(coordinator, PUBLISH))["#vacant"] == 0
    assert 'id="vacant">Every seat is filled.' in coordinator.get(PUBLISH).text


def test_search_of_a_scenario_counts_by_its_facts_as_the_scenario_does(
    coordinator: Browser, dropped: None
) -> None:
    own = "/scenarios/1/vacancies#seats"
    pages = ("/scenarios/1", "/scenarios/1/board")

    assert [dict(count_links(coordinator, path))[own] for path in pages] == [0, 0]
    lacking = coordinator.get("/solve/1").text.split('id="lacking"')[1]
    assert "None: every seat is filled." in lacking


def test_reason_of_a_vacancy_says_whom_only_the_partners_word_holds(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    """The plan of a search that leaves an agreed mission out: nobody has pinned anybody."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        team = [make.expert(session, home, name) for name in ("Anne Bova", "Paul Deru")]
        two = make.role(count=2)
        mission = make.mission(session, home, make.partner(session), two, first=MONDAY)
        make.staffed(session, mission, *team)
        mission.state = "accepted"
        row = scenarios.open_scenario(session, "All", make.BY, NOW)
        session.flush()
        problem = load_scenario(session, row, NOW.date()).problem
        found, base = Answer("feasible", Plan()), plans.live_id(session)
        plan = store_plan(session, problem, found, base_id=base, by=make.BY, at=NOW)
        job = jobs.ask(session, "solve", {"time_limit": 10}, make.BY, NOW)
        session.flush()
        job.state, job.plan_id = "done", plan.id

    page = coordinator.get("/solve/1").text.split('id="lacking"')[1]

    assert "is pinned to this team" not in page
    assert "Paul Deru is in the team agreed with the partner" in page
