"""A pin that a published scenario has opened is lifted with it: nobody is pinned and not there."""

from collections.abc import Iterator

import pytest
import time_machine
from sqlalchemy import select

from db.engine import Ledger
from db.models import BusyRow, InstitutionRow, JobRow, MissionRow
from db.operations import attempts, pins
from tests import make
from tests.web.conftest import Browser
from tests.web.forms import accepted, post
from web.service.clock import now
from web.worker.jobs.solve import perform


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    """The missions of these tests lie ahead, whenever the tests run."""
    with time_machine.travel(make.AT, tick=False):
        yield


@pytest.fixture
def pinned(ledger: Ledger, institution: int) -> None:
    """Anne is pinned to a published mission and falls ill; Paul could go."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        anne = make.expert(session, home)
        make.expert(session, home, "Paul Deru")
        mission = make.mission(session, home, make.partner(session), title="Archives")
        make.staffed(session, mission, anne)
        pins.pin_expert(session, mission.id, mission.roles[0].id, anne.id, make.BY, make.AT)
        make.busy(session, anne, make.MONDAY)


def solved(coordinator: Browser, ledger: Ledger, scenario: str) -> None:
    """A plan is found for a scenario."""
    post(coordinator, f"{scenario}/solve", {"time_limit": "10"})
    with ledger.write() as session:
        ticket = attempts.claim(session, now())
    assert ticket is not None
    perform(ledger, ticket, now, lambda: False)
    with ledger.read() as session:
        assert session.get_one(JobRow, ticket.job_id).state == "done"


def test_published_repair_lifts_the_pin_that_it_opened(
    coordinator: Browser, ledger: Ledger, pinned: None
) -> None:
    scenario = str(post(coordinator, "/conflicts/repair").location)
    solved(coordinator, ledger, scenario)
    gate = coordinator.get(f"{scenario}/publish").text
    form = {"base": "1", "name": "Repair"}
    form |= {"accepted": accepted(gate)} if "To be accepted" in gate else {}

    answer = post(coordinator, f"{scenario}/publish", form)

    assert answer.status_code == 303
    assert "is pinned to this team" not in gate
    assert "Everything holds" in coordinator.get("/conflicts").text
    with ledger.read() as session:
        assert session.get_one(MissionRow, 1).pins == []
    story = coordinator.get("/missions/1").text
    assert "Anne Bova" in story.partition("History")[2]


def test_pin_that_the_published_plan_keeps_stays(
    coordinator: Browser, ledger: Ledger, pinned: None
) -> None:
    with ledger.write() as session:
        for row in session.scalars(select(BusyRow)):
            session.delete(row)
        home = session.get_one(InstitutionRow, 1)
        make.mission(session, home, make.partner(session, "sn"), title="Library")
    scenario = str(coordinator.send("/scenarios", {"name": "Spring"}, "/scenarios").location)
    path = f"{scenario}/changes/unpin.expert"
    coordinator.send(path, {"mission": "m1", "expert": "e1"}, path)
    solved(coordinator, ledger, scenario)

    answer = post(coordinator, f"{scenario}/publish", {"base": "1", "name": "Both"})

    assert answer.status_code == 303
    with ledger.read() as session:
        assert [pin.expert_id for pin in session.get_one(MissionRow, 1).pins] == [1]


def test_team_that_the_partner_has_agreed_to_is_not_called_pinned(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        anne = make.expert(session, home)
        make.expert(session, home, "Paul Deru")
        mission = make.mission(session, home, make.partner(session), state="accepted")
        make.staffed(session, mission, anne)
    scenario = str(coordinator.send("/scenarios", {"name": "Spring"}, "/scenarios").location)
    for code in ("unpin.expert", "mission.banned"):
        path = f"{scenario}/changes/{code}"
        coordinator.send(path, {"mission": "m1", "expert": "e1"}, path)
    solved(coordinator, ledger, scenario)
    compared = f"/compare?plan=live&plan={scenario.rpartition('/')[2]}"

    pages = {lang: coordinator.get(f"{compared}&lang={lang}").text for lang in ("fr", "en")}

    assert "Anne Bova is in the team agreed with the partner" in pages["en"]
    assert "l’équipe convenue avec le partenaire" in pages["fr"]
    assert "pinned to this team" not in pages["en"]


def test_date_that_the_partner_was_told_is_not_called_pinned(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        anne = make.expert(session, home)
        partner, window = make.partner(session), {"window_last": make.MONDAY.replace(day=19)}
        mission = make.mission(session, home, partner, state="proposed", **window)
        make.staffed(session, mission, anne, on=make.MONDAY)
        later = make.MONDAY.replace(day=8)
    scenario = str(coordinator.send("/scenarios", {"name": "Spring"}, "/scenarios").location)
    for code, facts in (
        ("unpin.start", {"mission": "m1"}),
        ("pin.start", {"mission": "m1", "start": str(later)}),
    ):
        path = f"{scenario}/changes/{code}"
        coordinator.send(path, facts, path)
    solved(coordinator, ledger, scenario)

    page = coordinator.get(f"/compare?plan=live&plan={scenario.rpartition('/')[2]}").text

    assert "The partner counts on 1 March 2027" in page
    assert "unpin it first" not in page
