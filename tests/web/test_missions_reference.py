"""The file number of a mission, from its form to its page, its list, its history and its copy."""

import re

import pytest
from sqlalchemy import select

from db.engine import Ledger
from db.models import InstitutionRow, MissionRow
from tests import make
from tests.web.conftest import Browser
from tests.web.feeds.world import Addresses, events
from tests.web.forms import filled_in, post

NUMBER = "SRI-2027/014"
LINE = f"<dt>File number</dt><dd>{NUMBER}</dd>"


@pytest.fixture
def mission(ledger: Ledger, institution: int) -> int:
    """A mission without a number, beside one that has another."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        place = make.partner(session)
        found = make.mission(session, home, place, title="Archives")
        make.mission(session, home, place, title="Elections", reference="BUD 9/É")
        return found.id


def save(browser: Browser, mission: int, **changes: str) -> None:
    """Send the form of a mission as it is shown, but for some fields."""
    path = f"/missions/{mission}/edit"
    answer = post(browser, path, filled_in(browser.get(path).text) | changes)
    assert answer.status_code == 303, answer.text


def reference(ledger: Ledger, mission: int) -> str:
    with ledger.read() as session:
        return session.get_one(MissionRow, mission).reference


def test_form_keeps_the_number_and_shows_it_again(
    coordinator: Browser, ledger: Ledger, mission: int
) -> None:
    save(coordinator, mission, reference=f"  {NUMBER}\t")

    shown = filled_in(coordinator.get(f"/missions/{mission}/edit").text)

    assert reference(ledger, mission) == NUMBER
    assert shown["reference"] == NUMBER


def test_number_has_sixty_characters_at_most(
    coordinator: Browser, ledger: Ledger, mission: int
) -> None:
    path = f"/missions/{mission}/edit"
    form = filled_in(coordinator.get(path).text)

    wrong = post(coordinator, path, form | {"reference": "9" * 61})
    right = post(coordinator, path, form | {"reference": "9" * 60})

    assert wrong.status_code == 422
    assert "File number: at most 60 characters, this has 61." in wrong.text
    assert '<a href="#reference">' in wrong.text
    assert filled_in(wrong.text)["reference"] == "9" * 61
    assert right.status_code == 303
    assert reference(ledger, mission) == "9" * 60


def test_page_shows_the_number_where_there_is_one(coordinator: Browser, mission: int) -> None:
    before = coordinator.get(f"/missions/{mission}").text
    save(coordinator, mission, reference=NUMBER)
    after = coordinator.get(f"/missions/{mission}").text

    assert "File number" not in before
    assert LINE in after


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("bud 9", ["Elections"]),
        ("BUD 9/e", ["Elections"]),
        ("elections bud", ["Elections"]),
        ("archives bud", []),
        ("sri", []),
        ("archives", ["Archives"]),
    ],
)
def test_search_finds_by_the_number_and_by_the_title(
    coordinator: Browser, mission: int, text: str, found: list[str]
) -> None:
    page = coordinator.get("/missions/", query_string={"text": text}).text

    assert [name for name in ("Archives", "Elections") if f">{name}</a>" in page] == found


def test_history_says_what_the_number_was_and_is(coordinator: Browser, mission: int) -> None:
    save(coordinator, mission, reference=NUMBER)
    save(coordinator, mission, reference="")

    page = coordinator.get(f"/missions/{mission}").text.partition('id="history"')[2]

    assert re.findall(r"<li><strong>([^<]*)</strong>", page) == [
        f"Edited: File number (“{NUMBER}” before, nothing now)",
        f"Edited: File number (nothing before, “{NUMBER}” now)",
    ]


def test_two_numbers_saved_at_once_are_shown_side_by_side(
    coordinator: Browser, ledger: Ledger, mission: int
) -> None:
    path = f"/missions/{mission}/edit"
    form = filled_in(coordinator.get(path).text)
    save(coordinator, mission, reference="Theirs 1")

    answer = post(coordinator, path, form | {"reference": "Mine 2"})

    line = '<tr><th scope="row">File number</th><td>Mine 2</td><td>Theirs 1</td></tr>'
    assert answer.status_code == 409
    assert line in answer.text
    assert answer.text.count('<tr><th scope="row">') == 1
    assert reference(ledger, mission) == "Theirs 1"


def test_copy_is_another_file_and_has_no_number(
    coordinator: Browser, ledger: Ledger, mission: int
) -> None:
    save(coordinator, mission, reference=NUMBER)

    once = post(coordinator, f"/missions/{mission}/copy")
    twice = post(coordinator, f"/missions/{mission}/copy")

    copied = int(once.location.split("/")[2])
    assert copied != mission
    assert twice.location == once.location
    assert reference(ledger, copied) == ""
    assert reference(ledger, mission) == NUMBER


def test_number_typed_in_a_new_form_reaches_the_calendar_of_who_is_sent(
    coordinator: Browser, ledger: Ledger, institution: int, mission: int
) -> None:
    """From one end to the other: written down, looked for, shown, published, subscribed to."""
    typed = {
        **{"title": "Drafting of bills", "activity_type": "seminar", "service_mode": "training"},
        **{"venue": "home", "institution": str(institution), "priority": "1", "length": "2"},
        **{"window_first": "2027-03-01", "window_last": "2027-03-01", "role-0-count": "1"},
        "reference": NUMBER,
    }
    form = filled_in(coordinator.get("/missions/new").text)
    assert form["reference"] == ""

    answer = post(coordinator, "/missions/new", form | typed)
    listed = coordinator.get("/missions/?text=sri-2027").text
    page = coordinator.get(answer.location).text
    with ledger.write() as session:
        row = session.scalars(select(MissionRow).where(MissionRow.reference == NUMBER)).one()
        anne = make.expert(session, session.get_one(InstitutionRow, institution))
        make.staffed(session, row, anne)
        expert = anne.id
    feed = coordinator.get(Addresses(ledger).open("expert", expert)).data

    assert f'<a href="{answer.location}">Drafting of bills</a>' in listed
    assert ">Archives</a>" not in listed
    assert LINE in page
    said = str(events(feed)["Drafting of bills"]["DESCRIPTION"])
    assert said.split("\n")[-1] == f"File number: {NUMBER}"
