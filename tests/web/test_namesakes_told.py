"""People of one name in one department: pictures and sentences say which of them is meant."""

import re
from collections.abc import Callable, Iterator

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from db.engine import Ledger
from db.errors import Conflict, DoubleBooking
from db.models import AccountRoleRow, AccountRow, BookingRow, ExpertRow, InstitutionRow
from db.moments import half_day
from db.operations import refusals, scenarios
from db.operations.refusals import Refusing
from tests import make
from tests.web.conftest import Browser
from tests.web.forms import filled_in, post
from web.http.pictures import short_names
from web.service.missions.objections import of_clashes
from web.service.solving.clash_sentences import clash_sentences


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    """Some weeks before the mission."""
    with time_machine.travel(make.AT, tick=False):
        yield


@pytest.fixture
def twins(ledger: Ledger, institution: int) -> None:
    """Two officials called Marie Roy in one department go on a mission, and the first declines."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        two = [
            make.expert(session, home, "Marie Roy", department="Library", email=f"{k}@qc.example")
            for k in (1, 2)
        ]
        row = make.mission(session, home, make.partner(session), make.role(count=2))
        make.staffed(session, row, *two)
        said = Refusing(row.id, two[0].id)
        refusals.refuse(session, said, make.BY, make.AT)


def test_picture_of_people_has_no_two_lines_alike(coordinator: Browser, twins: None) -> None:
    page = coordinator.get(f"/plan?view=people&day={make.MONDAY}").text

    assert "Library · no. 1" in page
    assert "Library · no. 2" in page


def test_sentence_of_a_refusal_says_whose_it_is(coordinator: Browser, twins: None) -> None:
    page = coordinator.get("/missions/1/candidates").text

    assert "Marie Roy · Library · no. 1 has declined this mission" in page
    assert "Marie Roy has declined" not in page


def test_answers_written_down_for_namesakes_are_two_pages(
    coordinator: Browser, twins: None
) -> None:
    pages = [coordinator.get(f"/answers/{key}?lang=en").text for key in (1, 2)]
    french = coordinator.get("/answers/2?lang=fr").text

    for key, page in enumerate(pages, 1):
        name = f"Marie Roy · Library · no. {key}"
        assert page.count(f"Answer of {name}: “Seminar”") == 2, "the heading and the page's title"
        assert f'<a href="/experts/{key}">{name}</a>' in page
        assert "Their answer" in page
        assert "you are asked" not in page
    assert (
        "Réponse – Marie Roy · Library · n°\N{NO-BREAK SPACE}2\N{NO-BREAK SPACE}: "
        "«\N{NO-BREAK SPACE}Seminar\N{NO-BREAK SPACE}»"
    ) in french
    assert "Votre réponse" not in french
    assert "votre participation" not in french


@pytest.mark.parametrize("role", ["expert", "assistant"])
def test_question_is_put_to_its_expert_and_told_to_who_acts_for_them(
    browser: Browser, twins: None, account: Callable[..., str], role: str
) -> None:
    page = browser.sign_in(account(role, expert=1)).get("/answers/1").text

    is_asked = "Marie Roy, you are asked to take part" in page
    assert is_asked == (role == "expert")
    assert ("Answer of Marie Roy" in page) == (role == "assistant")


def test_closed_question_says_whose_it_was(
    coordinator: Browser, ledger: Ledger, twins: None
) -> None:
    with ledger.write() as session:
        session.get_one(BookingRow, 2).status = "cancelled"

    page = coordinator.get("/answers/2").text

    assert "<title>They are not asked any more – Marie Roy · Library · no. 2" in page
    assert 'Asked: <a href="/experts/2">Marie Roy · Library · no. 2</a>' in page


PAGES = ["/experts/1", "/experts/1/edit", "/feed-links/expert/1", "/outbox/1", "/outbox"]


@pytest.mark.parametrize("path", PAGES)
def test_page_about_a_namesake_says_which_of_them(
    coordinator: Browser, twins: None, path: str
) -> None:
    page = _said(coordinator.get(path).text)

    assert re.search(r"(Marie Roy|Roy, Marie) · Library · no. [12]", page)
    assert not re.search(r"(Marie Roy|Roy, Marie)(?! · Library · no\. | \(Library, 1\))", page)


def test_refusal_of_a_team_by_hand_says_which_namesake(coordinator: Browser, twins: None) -> None:
    path = "/missions/1/staff"
    form = filled_in(coordinator.get(path).text, path) | {"seat-1-0": "2", "seat-1-1": "2"}

    page = post(coordinator, path, form).text

    assert "Marie Roy · Library · no. 2 is chosen for two seats." in page


def test_agenda_says_which_namesake_speaks(coordinator: Browser, twins: None) -> None:
    path = "/missions/1/sessions/new"
    typed = {"kind": "session", "title": "Visit", "day": make.MONDAY, "starts": "14:00"}
    coordinator.send(path, typed | {"ends": "15:00", "speakers": "2"}, path)

    page = coordinator.get("/missions/1").text

    agenda = page.partition('id="agenda"')[2].partition("</section>")[0]
    assert "Marie Roy · Library · no. 2" in agenda


def test_clash_in_the_ledger_says_which_namesake(
    app: Flask, ledger: Ledger, institution: int, twins: None
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        make.mission(session, home, make.partner(session, "ml", country="ML"), title="Archives")
    first = half_day(make.MONDAY)
    clash = DoubleBooking((Conflict(2, 1, 2, (first, first)),))

    with ledger.read() as session, app.test_request_context("/?lang=en"):
        by_search = clash_sentences(session, clash)
        by_hand = [each.sentence for each in of_clashes(session, clash, 1)]

    for (said,) in (by_search, by_hand):
        assert said.startswith("Marie Roy · Library · no. 2 ")


def test_who_acts_for_two_namesakes_knows_whose_question_it_is(
    browser: Browser, ledger: Ledger, twins: None, account: Callable[..., str]
) -> None:
    login = account("assistant", expert=1)
    with ledger.write() as session:
        row = session.scalars(select(AccountRow)).one()
        where = row.roles[0].institution_id
        row.roles.append(AccountRoleRow(role="assistant", institution_id=where, expert_id=2))

    page = _said(browser.sign_in(login).get("/").text)

    house = "National Assembly of Québec"
    for key in (1, 2):
        assert f"What is known about Marie Roy · {house} · no. {key}" in page
        assert f"Roy, Marie · {house} · no. {key}" in page
    assert not re.search(rf"(Marie Roy|Roy, Marie)(?! · {house} · no\. | \()", page)


@pytest.mark.parametrize(
    ("team", "said"),
    [
        (["Roy, Marie", "Sylla, Omar"], ["Roy", "Sylla"]),
        (["Roy, Marie", "Roy, Jean", "Sylla, Omar"], ["Marie Roy", "Jean Roy", "Sylla"]),
        (
            ["Roy, Marie · Library · no. 1", "Roy, Marie · Library · no. 2", "Roy, Jean"],
            ["Marie Roy · no. 1", "Marie Roy · no. 2", "Jean Roy"],
        ),
        (
            ["Roy, Marie · Library", "Roy, Marie · Protocol"],
            ["Marie Roy · Library", "Marie Roy · Protocol"],
        ),
        (["Roy, Marie · Library", "Sylla, Omar"], ["Roy", "Sylla"]),
    ],
)
def test_people_of_one_bar_are_told_apart(team: list[str], said: list[str]) -> None:
    assert short_names(team) == said


PICTURES = ["/plan?view=missions", "/scenarios/1/board?view=missions"]


@pytest.mark.parametrize("path", PICTURES)
@pytest.mark.parametrize(("language", "number"), [("en", "no. "), ("fr", "n°\N{NO-BREAK SPACE}")])
def test_bar_with_two_namesakes_says_which_they_are(
    coordinator: Browser, ledger: Ledger, twins: None, path: str, language: str, number: str
) -> None:
    with ledger.write() as session:
        scenarios.open_scenario(session, "Spring", make.BY, make.AT)

    page = coordinator.get(f"{path}&day={make.MONDAY}&lang={language}").text

    assert f"Marie Roy · {number}1, Marie Roy · {number}2" in page
    assert "Roy, Roy" not in page


def test_bars_of_people_on_the_board_say_whose_they_are(
    coordinator: Browser, ledger: Ledger, twins: None
) -> None:
    with ledger.write() as session:
        scenarios.open_scenario(session, "Spring", make.BY, make.AT)
    for path in ("/plan", "/scenarios/1/board"):
        page = coordinator.get(f"{path}?view=people&day={make.MONDAY}").text

        for key in (1, 2):
            assert f"Library · no. {key}</" in page, path
            assert f'aria-label="Roy, Marie · Library · no. {key}: Seminar' in page, path


def test_column_of_names_begins_with_the_number_of_a_namesake(
    coordinator: Browser, ledger: Ledger, twins: None
) -> None:
    unit = "Directorate of Parliamentary Communications"
    with ledger.write() as session:
        for row in session.scalars(select(ExpertRow)):
            row.department = unit

    page = coordinator.get(f"/plan?view=people&day={make.MONDAY}").text

    column = page.partition('id="names"')[2].partition("</svg>")[0]
    shown = [line for line in re.findall(r'name-wide"[^>]*>([^<]*)<', column) if "no. " in line]
    assert [line[:7] for line in shown] == ["no. 1 ·", "no. 2 ·"]


def _said(page: str) -> str:
    """What a page says of people, without fields of forms and what was mailed."""
    text = re.sub(r"(?s)<(pre|details)\b.*?</\1>|<[^>]*>", " ", page)
    return " ".join(text.split())
