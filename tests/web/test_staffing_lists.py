"""The lists from which a coordinator seats people say who is free, and who has said no."""

import re
from collections.abc import Iterator

import pytest
import time_machine
from sqlalchemy import select

from db.engine import Ledger
from db.models import BookingRow, ExpertRow, MissionRow
from db.moments import half_day
from db.operations import pins, refusals
from db.operations.refusals import Refusing
from tests import make
from tests.web.by_hand import Ground
from tests.web.conftest import Browser
from tests.web.forms import filled_in, post

THURSDAY = make.MONDAY.replace(day=4)


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    """The missions of these tests lie ahead, whenever the tests run."""
    with time_machine.travel(make.AT, tick=False):
        yield


def test_lists_say_who_is_free_on_the_day(coordinator: Browser, ground: Ground) -> None:
    monday = coordinator.get(f"/missions/{ground.open}/staff?start=2027-03-01").text
    tuesday = coordinator.get(f"/missions/{ground.open}/staff?start=2027-03-09").text

    assert "2 people meet the role" in monday
    assert "1 is free then." in monday
    assert monday.index("Tremolo, Bob") < monday.index("Bova, Anne")
    assert monday.count("not free then") == 1
    assert "2 are free then." in tuesday


@pytest.mark.parametrize(
    ("days", "said"),
    [(None, "has declined this mission"), ("these", "has declined these days")],
    ids=["all", "days"],
)
def test_lists_say_what_somebody_has_declined_and_do_not_count_them_as_free(
    coordinator: Browser, ledger: Ledger, ground: Ground, days: str | None, said: str
) -> None:
    monday = half_day(make.MONDAY)
    with ledger.write() as session:
        no = Refusing(ground.held, ground.anne, (monday, monday + 3) if days else None)
        refusals.refuse(session, no, make.BY, make.AT)

    page = coordinator.get(f"/missions/{ground.held}/staff").text

    assert re.findall(r"Bova, Anne.*? · fit \d+ · ([^<]*)<", page) == [
        said,
        said,
    ]  # in the list, and below it
    assert "1 is free then." in page


def test_lists_say_who_is_kept_out(coordinator: Browser, ledger: Ledger, ground: Ground) -> None:
    with ledger.write() as session:
        pins.ban(session, ground.held, ground.anne, make.BY, make.AT)

    page = coordinator.get(f"/missions/{ground.held}/staff").text

    assert "kept out of this mission" in page
    assert "has declined" not in page


def test_name_narrows_the_lists(coordinator: Browser, ground: Ground) -> None:
    page = coordinator.get(f"/missions/{ground.open}/staff?name=BOVA").text

    assert "Bova, Anne" in page
    assert "Tremolo, Bob" not in page


def look(browser: Browser, mission: int, **typed: object) -> str:
    """The page of staffing after somebody has typed something and asks who is free."""
    path = f"/missions/{mission}/staff"
    form = filled_in(browser.get(path).text, path)
    answer = post(browser, path, {**form, **typed, "look": "1"})
    assert answer.status_code == 200
    return answer.text


def test_who_is_chosen_stays_chosen_while_others_are_looked_for(
    coordinator: Browser, ledger: Ledger, ground: Ground
) -> None:
    seat, path = f"seat-{ground.role}-0", f"/missions/{ground.open}/staff"
    with ledger.write() as session:
        session.get_one(MissionRow, ground.open).roles[0].count = 2

    page = look(coordinator, ground.open, **{seat: ground.bob, "name": "Bova"})
    form = filled_in(page, path)
    both = form | {f"seat-{ground.role}-1": str(ground.anne), "name": "", "look": "1"}
    again = filled_in(post(coordinator, path, both).text, path)

    assert (form[seat], form["name"], form["base"]) == (str(ground.bob), "Bova", "1")
    assert [again[f"seat-{ground.role}-{k}"] for k in (0, 1)] == [
        str(ground.bob),
        str(ground.anne),
    ]
    with ledger.read() as session:
        assert session.scalars(select(BookingRow.expert_id)).all() == [ground.anne]


def test_who_is_chosen_and_not_free_on_another_day_stays_and_is_marked(
    coordinator: Browser, ledger: Ledger, ground: Ground
) -> None:
    seat = f"seat-{ground.role}-0"

    page = look(coordinator, ground.open, **{seat: ground.anne, "start": "2027-03-02"})
    french = coordinator.get(f"/missions/{ground.held}/staff?lang=fr").text

    form = filled_in(page, f"/missions/{ground.open}/staff")
    assert (form[seat], form["start"]) == (str(ground.anne), "2027-03-02")
    assert re.search(rf'seat-against" id="{seat}-said">Bova, Anne.* · not free then</p>', page)
    assert "Team for a start on 2 March 2027" in page
    assert re.search(
        r'class="small seat-said" id="seat-1-0-said">Bova, Anne.* · adéquation', french
    )


def test_looking_without_a_date_keeps_who_is_chosen(coordinator: Browser, ground: Ground) -> None:
    seat, path = f"seat-{ground.role}-0", f"/missions/{ground.open}/staff"
    form = filled_in(coordinator.get(path).text, path)

    answer = post(coordinator, path, form | {seat: str(ground.bob), "start": "", "look": "1"})

    assert (answer.status_code, "Please give a date." in answer.text) == (422, True)
    assert filled_in(answer.text, path)[seat] == str(ground.bob)


def test_looking_does_not_hide_that_the_mission_was_staffed_meanwhile(
    coordinator: Browser, ledger: Ledger, ground: Ground
) -> None:
    path = f"/missions/{ground.open}/staff"
    form = filled_in(coordinator.get(path).text, path)
    with ledger.write() as session:
        anne = session.get_one(ExpertRow, ground.anne)
        make.staffed(session, session.get_one(MissionRow, ground.open), anne, on=THURSDAY)

    seen = post(coordinator, path, form | ground.seat(ground.bob) | {"look": "1"}).text
    answer = post(coordinator, path, filled_in(seen, path))

    assert answer.status_code == 409
    assert "changed meanwhile" in answer.text


def test_withdrawal_that_asks_first_leaves_the_team_chosen(
    coordinator: Browser, ledger: Ledger, ground: Ground
) -> None:
    with ledger.write() as session:
        row = session.get_one(MissionRow, ground.held)
        row.state, role = "accepted", row.roles[0].id
    page = coordinator.get(f"/missions/{ground.held}/staff").text
    out = f"/missions/{ground.held}/withdraw"

    answer = post(coordinator, out, filled_in(page, out))

    assert answer.status_code == 422
    shown = filled_in(answer.text, f"/missions/{ground.held}/staff")
    assert shown[f"seat-{role}-0"] == str(ground.anne)
