"""An earlier release comes back through the gate of every publication, and the history says so."""

from collections.abc import Iterator

import pytest
import time_machine
from sqlalchemy import select

from db.engine import Ledger
from db.models import (
    BookingRow,
    ExpertRow,
    InstitutionRow,
    MessageRow,
    MissionBookingRow,
    MissionRow,
    PlanRow,
)
from db.operations import pins, refusals
from db.operations.bookings import rewrite
from db.operations.refusals import Refusing
from db.queries import plans
from tests import make
from tests.web.conftest import Browser
from tests.web.forms import accepted, filled_in, post

BACK = "/scenarios/releases/1/bring-back"


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    """The missions of these tests lie ahead, whenever the tests run."""
    with time_machine.travel(make.AT, tick=False):
        yield


@pytest.fixture
def replaced(ledger: Ledger, institution: int) -> int:
    """Anne fell ill: Paul goes in her place, and the partner has accepted the mission."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        anne, paul = make.expert(session, home), make.expert(session, home, "Paul Deru")
        mission = make.mission(session, home, make.partner(session), title="Archives")
        make.staffed(session, mission, anne)
        make.staffed(session, mission, paul)
        make.busy(session, anne, make.MONDAY)
        mission.state = "accepted"
        session.flush()
        rewrite(session, plans.live_id(session) or 0, make.AT)
        return mission.id


def booked(ledger: Ledger) -> list[tuple[str, str]]:
    with ledger.read() as session:
        rows = session.scalars(select(BookingRow).order_by(BookingRow.expert_id))
        return [(row.expert.name, row.status) for row in rows]


def test_ill_person_on_an_agreed_mission_is_warned_of_and_accepted_by_name(
    coordinator: Browser, ledger: Ledger, replaced: int
) -> None:
    page = coordinator.get(BACK).text
    form = filled_in(page, BACK) | {"name": "As before"}

    refused = post(coordinator, BACK, form)
    before = booked(ledger)
    done = post(coordinator, BACK, form | {"accepted": accepted(page), "word": "The Speaker"})

    assert "Anne Bova is not available, 1 March 2027: absence" in page
    assert "“Archives” is agreed with its partner, and would change." in page
    assert (refused.status_code, done.status_code) == (422, 303)
    assert before == [("Anne Bova", "cancelled"), ("Paul Deru", "confirmed")]
    assert booked(ledger) == [("Anne Bova", "confirmed"), ("Paul Deru", "cancelled")]
    assert done.location == f"/plan?day={make.MONDAY}"
    history = coordinator.get("/scenarios/releases").text
    assert "Release 3: As before" in history
    assert "It brings release 1 back." in history


def test_release_brought_back_without_a_word_proposes_the_mission_again(
    coordinator: Browser, ledger: Ledger, replaced: int
) -> None:
    page = coordinator.get(BACK).text

    post(coordinator, BACK, filled_in(page, BACK) | {"accepted": accepted(page)})

    assert booked(ledger) == [("Anne Bova", "hold"), ("Paul Deru", "cancelled")]
    with ledger.read() as session:
        assert session.get_one(MissionRow, replaced).state == "proposed"


def test_who_is_kept_out_by_now_forbids_it_and_a_scenario_is_offered(
    coordinator: Browser, ledger: Ledger, replaced: int
) -> None:
    with ledger.write() as session:
        pins.ban(session, replaced, 1, make.BY, make.AT)

    page = coordinator.get(BACK).text
    answer = post(coordinator, BACK, {"base": 2, "accepted": "whatever"})

    assert "This forbids it" in page
    assert "Make a scenario from it" in page
    assert "Publish this plan" not in page
    assert answer.status_code == 409
    assert booked(ledger) == [("Anne Bova", "cancelled"), ("Paul Deru", "confirmed")]


def test_release_that_is_as_what_is_published_has_no_button(
    coordinator: Browser, ledger: Ledger, replaced: int
) -> None:
    with ledger.write() as session:
        anne = session.get_one(ExpertRow, 1)
        make.staffed(session, session.get_one(MissionRow, replaced), anne, word="They agree.")

    page = coordinator.get(BACK).text
    answer = post(coordinator, BACK, {"base": 3})

    assert "This is already published: there is nothing to publish." in page
    assert "Publish this plan" not in page
    assert answer.status_code == 303
    with ledger.read() as session:
        assert session.scalars(select(PlanRow.number).where(PlanRow.state == "live")).one() == 3


def test_dates_of_empty_missions_count_and_are_listed_as_changes(
    coordinator: Browser, ledger: Ledger, institution: int, replaced: int
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        empty = make.mission(session, home, make.partner(session, "ml"), title="Empty visit")
        make.staffed(session, empty)

    page, history = coordinator.get(BACK).text, coordinator.get("/scenarios/releases").text

    assert "The date of 1 mission changes." in page
    assert "Missions that lose their date" in page
    assert "Empty visit" in page
    # Release 3 dates a mission with nobody in it: one change, and it is named.
    latest = history.split('id="release-3"')[1].split("</section>")[0]
    assert "1 change<" in latest.replace("</p>", "<")
    assert "Missions that get a date" in latest
    with ledger.read() as session:
        assert len(session.scalars(select(MissionBookingRow)).all()) == 2


def test_plan_without_missions_in_its_days_leads_to_those_that_have_some(
    coordinator: Browser, replaced: int
) -> None:
    page = coordinator.get("/plan?lang=en&day=2026-11-10").text

    assert "Nothing is published for these days" in page
    assert f"day={make.MONDAY}" in page
    assert "Go to the nearest days with missions" in page


def test_who_has_declined_since_is_never_asked_again_by_a_release_brought_back(
    coordinator: Browser, ledger: Ledger, replaced: int
) -> None:
    with ledger.write() as session:
        messages = len(session.scalars(select(MessageRow)).all())
        refusals.refuse(session, Refusing(replaced, 1), make.BY, make.AT)

    page = coordinator.get(BACK).text
    answer = post(coordinator, BACK, {"base": 2, "accepted": "whatever"})

    assert "Anne Bova has declined this mission, on 4 January 2027." in page
    assert "is kept out of this team" not in page
    assert answer.status_code == 409
    with ledger.read() as session:
        assert len(session.scalars(select(MessageRow)).all()) == messages


def test_draft_cannot_be_brought_back_and_what_holds_is_said_to_hold(
    coordinator: Browser, ledger: Ledger, replaced: int
) -> None:
    with ledger.write() as session:
        draft = PlanRow(state="draft", created_at=make.AT)
        session.add(draft)
        session.flush()
        draft_id, live_id = draft.id, plans.live_id(session)

    never = post(coordinator, f"/scenarios/releases/{draft_id}/bring-back", {"name": "x"})
    holds = post(coordinator, f"/scenarios/releases/{live_id}/bring-back", {"name": "x"})

    assert never.status_code == 404
    assert holds.status_code == 303
    page = coordinator.get("/scenarios/releases?lang=en").text
    assert "Nothing was changed: this release is already the one in force." in page
    assert "published meanwhile" not in page
