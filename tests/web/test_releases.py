"""Publishing a scenario: what to know first, refusals that change nothing, and the way back."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from db.engine import Ledger
from db.ids import expert_id, mission_id, role_id
from db.mapping import load_scenario, store_plan
from db.models import (
    BookingRow,
    ExpertRow,
    InstitutionRow,
    MessageRow,
    MissionRow,
    PlanRow,
    ScenarioRow,
)
from db.operations import jobs, publish, scenarios, staffing, tokens
from db.operations.staffing import Staffing
from db.operations.tokens import TokenFacts
from db.queries import plans
from db.queries import releases as published
from db.queries import scenarios as known
from matcher.plan import Answer, Plan, TierResult
from matcher.problem import Held
from matcher.scenario import Change
from tests import make
from tests.clock import NOW
from tests.web.conftest import Browser
from tests.web.forms import accepted, post

AHEAD = NOW.date() + timedelta(days=70)
MONDAY = AHEAD - timedelta(days=AHEAD.weekday())
PUBLISH = "/scenarios/1/publish"


@pytest.fixture
def solved(ledger: Ledger, institution: int) -> Callable[..., None]:
    """A scenario without Anne, solved: Paul goes in her place."""

    def make_one(*changes: Change) -> None:
        with ledger.write() as session:
            home = session.get_one(InstitutionRow, institution)
            anne = make.expert(session, home)
            make.expert(session, home, "Paul Deru")
            mission = make.mission(session, home, make.partner(session), first=MONDAY)
            make.staffed(session, mission, anne)
            row = scenarios.open_scenario(session, "Paul instead", make.BY, NOW)
            wanted = changes or (Change("expert.withdrawn", {"expert": "e1"}),)
            scenarios.change(session, row.id, wanted, make.BY, NOW)
            problem = load_scenario(session, row, NOW.date()).problem
            start = problem.missions[mission_id(mission.id)].window.start
            team = {role_id(mission.roles[0].id): (expert_id(2),)}
            held = Plan({mission_id(mission.id): Held(start, team)})
            answer = Answer("feasible", held, {"vacancies": 0}, (TierResult(3, 1),))
            base = plans.live_id(session)
            plan = store_plan(session, problem, answer, base_id=base, by=make.BY, at=NOW)
            session.flush()
            scenarios.solved(session, row.id, plan, row.gesture, NOW)

    return make_one


def republish(ledger: Ledger) -> None:
    """Somebody else publishes another plan."""
    with ledger.write() as session:
        start = plans.starts(session, plans.live_id(session) or 0)[1]
        other = staffing.restaff(session, 1, Staffing(start, {}), make.BY, NOW)
        publish.publish(session, other.id, make.BY, NOW)


def live(ledger: Ledger) -> int | None:
    with ledger.read() as session:
        return plans.live_id(session)


def test_page_says_what_changes_and_what_stays_in_the_scenario(
    coordinator: Browser, solved: Callable[..., None]
) -> None:
    solved()

    page = coordinator.get(PUBLISH).text

    assert "Publishing makes 2 changes in people" in page
    assert "1 person hears of it." in page  # who leaves was never told that they go
    assert "A better plan is still possible in 1 respect." in page
    assert "enter it on its own page: Anne Bova cannot be sent." in page
    assert "To be accepted" not in page


def test_release_is_published_with_its_name(
    coordinator: Browser, solved: Callable[..., None], ledger: Ledger
) -> None:
    solved()

    answer = post(coordinator, PUBLISH, {"name": "Spring", "base": live(ledger)})

    assert (answer.status_code, answer.location) == (303, f"/plan?day={MONDAY}")
    with ledger.read() as session:
        row = session.scalars(select(PlanRow).where(PlanRow.state == "live")).one()
        status = select(BookingRow.expert_id, BookingRow.status).order_by(BookingRow.expert_id)
        assert (row.name, row.number) == ("Spring", 2)
        assert [tuple(each) for each in session.execute(status)] == [(1, "cancelled"), (2, "hold")]
        assert known.scenario(session, 1).state == "published"
    assert "Release 2: Spring" in coordinator.get("/scenarios/releases?lang=en").text


def test_broken_rules_of_today_are_to_be_accepted(
    coordinator: Browser, solved: Callable[..., None], ledger: Ledger
) -> None:
    solved()
    with ledger.write() as session:
        make.busy(session, session.get_one(ExpertRow, 2), MONDAY)
    before = live(ledger)

    page = coordinator.get(PUBLISH).text
    refused = post(coordinator, PUBLISH, {"base": before})

    assert "Paul Deru is not available" in page
    assert refused.status_code == 422
    assert live(ledger) == before
    named = {"base": before, "accepted": "1", "name": "Été, sans Anne"}
    again = post(coordinator, PUBLISH, named)
    assert again.status_code == 422
    assert 'value="Été, sans Anne"' in again.text
    read = accepted(refused.text)
    assert post(coordinator, PUBLISH, {"base": before, "accepted": read}).status_code == 303
    assert live(ledger) != before


def test_stale_base_is_refused_with_an_offer_to_solve_again(
    coordinator: Browser, solved: Callable[..., None], ledger: Ledger
) -> None:
    solved()
    shown = live(ledger)
    republish(ledger)
    after = live(ledger)

    answer = post(coordinator, PUBLISH, {"base": shown})

    assert answer.status_code == 409
    assert "Look for a plan again on what is published now" in answer.text
    assert live(ledger) == after


def test_scenario_changed_since_is_not_offered_for_publication(
    coordinator: Browser, solved: Callable[..., None], ledger: Ledger
) -> None:
    solved()
    post(coordinator, "/scenarios/1/undo")
    before = live(ledger)

    answer = post(coordinator, PUBLISH, {"base": before})

    assert answer.status_code == 409
    assert "look for a plan again first" in answer.text
    assert live(ledger) == before


def test_confirmed_mission_is_a_serious_warning(
    coordinator: Browser, solved: Callable[..., None], ledger: Ledger
) -> None:
    solved()
    with ledger.write() as session:
        session.get_one(MissionRow, 1).state = "accepted"

    page = coordinator.get(PUBLISH).text

    assert "is agreed with its partner, and would change." in page
    assert "Who agreed to it?" in page


def test_release_is_brought_back_and_made_a_scenario_of(
    coordinator: Browser, solved: Callable[..., None], ledger: Ledger
) -> None:
    solved()
    first = live(ledger)
    post(coordinator, PUBLISH, {"base": first})
    back = f"/scenarios/releases/{first}/bring-back"

    asked = coordinator.get(back).text
    none = coordinator.get(f"/scenarios/releases/{live(ledger)}/bring-back").status_code
    answer = post(coordinator, f"/scenarios/releases/{first}/bring-back", {"base": live(ledger)})
    stale = post(coordinator, f"/scenarios/releases/{first}/bring-back", {"base": first})
    child = post(coordinator, f"/scenarios/releases/{first}/scenario")

    assert (answer.status_code, stale.status_code, child.status_code) == (303, 303, 303)
    assert "Publishing makes 2 changes in people’s calendars." in asked
    assert ("Bova, Anne" in asked, "Deru, Paul" in asked, none) == (True, True, 404)
    with ledger.read() as session:
        assert [row.number for row in published.releases(session)] == [3, 2, 1]
        assert known.scenario(session, 2).plan_id == first
        assert known.scenario(session, 2).name == "From release 1"


def test_scenario_without_a_plan_has_nothing_to_publish(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    coordinator.send("/scenarios", {"name": "Empty"}, "/scenarios")

    assert coordinator.get(PUBLISH).status_code == 404
    assert coordinator.get("/scenarios/releases").status_code == 200


def test_page_names_who_hears_of_it_and_what_shows_it(
    coordinator: Browser, solved: Callable[..., None], ledger: Ledger
) -> None:
    solved()
    with ledger.write() as session:
        for message in session.scalars(select(MessageRow)):
            message.state = "sent"
        session.get_one(ExpertRow, 2).email = "paul@example.org"
        for number, kind in enumerate(("expert", "expert", "partner", "pool")):
            facts = TokenFacts(kind, 1, "phone", "en")  # type: ignore[arg-type]  # words of the test
            tokens.create(session, facts, str(number), make.BY, NOW)

    page = coordinator.get(PUBLISH).text

    assert "1 person has no address and must be called." in page
    assert "paul@example.org" in page
    assert re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page.split('id="reach"')[1]) == [
        ("Calendars of people", "2 addresses"),
        ("Free and busy times of institutions", "1 address"),
        ("Calendars of partners", "1 address"),
    ]


def test_publishing_says_whom_no_mail_reaches(
    coordinator: Browser, solved: Callable[..., None], ledger: Ledger
) -> None:
    solved()

    post(coordinator, PUBLISH, {"base": live(ledger)})

    page = coordinator.get("/plan").text
    assert "1 message has nowhere to go: its reader has no address." in page
    with ledger.read() as session:
        told = session.execute(select(MessageRow.method, MessageRow.state).order_by(MessageRow.id))
        assert [tuple(each) for each in told] == [("REQUEST", "superseded"), ("REQUEST", "draft")]


def test_plan_of_a_scenario_is_published_on_its_own_page_only(
    coordinator: Browser, ledger: Ledger, solved: Callable[..., None]
) -> None:
    solved()
    with ledger.write() as session:
        row = session.get_one(ScenarioRow, 1)
        job = jobs.ask(session, "solve", {"time_limit": 10, "scenario": 1}, make.BY, NOW)
        job.state, job.plan_id = "done", row.plan_id
        number, live = job.id, plans.live_id(session)

    answer = post(coordinator, f"/solve/{number}/publish")

    assert (answer.status_code, answer.location) == (303, "/scenarios/1/publish")
    with ledger.read() as session:
        assert plans.live_id(session) == live


def test_page_names_who_hears_only_where_nobody_gives_a_word(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        anne, paul, zoe = (
            make.expert(session, home, name, email=f"{name[:4].strip()}@example.org")
            for name in ("Anne Bova", "Paul Deru", "Zoé Fano")
        )
        two = make.role(count=2)
        mission = make.mission(session, home, make.partner(session), two, first=MONDAY)
        earlier = make.staffed(session, mission, anne, paul).id
        mission.state = "accepted"
        make.staffed(session, mission, anne, zoe, word="The partner, by mail")
    address = f"/scenarios/releases/{earlier}/bring-back"

    page = coordinator.get(address).text

    assert "2 people hear of it. 1 more hears of it where nobody is named who agreed." in page
    always, wordless = page.split('id="reach"')[1].split("Only where nobody is named who agreed")
    # Zoé's seat is confirmed, though no mail has told her.
    assert re.findall(r"/experts/(\d+)", always) == [str(paul.id), str(zoe.id)]
    assert re.findall(r"/experts/(\d+)", wordless) == [str(anne.id)]

    form = {"base": live(ledger), "name": "Back", "accepted": accepted(page)}
    answer = post(coordinator, address, form)

    assert answer.status_code == 303
    with ledger.read() as session:
        told = (
            select(BookingRow.expert_id)
            .join(MessageRow, MessageRow.booking_id == BookingRow.id)
            .where(MessageRow.state == "draft")
        )
        assert sorted(session.scalars(told)) == [anne.id, paul.id, zoe.id]


def test_scenario_of_a_release_is_not_said_to_be_changed(
    coordinator: Browser, solved: Callable[..., None], ledger: Ledger
) -> None:
    solved()
    post(coordinator, PUBLISH, {"base": live(ledger), "name": "Spring"})
    scenario = str(post(coordinator, "/scenarios/releases/1/scenario").location)

    listed = coordinator.get("/scenarios").text
    gate = coordinator.get(f"{scenario}/publish").text

    assert "begins as release 1" in listed
    assert "No plan was looked for in this scenario so far: look for one first." in gate
    assert "changed" not in gate.partition("This forbids it")[2].partition("</ul>")[0]
