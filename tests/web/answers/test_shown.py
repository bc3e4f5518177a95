"""Where answers show: in the team, on the expert's page, on the first page, among conflicts."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from db.engine import Ledger
from db.ids import expert_id, mission_id
from db.mapping import load_problem
from db.models import AnswerTokenRow, MissionRow, ScenarioRow
from db.operations import answers, mission_states
from db.operations.answers import Given
from db.queries import scenarios
from matcher.problem import Held
from matcher.scenario import Change, apply
from tests import make
from tests.web.answers.world import MONDAY, NOW, World, asked, restaffed
from tests.web.conftest import Browser
from tests.web.forms import post
from web.service.answers.waiting import waiting

pytestmark = pytest.mark.dates

NO = Given("declined", "My mandate ends.")
OTHER = Given("other_dates", proposed=(MONDAY + timedelta(days=14), MONDAY + timedelta(days=18)))


def says(ledger: Ledger, world: World, given: Given) -> None:
    with ledger.write() as session:
        answers.record(session, world.booking, given, "page", make.BY, NOW)


def test_team_shows_what_was_said_and_when(
    coordinator: Browser, ledger: Ledger, world: World
) -> None:
    path = f"/missions/{world.mission}"
    asked(ledger, world)
    assert "No answer yet" in coordinator.get(path).text

    says(ledger, world, NO)

    page = coordinator.get(path).text
    assert "Declines" in page
    assert "My mandate ends." in page
    assert "by the link" in page
    assert f'href="/answers/{world.booking}"' in page


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Accepts, not yet for sure"), ("fr", "Accepte, sans certitude")],
)
def test_yes_that_is_not_sure_does_not_read_as_a_yes(
    coordinator: Browser, ledger: Ledger, world: World, language: str, said: str
) -> None:
    says(ledger, world, Given("tentative"))

    for path in (f"/missions/{world.mission}", f"/experts/{world.anne}"):
        assert said in coordinator.get(f"{path}?lang={language}").text, path


def test_reader_sees_the_answer_and_not_the_note(
    browser: Browser, account: Callable[..., str], ledger: Ledger, world: World
) -> None:
    says(ledger, world, NO)
    browser.sign_in(account("reader"))

    for path in (f"/missions/{world.mission}", f"/experts/{world.anne}"):
        page = browser.get(path).text
        assert "Declines" in page
        assert "My mandate ends." not in page


@pytest.mark.parametrize(("role", "reads"), [("coordinator", True), ("reader", False)])
def test_reason_of_a_refusal_is_read_by_who_staffs_missions_alone(
    browser: Browser,
    account: Callable[..., str],
    ledger: Ledger,
    world: World,
    role: str,
    reads: bool,
) -> None:
    says(ledger, world, NO)
    browser.sign_in(account(role))

    page = browser.get(f"/missions/{world.mission}/refusals").text

    assert "Bova, Anne" in page
    assert ("My mandate ends." in page) == reads


def test_experts_page_shows_the_answer_to_what_is_asked_now(
    coordinator: Browser, ledger: Ledger, world: World
) -> None:
    says(ledger, world, Given("tentative", "My mandate ends."))
    assert "My mandate ends." in coordinator.get(f"/experts/{world.anne}").text

    restaffed(ledger, world, world.anne, on=MONDAY + timedelta(days=7))

    assert "My mandate ends." not in coordinator.get(f"/experts/{world.anne}").text


def test_first_page_lists_answers_that_are_waited_for(
    coordinator: Browser, ledger: Ledger, world: World
) -> None:
    assert "the invitation has not been sent" in coordinator.get("/").text
    asked(ledger, world)
    assert "the invitation has not been sent" not in coordinator.get("/").text
    for path in ("/", "/replies"):
        waiting = coordinator.get(path).text.split("Answers waited for")[1]
        assert "Bova, Anne</a>" in waiting, path

    says(ledger, world, Given("accepted"))

    assert "None: everybody with a mission ahead has answered." in coordinator.get("/").text


def test_closed_link_of_who_has_not_answered_is_marked(
    coordinator: Browser, ledger: Ledger, world: World
) -> None:
    asked(ledger, world, NOW - timedelta(days=40))

    assert "the link has closed" in coordinator.get("/replies").text


def test_link_has_closed_from_its_very_last_moment_on(ledger: Ledger, world: World) -> None:
    asked(ledger, world)

    with ledger.read() as session:
        token = session.scalars(select(AnswerTokenRow)).one()
        closes = token.expires_at
        found = [
            waiting([(token.booking, token)], at)[0].is_late
            for at in (closes - timedelta(seconds=1), closes)
        ]

    assert found == [False, True]


def test_first_page_of_an_expert_asks_until_there_is_an_answer(
    browser: Browser, account: Callable[..., str], ledger: Ledger, world: World
) -> None:
    browser.sign_in(account("expert", expert=world.anne))
    page = browser.get("/").text
    assert "1 question to answer" in page
    assert f'href="/answers/{world.booking}"' in page

    post(browser, f"/answers/{world.booking}", {"answer": "accepted"})

    page = browser.get("/").text
    assert "question to answer" not in page
    assert "Accepts" in page


@pytest.mark.parametrize(
    ("given", "sentence"),
    [(NO, "They say: “My mandate ends.”"), (OTHER, "and proposes ")],
)
def test_no_is_a_conflict_until_it_is_taken_back(
    coordinator: Browser, ledger: Ledger, world: World, given: Given, sentence: str
) -> None:
    says(ledger, world, given)
    page = coordinator.get("/conflicts").text
    assert "1 conflict is open." in page
    assert "Somebody says no, or proposes other dates" in page
    assert sentence in page

    says(ledger, world, Given("accepted"))

    assert "Everything holds" in coordinator.get("/conflicts").text


def test_conflict_that_was_seen_is_back_with_another_no(
    coordinator: Browser, ledger: Ledger, world: World
) -> None:
    says(ledger, world, NO)
    key = coordinator.get("/conflicts").text.split('name="key" value="')[1][:64]
    post(coordinator, "/conflicts/acknowledge", {"key": key, "note": "Jean may go."})
    assert "No conflict is open" in coordinator.get("/conflicts").text

    says(ledger, world, OTHER)

    assert "1 conflict is open." in coordinator.get("/conflicts").text


def repaired(ledger: Ledger) -> tuple[int, tuple[Change, ...]]:
    """The freeze zone and the changes of the one scenario there is."""
    with ledger.read() as session:
        row = session.scalars(select(ScenarioRow)).one()
        return row.freeze_days, tuple(scenarios.changes(row))


def test_repair_keeps_out_who_declines(coordinator: Browser, ledger: Ledger, world: World) -> None:
    says(ledger, world, NO)

    post(coordinator, "/conflicts/repair")

    assert_heeded(ledger, world, 28)


def test_repair_unpins_who_was_pinned(coordinator: Browser, ledger: Ledger, world: World) -> None:
    with ledger.read() as session:
        role = session.get_one(MissionRow, world.mission).roles[0].id
    pinned = {"expert": world.anne, "role": role}
    assert post(coordinator, f"/missions/{world.mission}/pin-expert", pinned).status_code == 303
    says(ledger, world, NO)

    post(coordinator, "/conflicts/repair")

    assert_heeded(ledger, world, 28)


@pytest.mark.parametrize("days", [10, 56])
def test_repair_opens_agreed_missions_and_those_that_begin_soon(
    coordinator: Browser, ledger: Ledger, world: World, days: int
) -> None:
    """A promise that somebody refuses must be looked at again, however near it is."""
    first = NOW.date() + timedelta(days=days)
    first += timedelta(days=-first.weekday() % 7)  # a Monday: none begins on a Sunday
    with ledger.write() as session:
        mission = session.get_one(MissionRow, world.mission)
        mission.window_first = mission.window_last = first
    restaffed(ledger, world, world.anne, on=first)
    with ledger.write() as session:
        for state in ("approved", "proposed", "accepted"):
            mission_states.move(session, world.mission, state, make.BY, NOW)
    says(ledger, world, NO)

    post(coordinator, "/conflicts/repair")

    assert_heeded(ledger, world, min(28, (first - NOW.date()).days - 1))


def assert_heeded(ledger: Ledger, world: World, freeze_days: int) -> None:
    """The problem of today says so itself: Anne is neither pinned nor possible."""
    freeze, changes = repaired(ledger)
    assert (freeze, changes) == (freeze_days, ())
    with ledger.read() as session:
        problem = load_problem(session, today=NOW.date(), freeze_days=freeze)
    applied = apply(problem, changes)
    mission, anne = mission_id(world.mission), expert_id(world.anne)
    assert applied.gone == ()
    assert anne in applied.problem.missions[mission].banned
    assert anne not in applied.problem.pins.get(mission, Held()).experts


def test_repair_takes_the_time_of_who_proposes_other_dates(
    coordinator: Browser, ledger: Ledger, world: World
) -> None:
    says(ledger, world, OTHER)

    post(coordinator, "/conflicts/repair")

    assert repaired(ledger) == (28, ())
    with ledger.read() as session:
        problem = load_problem(session, today=NOW.date())
    left, back = MONDAY - timedelta(days=1), MONDAY + timedelta(days=1)
    (away,) = problem.experts[expert_id(world.anne)].busy
    ends = [problem.horizon.moment(away.start), problem.horizon.moment(away.end - 1)]
    assert ends == [f"{left.isoformat()}/am", f"{back.isoformat()}/pm"]
