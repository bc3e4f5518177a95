"""People who are called alike: told apart, found by typing, asked about before they are twice."""

from collections.abc import Iterator

import pytest
import time_machine
from flask import Flask

from db.engine import Ledger
from db.models import BusyRow, ExpertRow, InstitutionRow, MissionRow
from db.operations import refusals
from db.operations.refusals import Refusing
from tests import make
from tests.web.conftest import Browser
from tests.web.forms import filled_in
from web.service.belonging import apart


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    """Some weeks before the mission."""
    with time_machine.travel(make.AT, tick=False):
        yield


@pytest.fixture
def maries(ledger: Ledger, institution: int) -> tuple[int, int]:
    """Two officials called Marie Roy, and a mission that they could go on."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        two = [
            make.expert(session, home, "Marie Roy", department=name, email=f"{name}@qc.example")
            for name in ("Library", "Protocol")
        ]
        make.expert(session, home, "Aya N’Guessan", department="Archives")
        make.mission(session, home, make.partner(session), make.role(title="Trainer"))
        return two[0].id, two[1].id


def test_staffing_list_tells_them_apart(coordinator: Browser, maries: tuple[int, int]) -> None:
    page = coordinator.get("/missions/1/staff").text

    assert "Roy, Marie · Library" in page
    assert "Roy, Marie · Protocol" in page


def test_banning_a_name_of_two_offers_both(
    coordinator: Browser, ledger: Ledger, maries: tuple[int, int]
) -> None:
    form = filled_in(coordinator.get("/missions/1/edit").text) | {"ban_more": "Marie Roy"}

    answer = coordinator.send("/missions/1/edit", form, "/missions/1/edit")

    assert answer.status_code == 422
    assert "Several people are called Marie Roy: tick whom you mean." in answer.text
    assert "Roy, Marie · Library" in answer.text
    chosen = filled_in(answer.text) | {"banned": str(maries[1])}
    assert coordinator.send("/missions/1/edit", chosen, "/missions/1/edit").status_code == 303
    with ledger.read() as session:
        banned = session.get_one(MissionRow, 1).bans
        assert [ban.expert_id for ban in banned] == [maries[1]]


def test_banning_a_name_of_two_asks_again_where_one_is_kept_out_already(
    coordinator: Browser, ledger: Ledger, maries: tuple[int, int]
) -> None:
    path = "/missions/1/edit"
    form = filled_in(coordinator.get(path).text) | {"ban_more": "Roy, Marie · Library"}
    assert coordinator.send(path, form, path).status_code == 303
    assert banned(ledger) == [maries[0]]

    again = filled_in(coordinator.get(path).text) | {"ban_more": "Roy"}
    answer = coordinator.send(path, again, path)

    assert answer.status_code == 422
    assert "Several people are called Roy: tick whom you mean." in answer.text
    assert banned(ledger) == [maries[0]]
    ticked = filled_in(answer.text) | {"banned": [str(key) for key in maries]}
    assert coordinator.send(path, ticked, path).status_code == 303
    assert banned(ledger) == [*maries]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Orsted", ["Kaja Ørsted"]),
        ("kaja ø", ["Kaja Ørsted"]),
        ("marie royer", ["Marie Royer"]),
        ("N'Guessan; Orsted", ["Aya N’Guessan", "Kaja Ørsted"]),
        ("Roy, Marie · Protocol", ["Marie Roy"]),
    ],
)
def test_who_is_kept_out_is_found_by_any_part_of_a_name(
    coordinator: Browser, ledger: Ledger, maries: tuple[int, int], typed: str, found: list[str]
) -> None:
    with ledger.write() as session:
        home = session.get_one(ExpertRow, maries[0]).institution
        make.expert(session, home, "Kaja Ørsted")
        make.expert(session, home, "Marie Royer")
    path = "/missions/1/edit"
    form = filled_in(coordinator.get(path).text) | {"ban_more": typed}

    answer = coordinator.send(path, form, path)

    assert answer.status_code == 303
    with ledger.read() as session:
        names = [session.get_one(ExpertRow, key).name for key in banned(ledger)]
    assert sorted(names) == found


def test_whole_name_is_told_from_longer_ones(
    coordinator: Browser, ledger: Ledger, maries: tuple[int, int]
) -> None:
    with ledger.write() as session:
        home = session.get_one(ExpertRow, maries[0]).institution
        make.expert(session, home, "Aya N’Guessan-Kouadio")
    query = {"seat": "m1:r1", "expert": "Aya N'Guessan"}

    page = coordinator.get("/why", query_string=query).text

    assert "Aya N’Guessan could be assigned there" in page
    assert "Several people" not in page


def banned(ledger: Ledger) -> list[int]:
    """Who is kept out of the mission."""
    with ledger.read() as session:
        return [ban.expert_id for ban in session.get_one(MissionRow, 1).bans]


@pytest.mark.parametrize("typed", ["N'Guessan", "nguessan aya", "N’Guessan, Aya · Archives", "e3"])
def test_person_is_picked_by_typing(
    coordinator: Browser, maries: tuple[int, int], typed: str
) -> None:
    page = coordinator.get("/why", query_string={"seat": "m1:r1", "expert": typed}).text

    assert "Aya N’Guessan could be assigned there" in page


def test_picker_asks_which_of_two(coordinator: Browser, maries: tuple[int, int]) -> None:
    page = coordinator.get("/why", query_string={"seat": "m1:r1", "expert": "marie roy"}).text

    assert "Several people are called marie roy: choose one of them." in page
    assert f'<option value="e{maries[0]}">Roy, Marie · Library</option>' in page
    assert f'<option value="e{maries[1]}">Roy, Marie · Protocol</option>' in page


def test_change_of_a_scenario_takes_a_typed_name(
    coordinator: Browser, ledger: Ledger, maries: tuple[int, int]
) -> None:
    coordinator.send("/scenarios", {"name": "Spring"}, "/scenarios")
    page, days = "/scenarios/1/changes/expert.busy", {"first": "2027-03-01", "last": "2027-03-05"}

    unclear = coordinator.send(page, {"expert": "Roy", **days}, page)
    clear = coordinator.send(page, {"expert": "Roy, Marie · Protocol", **days}, page)

    assert unclear.status_code == 422
    assert "Roy, Marie · Library" in unclear.text
    assert clear.status_code == 303
    assert "Marie Roy (Protocol)" in coordinator.get("/scenarios/1").text


@pytest.mark.parametrize(
    ("name", "email"), [(("marie", "ROY"), ""), (("Anne", "Bova"), "LIBRARY@qc.example")]
)
def test_somebody_twice_is_asked_about_and_can_be_kept(
    coordinator: Browser,
    ledger: Ledger,
    maries: tuple[int, int],
    name: tuple[str, str],
    email: str,
) -> None:
    form = filled_in(coordinator.get("/experts/new").text) | {
        **{"given_name": name[0], "family_name": name[1], "email": email},
    }

    asked = coordinator.send("/experts/new", form, "/experts/new")
    kept = coordinator.send("/experts/new", form | {"another": "1"}, "/experts/new")

    assert asked.status_code == 422
    assert "Is it somebody who is on the roster already?" in asked.text
    assert "Roy, Marie · Library" in asked.text
    assert kept.status_code == 303
    with ledger.read() as session:
        assert session.query(ExpertRow).count() == 4


def test_saving_somebody_as_they_were_asks_nothing(
    coordinator: Browser, maries: tuple[int, int]
) -> None:
    page = f"/experts/{maries[0]}/edit"

    answer = coordinator.send(page, filled_in(coordinator.get(page).text), page)

    assert answer.status_code == 303


def test_same_absence_twice_is_one(
    coordinator: Browser, ledger: Ledger, maries: tuple[int, int]
) -> None:
    page = f"/experts/{maries[0]}"
    first = {"busy_first": "2027-03-01", "busy_last": "2027-03-03", "busy_label": "Leave"}
    later = {"busy_first": "2027-03-02", "busy_last": "2027-03-05"}

    for form in (first, first, later):
        assert coordinator.send(f"{page}/busy", form, page).status_code == 303

    with ledger.read() as session:
        row = session.query(BusyRow).one()
        assert row.label == "Leave"
    coordinator.send(f"/experts/busy/{row.id}/remove", {}, page)
    with ledger.read() as session:
        assert session.query(BusyRow).count() == 0


def test_absence_for_another_reason_is_refused_kindly(
    coordinator: Browser, ledger: Ledger, maries: tuple[int, int]
) -> None:
    page = f"/experts/{maries[0]}"
    form = {"busy_first": "2027-03-01", "busy_last": "2027-03-03"}
    coordinator.send(f"{page}/busy", form | {"busy_label": "Leave"}, page)

    answer = coordinator.send(f"{page}/busy", form | {"busy_label": "Conference"}, page)

    assert answer.status_code == 422
    assert "Another absence is noted for some of these days" in answer.text
    assert 'value="Conference"' in answer.text
    with ledger.read() as session:
        assert session.query(BusyRow).count() == 1


BOTH_WAYS = ["Roy, Marie", "Marie Roy", "roy marie", "ROY,MARIE", "Roy, M"]


@pytest.mark.parametrize("typed", BOTH_WAYS)
def test_name_finds_people_whichever_part_comes_first(
    coordinator: Browser, maries: tuple[int, int], typed: str
) -> None:
    """On the roster, among refusals, on the page of staffing and for a question."""
    pages = {
        "/experts/": "name",
        "/missions/1/refusals": "name",
        "/missions/1/staff": "name",
        "/why": "expert",
    }
    texts = {
        page: coordinator.get(page, query_string={"seat": "m1:r1", name: typed}).text
        for page, name in pages.items()
    }

    for page, text in texts.items():
        assert text.count("Roy, Marie") >= 2, page
        assert "N’Guessan" not in text.split("<main")[1], page


@pytest.mark.parametrize("typed", BOTH_WAYS)
def test_plan_is_searched_whichever_part_comes_first(
    coordinator: Browser, ledger: Ledger, maries: tuple[int, int], typed: str
) -> None:
    with ledger.write() as session:
        row = session.get_one(MissionRow, 1)
        make.staffed(session, row, session.get_one(ExpertRow, maries[0]))
        asked = {"day": row.window_first.isoformat(), "zoom": "year", "text": typed}

    for view in ("missions", "people"):
        page = coordinator.get("/plan", query_string={**asked, "view": view}).text
        assert "Roy, Marie" in page.split("<main")[1].split("<table")[1], view


def test_refusals_tell_namesakes_apart(
    coordinator: Browser, ledger: Ledger, maries: tuple[int, int]
) -> None:
    page = coordinator.get("/missions/1/refusals?name=Roy").text

    assert f'<option value="{maries[0]}">Roy, Marie · Library</option>' in page
    assert f'<option value="{maries[1]}">Roy, Marie · Protocol</option>' in page
    with ledger.write() as session:
        for key in maries:
            refusals.refuse(session, Refusing(1, key), make.BY, make.AT)
    for path in ("/missions/1/refusals", "/missions/1"):
        text = coordinator.get(path).text
        assert "Roy, Marie · Library" in text, path
        assert "Roy, Marie · Protocol" in text, path


def test_one_of_two_is_told_apart_where_the_other_is_not_listed(
    coordinator: Browser, ledger: Ledger, maries: tuple[int, int]
) -> None:
    with ledger.write() as session:
        session.get_one(ExpertRow, maries[1]).department = "Library"
        refusals.refuse(session, Refusing(1, maries[1]), make.BY, make.AT)
    said = f"Roy, Marie · Library · no. {maries[1]}"

    for path in ("/missions/1/refusals", "/missions/1"):
        assert said in coordinator.get(path).text, path
    roster = coordinator.get("/experts/?name=Roy").text
    for key in maries:
        assert f"Roy, Marie · Library · no. {key}" in roster


def test_people_of_one_name_and_one_place_have_a_number(
    app: Flask, ledger: Ledger, maries: tuple[int, int]
) -> None:
    with ledger.write() as session, app.test_request_context("/?lang=en"):
        rows = [session.get_one(ExpertRow, key) for key in maries]
        aya = session.get_one(ExpertRow, 3)
        rows[1].department = "Library"

        assert apart([*rows, aya]) == {
            maries[0]: f"Roy, Marie · Library · no. {maries[0]}",
            maries[1]: f"Roy, Marie · Library · no. {maries[1]}",
            3: "N’Guessan, Aya",
        }
        # A line says whom it is about, whoever else stands in the list.
        assert apart(rows[:1]) == {maries[0]: f"Roy, Marie · Library · no. {maries[0]}"}


def test_plan_and_calls_tell_namesakes_apart(
    coordinator: Browser, ledger: Ledger, maries: tuple[int, int]
) -> None:
    with ledger.write() as session:
        row = session.get_one(MissionRow, 1)
        row.roles[0].count = 2
        make.staffed(session, row, *(session.get_one(ExpertRow, key) for key in maries))
        plan = f"/plan?zoom=year&day={row.window_first.isoformat()}"

    for path in (plan, "/missions/1", "/missions/1/sessions/new", "/scenarios/releases"):
        page = coordinator.get(path).text
        assert "Roy, Marie · Library" in page, path
        assert "Roy, Marie · Protocol" in page, path


def test_lists_begin_with_the_family_name_and_sentences_do_not(
    coordinator: Browser, ledger: Ledger, maries: tuple[int, int]
) -> None:
    with ledger.write() as session:
        row = session.get_one(MissionRow, 1)
        make.staffed(session, row, session.get_one(ExpertRow, 3))

    for path in ("/experts/", "/missions/1", "/missions/1/candidates", "/missions/1/staff"):
        assert "N’Guessan, Aya" in coordinator.get(path).text, path
    assert "<h1>Aya N’Guessan</h1>" in coordinator.get("/experts/3").text
    assert "Aya N’Guessan joins" in coordinator.get("/missions/1").text
