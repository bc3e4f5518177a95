"""Candidates on their pages: ranked, with what follows, and what is done from there."""

import re
from datetime import timedelta

import pytest

from db.engine import Ledger
from db.mapping import load_plan, load_problem
from db.models import ExpertRow, InstitutionRow, MissionRow, ScenarioRow
from db.queries import missions as mission_queries
from db.queries import plans
from db.queries import scenarios as known
from matcher.explain.candidates import candidates
from matcher.explain.seat import Seat
from matcher.index.tables import Tables
from matcher.problem import MissionId, RoleId
from matcher.scenario import Change
from tests import make
from tests.clock import NOW
from tests.web.conftest import Browser
from tests.web.counting import selects
from tests.web.forms import post

AHEAD = NOW.date() + timedelta(days=70)
MONDAY = AHEAD - timedelta(days=AHEAD.weekday())
LIVE = "/missions/1/candidates"
DRAFT = "/scenarios/1/missions/1/candidates"


@pytest.fixture
def world(ledger: Ledger, institution: int) -> None:
    """Anne goes to Haiti; Luc could go, Maude is away, Noé does not speak enough French."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        anne = make.expert(session, home, languages={"fr": "C2"})
        make.expert(session, home, "Luc Dorval", languages={"fr": "B2"}, days_max=10)
        maude = make.expert(session, home, "Maude Hibrac", languages={"fr": "C1"})
        make.expert(session, home, "Noé Sarvigny", languages={"fr": "A1"})
        role = make.role(count=2, languages={"fr": "B2"}, title="Trainer")
        facts = {"first": MONDAY, "window_last": MONDAY + timedelta(days=25)}
        mission = make.mission(session, home, make.partner(session), role, title="Library", **facts)
        make.busy(session, maude, MONDAY)
        make.staffed(session, mission, anne)


@pytest.fixture
def scenario(coordinator: Browser, world: None) -> Browser:
    """A scenario of that plan."""
    coordinator.send("/scenarios", {"name": "Spring"}, "/scenarios")
    return coordinator


def held(ledger: Ledger, number: int = 1) -> list[Change]:
    with ledger.read() as session:
        return known.changes(known.scenario(session, number))


def group(page: str, heading: str, end: str) -> str:
    return page.split(heading)[1].split(end)[0]


@pytest.mark.parametrize("address", [LIVE, DRAFT])
def test_page_tells_who_is_free_who_breaks_something_and_who_cannot(
    scenario: Browser, address: str
) -> None:
    page = scenario.get(address).text

    free = group(page, "1 person could take the seat now", "<details")
    breaking = group(page, "1 person would break something", "</details>")
    excluded = group(page, "1 person cannot be assigned there", "</details>")
    assert "Dorval, Luc" in free
    assert "left: 8 days" in free, free
    assert "To call: Luc Dorval joins." in free
    assert "Maude Hibrac is not available" in breaking
    assert "1 without a language at its level" in excluded
    assert "Noé Sarvigny, French: required: B2; has: A1." in excluded


def test_seat_that_somebody_leaves_says_who_hears_of_it(scenario: Browser) -> None:
    page = scenario.get(f"{LIVE}?role=r1&instead=e1").text

    assert "In this seat: Anne Bova" in page
    assert "Anne Bova leaves" in page
    assert "Luc Dorval joins" in page


def test_fit_and_effects_are_those_of_the_matcher(scenario: Browser, ledger: Ledger) -> None:
    with ledger.read() as session:
        problem = load_problem(session, today=NOW.date(), freeze_days=0)
        live = plans.live_id(session)
        assert live is not None
        plan = load_plan(session, live, problem)
    seat = Seat(MissionId("m1"), RoleId("r1"))
    [choice] = candidates(Tables(problem), plan, seat).free.shown

    page = scenario.get(LIVE).text

    assert choice.expert == "e2"
    parts = choice.fit
    assert (
        f"domain {parts.domain}/40, language {parts.language}/30, "
        f"field {parts.field}/20, wish {parts.wish}/10"
    ) in " ".join(page.split())
    assert f'<strong class="number">{parts.total}</strong>' in page


def test_candidate_is_pinned_in_the_scenario_as_one_step(scenario: Browser, ledger: Ledger) -> None:
    answer = post(scenario, DRAFT, {"role": "r1", "instead": "", "seat": "e2"})

    assert (answer.status_code, answer.location) == (303, f"{DRAFT}?role=r1")
    pin = {"mission": "m1", "role": "r1", "expert": "e2"}
    assert held(ledger) == [Change("pin.expert", pin)]
    post(scenario, "/scenarios/1/undo")
    assert held(ledger) == []


def test_replacing_in_a_role_of_two_keeps_the_other_out_in_the_same_step(
    scenario: Browser, ledger: Ledger
) -> None:
    post(scenario, DRAFT, {"role": "r1", "pin": "e1"})
    post(scenario, DRAFT, {"role": "r1", "instead": "e1", "seat": "e2"})

    here = {"mission": "m1", "expert": "e1"}
    assert held(ledger) == [
        Change("pin.expert", {**here, "role": "r1"}),
        Change("unpin.expert", here),
        Change("mission.banned", here),
        Change("pin.expert", {"mission": "m1", "role": "r1", "expert": "e2"}),
    ]
    post(scenario, "/scenarios/1/undo")
    assert len(held(ledger)) == 1


def test_somebody_kept_out_is_let_in_again(scenario: Browser, ledger: Ledger) -> None:
    post(scenario, DRAFT, {"role": "r1", "ban": "e2"})
    page = scenario.get(DRAFT).text
    assert 'name="admit" value="e2"' in page
    assert "1 kept out of the team" in page

    post(scenario, DRAFT, {"role": "r1", "admit": "e2"})

    assert "1 kept out of the team" not in scenario.get(DRAFT).text
    assert [change.code for change in held(ledger)] == ["mission.banned", "mission.admitted"]


@pytest.mark.parametrize(
    "form",
    [
        {"role": "r1"},
        {"role": "r1", "seat": "e99"},
        {"role": "r1", "seat": "e2", "ban": "e2"},
        {"role": "r9", "seat": "e2"},
    ],
)
def test_form_that_no_button_sends_is_refused(
    scenario: Browser, ledger: Ledger, form: dict[str, str]
) -> None:
    assert post(scenario, DRAFT, form).status_code == 400
    assert post(scenario, LIVE, form).status_code == 400
    assert held(ledger) == []


def test_closed_scenario_offers_nothing(scenario: Browser, ledger: Ledger) -> None:
    post(scenario, "/scenarios/1/discard")

    page = scenario.get(DRAFT).text
    post(scenario, DRAFT, {"role": "r1", "seat": "e2"})

    assert 'name="seat"' not in page
    assert "Dorval, Luc" in page
    assert held(ledger) == []


def test_live_page_decides_for_the_next_plans(scenario: Browser, ledger: Ledger) -> None:
    post(scenario, LIVE, {"role": "r1", "pin": "e2"})
    post(scenario, LIVE, {"role": "r1", "ban": "e3"})
    with ledger.read() as session:
        row = mission_queries.mission(session, 1)
        assert [(pin.expert_id, pin.role_id) for pin in row.pins] == [(2, 1)]
        assert [ban.expert_id for ban in row.bans] == [3]

    post(scenario, LIVE, {"role": "r1", "unpin": "e2"})
    post(scenario, LIVE, {"role": "r1", "admit": "e3"})

    with ledger.read() as session:
        row = mission_queries.mission(session, 1)
        assert (list(row.pins), list(row.bans)) == ([], [])


def test_live_page_tries_a_replacement_in_a_new_scenario(scenario: Browser, ledger: Ledger) -> None:
    answer = post(scenario, LIVE, {"role": "r1", "instead": "e1", "try": "e2"})

    assert answer.location == "/scenarios/2"
    assert [change.code for change in held(ledger, 2)] == ["mission.banned", "pin.expert"]
    with ledger.read() as session:
        assert session.get_one(ScenarioRow, 2).name == "Luc Dorval for “Library”"
        assert mission_queries.mission(session, 1).pins == []


def test_booking_from_the_live_page_proposes_the_team_and_publishes_nothing(
    scenario: Browser, ledger: Ledger
) -> None:
    page = scenario.get(f"{LIVE}?role=r1&instead=e1").text
    assert "/missions/1/staff?role=1&amp;put=2&amp;instead=1" in page

    form = scenario.get("/missions/1/staff?role=1&put=2&instead=1").text

    assert '<option value="2" selected>' in form
    assert '<option value="1" selected>' not in form
    with ledger.read() as session:
        assert [seat.expert_id for seat in mission_queries.live_team(session, 1)] == [1]


def test_planner_of_the_live_page_may_try_but_not_decide(
    scenario: Browser, ledger: Ledger, account: object
) -> None:
    scenario.send("/logout", {}, "/help")
    planner = scenario.sign_in(account("planner"))  # type: ignore[operator]  # the fixture's maker

    page = planner.get(LIVE).text

    assert 'name="try" value="e2"' in page
    assert 'name="ban"' not in page
    assert "Book…" not in page
    assert post(planner, LIVE, {"role": "r1", "ban": "e2"}).status_code == 403
    with ledger.read() as session:
        assert mission_queries.mission(session, 1).bans == []


def test_people_of_another_institution_are_free_or_unavailable_and_no_more(
    scenario: Browser, ledger: Ledger
) -> None:
    with ledger.write() as session:
        other = make.institution(session, "other")
        make.expert(session, other, "Zoé Lointaine", languages={"fr": "C2"}, days_max=7)
        away = make.expert(session, other, "Yves Ailleurs", languages={"fr": "C2"})
        make.busy(session, away, MONDAY)
        make.expert(session, other, "Xavier Muet", languages={"fr": "A1"})

    for address in (LIVE, DRAFT):
        page = scenario.get(address).text

        part = group(page, "People of other institutions", "</section>")
        assert "1 is free; ask their institution." in part
        assert "2 are unavailable." in part
        assert "Lointaine, Zoé" in part
        assert "Ailleurs" not in page
        assert "Muet" not in page
        assert "fit" not in part


def test_page_of_many_people_has_fifty_rows_and_the_rest_behind_it(
    scenario: Browser, ledger: Ledger
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, 1)
        for number in range(60):
            make.expert(session, home, f"Nom P{number:02}", languages={"fr": "B2"})

    first, second = scenario.get(LIVE).text, scenario.get(f"{LIVE}?role=r1&free=2").text

    assert first.count('name="try"') == 50 + 1  # and Maude, who would break something
    assert second.count('name="try"') == 61 - 50 + 1
    assert "page 2 of 2" in second


def test_mission_that_is_not_to_be_staffed_says_so(scenario: Browser, ledger: Ledger) -> None:
    with ledger.write() as session:
        session.get_one(MissionRow, 1).state = "closed"

    for address in (LIVE, DRAFT):
        assert "There is nothing to staff here" in scenario.get(address).text
        assert post(scenario, address, {"role": "r1", "seat": "e2"}).status_code == 404


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "This role is no longer asked for"), ("fr", "Ce rôle n’est plus demandé")],
)
def test_role_that_was_taken_away_has_no_candidates_of_another_seat(
    scenario: Browser, ledger: Ledger, language: str, said: str
) -> None:
    with ledger.write() as session:
        row = session.get_one(MissionRow, 1)
        row.roles[0].is_dropped = True
        session.add(make.role(title="Head", mission_id=1, position=1))

    for address in (LIVE, DRAFT):
        page = scenario.get(f"{address}?role=r1&lang={language}").text
        assert said in page
        assert "Head" in page
        assert 'id="sits"' not in page
    assert "candidates?role=r1" not in scenario.get("/missions/1").text


def test_page_of_candidates_asks_as_much_for_many_as_for_few(
    scenario: Browser, ledger: Ledger
) -> None:
    few = selects(ledger, scenario, LIVE)
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, 1)
        for number in range(30):
            make.expert(session, home, f"Nom P{number:02}", languages={"fr": "B2"})
    scenario.get(LIVE)

    assert selects(ledger, scenario, LIVE) <= few


def test_withdrawn_expert_leaves_the_page(scenario: Browser, ledger: Ledger) -> None:
    path = "/scenarios/1/changes/expert.withdrawn"
    # Between signs, as the two letters alone may stand in a form's token.
    sent = re.compile(r'["=]e1["&]')
    assert sent.search(scenario.get(DRAFT).text)
    scenario.send(path, {"expert": "e1"}, path)

    page = scenario.get(DRAFT).text

    assert "2 seats are empty" in page
    assert not sent.search(page)
    with ledger.read() as session:
        assert session.get_one(ExpertRow, 1).name not in page
