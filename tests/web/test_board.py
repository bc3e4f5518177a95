"""The board of a scenario: its plan as bars, and the answer before a mission is moved."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from db.engine import Ledger
from db.ids import expert_id, mission_id, role_id
from db.mapping import load_scenario, store_plan
from db.models import InstitutionRow, RoleRow
from db.operations import scenarios
from db.queries import plans
from db.queries import scenarios as known
from matcher.plan import Answer, Plan
from matcher.problem import Held
from matcher.scenario import Change
from tests import make
from tests.clock import NOW
from tests.web.conftest import Browser
from tests.web.forms import post

AHEAD = NOW.date() + timedelta(days=70)
MONDAY = AHEAD - timedelta(days=AHEAD.weekday())
TUESDAY = MONDAY + timedelta(days=1)
BOARD = "/scenarios/1/board"
MOVE = "/scenarios/1/missions/1/move"


@pytest.fixture
def planned(ledger: Ledger, institution: int) -> None:
    """A scenario whose plan sends Anne, who is not free on the Wednesday of the week after."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        anne = make.expert(session, home)
        make.busy(session, anne, MONDAY + timedelta(days=9))
        facts = {"first": MONDAY, "window_last": MONDAY + timedelta(days=11)}
        mission = make.mission(session, home, make.partner(session), title="Library", **facts)
        make.mission(session, home, None, title="At home", venue="home", first=MONDAY)
        row = scenarios.open_scenario(session, "Spring", make.BY, NOW)
        problem = load_scenario(session, row, NOW.date()).problem
        key = mission_id(mission.id)
        team = {role_id(mission.roles[0].id): (expert_id(anne.id),)}
        held = Plan({key: Held(problem.missions[key].window.start, team)})
        base = plans.live_id(session)
        plan = store_plan(
            session, problem, Answer("feasible", held), base_id=base, by=make.BY, at=NOW
        )
        session.flush()
        scenarios.solved(session, row.id, plan, row.gesture, NOW)


def held(ledger: Ledger) -> list[Change]:
    with ledger.read() as session:
        return known.changes(known.scenario(session, 1))


def test_board_opens_where_the_plan_changes_something_in_every_zoom(
    coordinator: Browser, planned: None
) -> None:
    pages = {zoom: coordinator.get(f"{BOARD}?zoom={zoom}").text for zoom in ("", "month", "year")}

    opened = f'name="day" value="{MONDAY}"'
    assert {zoom: opened in page for zoom, page in pages.items()} == dict.fromkeys(pages, True)
    switches = re.findall(rf'href="({BOARD}[^"]*view=people[^"]*)"', pages[""])
    assert switches
    assert not any("day=" in address for address in switches)


def test_board_without_a_plan_opens_on_the_first_day_that_it_can_change(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    post(coordinator, "/scenarios", {"name": "Spring"})

    page = coordinator.get(BOARD).text

    assert f'name="day" value="{NOW.date() + timedelta(days=28)}"' in page


def test_board_shows_missions_people_and_what_has_no_date(
    coordinator: Browser, planned: None
) -> None:
    missions = coordinator.get(f"{BOARD}?day={MONDAY}").text
    people = coordinator.get(f"{BOARD}?day={MONDAY}&view=people").text

    assert f'data-start="{MONDAY}"' in missions
    assert "bar-proposed" in missions
    assert "At home</a>" in missions.split("Without dates so far")[1]
    assert "Bova, Anne" in people
    assert coordinator.get(f"{BOARD}?day={MONDAY}&text=nothing").text.count("bar-link") == 0


@pytest.mark.parametrize("zoom", ["week", "month", "quarter", "year"])
def test_board_has_four_zooms(coordinator: Browser, planned: None, zoom: str) -> None:
    page = coordinator.get(f"{BOARD}?day={MONDAY}&zoom={zoom}").text

    assert page.count('class="bar-link"') == 1


def test_answer_says_what_a_move_breaks_and_changes_nothing(
    coordinator: Browser, planned: None, ledger: Ledger
) -> None:
    busy = MONDAY + timedelta(days=8)

    page = coordinator.get(f"{MOVE}?start={busy}").text
    part = coordinator.get(f"{MOVE}?start={busy}", headers={"X-Fragment": "answer"}).text

    assert "Anne Bova is not available" in page
    assert "1 person of the team cannot come then." in page
    assert "Vacant seats and unspoken languages: +1." in page
    assert part.lstrip().startswith('<div id="answer"')
    assert part.count('name="csrf_token"') == 1
    assert held(ledger) == []


def test_move_that_breaks_nothing_says_so(coordinator: Browser, planned: None) -> None:
    page = coordinator.get(f"{MOVE}?start={TUESDAY}").text

    assert "It breaks nothing." in page
    assert "Nothing else changes." in page


def test_move_pins_the_date_as_one_step(
    coordinator: Browser, planned: None, ledger: Ledger
) -> None:
    answer = post(coordinator, MOVE, {"start": str(TUESDAY)})

    assert answer.status_code == 303
    assert held(ledger) == [Change("pin.start", {"mission": "m1", "start": str(TUESDAY)})]


def test_move_to_where_it_cannot_be_is_refused(
    coordinator: Browser, planned: None, ledger: Ledger
) -> None:
    far = MONDAY + timedelta(days=4000)

    assert coordinator.get(f"{MOVE}?start={far}").status_code == 200
    post(coordinator, MOVE, {"start": str(far)})
    post(coordinator, MOVE, {"start": "soon"})

    assert held(ledger) == []


def test_mission_that_the_scenario_does_not_know_is_not_there(
    coordinator: Browser, planned: None
) -> None:
    assert coordinator.get("/scenarios/1/missions/99/move").status_code == 404
    assert coordinator.get("/scenarios/9/board").status_code == 404


def test_board_without_a_plan_says_what_to_do(
    coordinator: Browser, ledger: Ledger, institution: int, account: Callable[..., str]
) -> None:
    coordinator.send("/scenarios", {"name": "Empty"}, "/scenarios")

    assert "Look for a plan first" in coordinator.get(BOARD).text


def test_board_of_a_new_scenario_begins_as_what_is_published(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        mission = make.mission(session, home, make.partner(session), title="Library", first=MONDAY)
        make.staffed(session, mission, make.expert(session, home), at=NOW)
    coordinator.send("/scenarios", {"name": "What if"}, "/scenarios")

    page = coordinator.get(f"{BOARD}?day={MONDAY}").text
    answer = coordinator.get(f"/scenarios/1/missions/{mission.id}/move").text

    assert "Library" in page
    assert "Bova" in page
    assert 'badge-hold">' in page
    assert "It breaks nothing. Nothing else changes." in " ".join(
        answer.replace("<p>", "").replace("</p>", "").split()
    )


def test_board_says_what_the_changes_speak_against_before_a_search(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        kept = make.mission(session, home, make.partner(session), title="Library", first=MONDAY)
        left = make.mission(session, home, None, title="At home", venue="home", first=MONDAY)
        make.staffed(session, kept, make.expert(session, home), at=NOW)
        make.staffed(session, left, make.expert(session, home, "Zoe Linn"), at=NOW)
    coordinator.send("/scenarios", {"name": "What if"}, "/scenarios")
    before = coordinator.get(f"{BOARD}?day={MONDAY}").text
    days = {"first": str(MONDAY), "last": str(MONDAY + timedelta(days=3))}
    with ledger.write() as session:
        away = Change("expert.busy", {"expert": "e1", **days})
        drop = Change("mission.dropped", {"mission": mission_id(left.id)})
        scenarios.change(session, 1, [away, drop], make.BY, NOW)

    page = coordinator.get(f"{BOARD}?day={MONDAY}").text
    people = coordinator.get(f"{BOARD}?day={MONDAY}&view=people").text

    assert (before.count('class="bar-link"'), page.count('class="bar-link"')) == (2, 1)
    assert "Not held in this scenario" not in before
    assert "At home</bdi></a>" in page.split("Not held in this scenario")[1]
    assert "The dates and teams shown are the published ones" not in before
    assert "The dates and teams shown are the published ones" in page
    told = "Anne Bova is not available"
    assert (told in before, told in page, told in people) == (False, True, True)
    assert "Zoe" not in people


def test_bar_opens_on_its_date_and_people(
    coordinator: Browser, planned: None, ledger: Ledger
) -> None:
    page = coordinator.get(MOVE).text
    desk = coordinator.get(MOVE, headers={"X-Fragment": "desk"}).text
    drag = coordinator.get(f"{MOVE}?start={TUESDAY}", headers={"X-Fragment": "answer"}).text

    for shown in (page, desk):
        assert "Date and people" in shown
        assert 'name="pin" value="e1"' in shown
        assert "/missions/1/candidates?role=r1&amp;instead=e1" in shown
    assert "<html" not in desk
    assert "Date and people" not in drag


def test_person_is_pinned_unpinned_and_kept_out_from_the_board(
    coordinator: Browser, planned: None, ledger: Ledger
) -> None:
    path, back = "/scenarios/1/missions/1/candidates", {"back": "board", "day": str(MONDAY)}
    answer = post(coordinator, path, {"role": "r1", "pin": "e1", **back})
    assert answer.location == f"/scenarios/1/board?day={MONDAY}"
    board = coordinator.get(answer.location).text
    assert "seat-lock" in board.split('class="legend"')[0]
    assert "pinned: Bova, Anne" in board
    assert "Bova, Anne (pinned)" in board
    assert 'name="unpin" value="e1"' in coordinator.get(MOVE).text

    post(coordinator, path, {"role": "r1", "ban": "e1", **back})

    assert [change.code for change in held(ledger)] == [
        "pin.expert",
        "unpin.expert",
        "mission.banned",
    ]
    assert "seat-lock" not in coordinator.get(answer.location).text.split('class="legend"')[0]


def test_date_is_unpinned_from_the_board(
    coordinator: Browser, planned: None, ledger: Ledger
) -> None:
    post(coordinator, MOVE, {"start": str(TUESDAY)})
    assert "Unpin the date" in coordinator.get(MOVE).text

    answer = post(coordinator, "/scenarios/1/missions/1/unpin", {"day": str(TUESDAY)})

    assert answer.location == f"/scenarios/1/board?day={TUESDAY}"
    assert [change.code for change in held(ledger)] == ["pin.start", "unpin.start"]
    assert "Unpin the date" not in coordinator.get(MOVE).text


def test_vacancy_on_the_board_leads_to_its_candidates(
    coordinator: Browser, planned: None, ledger: Ledger
) -> None:
    with ledger.write() as session:
        session.get_one(RoleRow, 1).count = 2

    board = coordinator.get(f"{BOARD}?day={MONDAY}").text
    desk = coordinator.get(MOVE).text

    assert 'href="/scenarios/1/missions/1/candidates">1 vacant' in board
    assert 'href="/scenarios/1/missions/1/candidates?role=r1">Candidates' in desk


def test_somebody_pinned_and_not_seated_yet_is_shown(
    coordinator: Browser, planned: None, ledger: Ledger
) -> None:
    with ledger.write() as session:
        make.expert(session, session.get_one(InstitutionRow, 1), "Luc Dorval")
    path = "/scenarios/1/missions/1/candidates"
    post(coordinator, path, {"role": "r1", "seat": "e2"})

    for page in (coordinator.get(MOVE).text, coordinator.get(path).text):
        part = page.split("Pinned for the next search")[1].split("</ul>")[0]
        assert "Dorval, Luc" in part
        assert 'name="unpin" value="e2"' in part


PINS = "/scenarios/1/pins"


def test_dates_and_people_of_many_are_pinned_and_opened_as_steps(
    coordinator: Browser, planned: None, ledger: Ledger
) -> None:
    assert post(coordinator, PINS, {"deed": "dates", "missions": ["m1", "m2"]}).location == PINS
    post(coordinator, PINS, {"deed": "people", "missions": ["m1", "m2"]})

    pin = {"mission": "m1", "role": "r1", "expert": "e1"}
    start = {"mission": "m1", "start": f"{MONDAY}/am"}
    assert held(ledger) == [Change("pin.start", start), Change("pin.expert", pin)]
    assert "1 pinned" in coordinator.get(PINS).text

    post(coordinator, PINS, {"deed": "open", "missions": ["m1"]})

    assert [change.code for change in held(ledger)][2:] == ["unpin.start", "unpin.expert"]
    assert "pinned</span>" not in coordinator.get(PINS).text
    post(coordinator, "/scenarios/1/undo")
    assert len(held(ledger)) == 2


def test_pins_of_nothing_change_nothing(
    coordinator: Browser, planned: None, ledger: Ledger
) -> None:
    for missions in ([], ["m2"], ["m9"]):
        post(coordinator, PINS, {"deed": "dates", "missions": missions})

    assert post(coordinator, PINS, {"deed": "dance", "missions": ["m1"]}).status_code == 400
    assert held(ledger) == []
    assert "Pin several at once" in coordinator.get(f"{BOARD}?day={MONDAY}").text
