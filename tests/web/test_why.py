"""Why somebody sits in a role, or why not, and what forcing them would cost."""

from datetime import timedelta

import pytest

from db.engine import Ledger
from db.mapping import load_plan, load_problem
from db.models import ExpertRow, InstitutionRow, JobRow, MissionRow
from db.operations import attempts
from db.queries import plans
from db.queries import scenarios as known
from matcher.index.tables import Tables
from matcher.plan import Assignment
from matcher.problem import ExpertId, MissionId, RoleId
from matcher.trials.forcing import forced
from matcher.trials.trial import TrialLimits
from tests import make
from tests.clock import NOW
from tests.web.conftest import Browser
from tests.web.forms import post
from web.pages.candidates.forcing.page import read_forced
from web.worker.jobs.solve import perform

AHEAD = NOW.date() + timedelta(days=70)
MONDAY = AHEAD - timedelta(days=AHEAD.weekday())
ANNE = {"mission": "m1", "role": "r1", "expert": "e1"}
LUC = {**ANNE, "expert": "e2"}


def address(path: str, pair: dict[str, str]) -> str:
    return f"{path}?{'&'.join(f'{name}={value}' for name, value in pair.items())}"


@pytest.fixture
def asked(coordinator: Browser, ledger: Ledger, institution: int) -> Browser:
    """Anne goes to Haiti; Luc, who speaks too little, goes nowhere; and there is a scenario."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        library = make.domain(session, "library")
        anne = make.expert(session, home, languages={"fr": "C2"}, domains={library: 2})
        make.expert(session, home, "Luc Dorval", languages={"fr": "A2"})
        make.expert(session, home, "Maude Hibrac", languages={"fr": "C1"}, domains={library: 3})
        role = make.role(languages={"fr": "B2"}, domains={library: 1}, title="Trainer")
        facts = {"first": MONDAY, "window_last": MONDAY + timedelta(days=25)}
        mission = make.mission(session, home, make.partner(session), role, title="Library", **facts)
        make.staffed(session, mission, anne)
    coordinator.send("/scenarios", {"name": "Spring"}, "/scenarios")
    return coordinator


@pytest.mark.parametrize("path", ["/why", "/scenarios/1/why"])
def test_page_offers_every_pair(asked: Browser, path: str) -> None:
    page = asked.get(path).text

    assert '<option value="m1:r1">Library · Trainer</option>' in page
    assert page.count("<option") == 1 + 1 + 3  # the empty choice and the seat; three people
    assert "is assigned there" not in page


@pytest.mark.parametrize("path", ["/why", "/scenarios/1/why"])
def test_who_sits_there_is_told_with_the_fit_part_by_part(asked: Browser, path: str) -> None:
    page = asked.get(address(path, ANNE)).text

    assert "Anne Bova is assigned there." in page
    assert "Languages, 30 of 30." in page
    assert "French: required: “B2”; has: “C2”." in page
    assert "<p>It takes 2 days.</p>" in page, "nobody has typed a cost"
    assert "Who could take the seat now: 1." in page
    assert "Work out what it would cost" not in page


def test_seat_in_one_value_is_the_same_question(asked: Browser) -> None:
    assert "Anne Bova is assigned there." in asked.get("/why?seat=m1:r1&expert=e1").text


def test_who_cannot_sit_there_is_told_every_reason(asked: Browser) -> None:
    page = asked.get(address("/why", LUC)).text

    assert "Luc Dorval cannot be assigned there as the plan stands." in page
    assert "Luc Dorval, French: required: B2; has: A2." in page
    assert "Luc Dorval, Library: required: “knows”; has: “none”." in page


def test_who_could_sit_there_is_told_what_would_change(asked: Browser) -> None:
    page = asked.get(address("/scenarios/1/why", {**ANNE, "expert": "e3"})).text

    assert "Maude Hibrac could be assigned there as the plan stands." in page
    assert "The role is full: Anne Bova." in page
    better = (
        "Better: fit of all seats together higher by 9. "
        "Worse: 2 more people to call (mission by mission)."
    )
    change = f"In the place of Anne Bova: {better}"
    assert change in page
    assert "To call: Anne Bova leaves; Maude Hibrac joins." in page


def test_pair_that_is_not_there_is_said_kindly(asked: Browser) -> None:
    for pair in ({**ANNE, "expert": "e99"}, {**ANNE, "role": "r9"}, {**ANNE, "mission": "mx"}):
        answer = asked.get(address("/why", pair))

        assert answer.status_code == 200
        assert "choose again" in answer.text


def test_somebody_of_another_institution_is_free_or_unavailable(
    asked: Browser, ledger: Ledger
) -> None:
    with ledger.write() as session:
        other = make.institution(session, "other")
        make.expert(session, other, "Yves Ailleurs", languages={"fr": "A1"})

    page = asked.get(address("/why", {**ANNE, "expert": "e4"})).text

    assert "Yves Ailleurs is unavailable; ask their institution." in page
    assert "asked for" not in page
    assert "What it would cost" not in page
    pair = {**ANNE, "expert": "e4"}
    assert post(asked, "/forcing", {"scenario": "", **pair}).status_code == 400


def work(ledger: Ledger) -> None:
    """Carry the waiting question out, as the worker does."""
    with ledger.write() as session:
        ticket = attempts.claim(session, NOW)
    assert ticket is not None
    perform(ledger, ticket, lambda: NOW, lambda: False)


def test_forcing_is_a_job_and_its_answer_is_the_matchers(asked: Browser, ledger: Ledger) -> None:
    answer = post(asked, "/forcing", {"scenario": "", **LUC})
    assert (answer.status_code, answer.location) == (303, "/forcing/1")
    assert "The question waits for its turn." in asked.get("/forcing/1").text
    assert post(asked, "/forcing", {"scenario": "", **LUC}).location == "/forcing/1"

    work(ledger)

    with ledger.read() as session:
        problem = load_problem(session, today=NOW.date(), freeze_days=0)
        live = plans.live_id(session)
        assert live is not None
        plan = load_plan(session, live, problem)
        job = session.get_one(JobRow, 1)
        found = read_forced(job.asked, job.best or {})
    seat = Assignment(MissionId("m1"), RoleId("r1"), ExpertId("e2"))
    expected = forced(Tables(problem), plan, seat, TrialLimits(seconds=10))
    assert (job.state, job.plan_id) == ("done", None)
    assert (found.status, found.tiers, found.waived) == (
        expected.status,
        expected.tiers,
        expected.waived,
    )
    page = asked.get("/forcing/1").text
    assert "With this assignment imposed, and everything planned again:" in page
    assert "2 more people to call (mission by mission); no better plan exists: proven." in page
    assert "The decision would set aside:" in page


def test_forcing_in_a_scenario_counts_its_changes(asked: Browser, ledger: Ledger) -> None:
    path = "/scenarios/1/changes/pin.expert"
    asked.send(path, {"seat": "m1:r1", "expert": "e1"}, path)
    post(asked, "/forcing", {"scenario": "1", **LUC})

    work(ledger)

    page = asked.get("/forcing/1").text
    assert "No plan can assign them there. These decisions cannot be kept together:" in page
    assert "Anne Bova in the team of “Library”." in page
    way = page[page.index('class="crumbs"') : page.index("<h1")]
    assert ('href="/scenarios/1"' in way, 'href="/plan"' in way) == (True, False)
    with ledger.read() as session:
        assert [c.code for c in known.changes(known.scenario(session, 1))] == ["pin.expert"]


def test_forcing_of_what_is_gone_meanwhile_fails_with_the_reason(
    asked: Browser, ledger: Ledger
) -> None:
    post(asked, "/forcing", {"scenario": "", **LUC})
    with ledger.write() as session:
        session.get_one(MissionRow, 1).state = "closed"

    work(ledger)

    assert "is not part of the plan any more" in asked.get("/forcing/1").text


def test_forcing_is_cancelled_while_it_waits(asked: Browser) -> None:
    post(asked, "/forcing", {"scenario": "", **LUC})

    post(asked, "/forcing/1/cancel")

    assert "The question was cancelled." in asked.get("/forcing/1").text


@pytest.mark.parametrize(
    "form",
    [
        {"scenario": "", **LUC, "expert": "e9"},
        {"scenario": "", **LUC, "role": "r9"},
        {"scenario": "x", **LUC},
        {"scenario": "", **LUC, "mission": "x"},
    ],
)
def test_question_that_no_page_asks_is_refused(asked: Browser, form: dict[str, str]) -> None:
    assert post(asked, "/forcing", form).status_code == 400


def test_search_is_no_question_and_a_question_no_search(asked: Browser) -> None:
    post(asked, "/solve", {"time_limit": "10"})
    post(asked, "/forcing", {"scenario": "", **LUC})

    assert asked.get("/forcing/1").status_code == 404
    assert asked.get("/solve/2").status_code == 404
    assert asked.get("/forcing/2/events").status_code == 200


def test_question_about_a_mission_of_others_is_not_there(asked: Browser, ledger: Ledger) -> None:
    with ledger.write() as session:
        other = make.institution(session, "other")
        session.get_one(MissionRow, 1).institution_id = other.id
        assert session.get_one(ExpertRow, 1).institution_id == 1

    assert asked.get(address("/why", ANNE)).text.count("<option") == 1 + 3
    assert post(asked, "/forcing", {"scenario": "", **LUC}).status_code == 404
