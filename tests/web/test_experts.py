"""The roster and one expert: search, year, absences, form, calendar addresses, rights."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
import time_machine
from sqlalchemy import select

from db.engine import Ledger
from db.models import BusyRow, ClosureRow, ExpertRow, InstitutionRow, SittingRow
from db.moments import half_day
from db.operations.experts import expert_facts
from tests import make
from tests.web.conftest import Browser
from tests.web.counting import selects
from tests.web.forms import filled_in, post


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    """The missions of these tests lie ahead, whenever the tests run."""
    with time_machine.travel(make.AT, tick=False):
        yield


@dataclass(frozen=True)
class Roster:
    """Hélène teaches a domain below another and speaks French; Bob is an official."""

    helene: int
    bob: int
    theirs: int
    parent: int
    child: int


@pytest.fixture
def roster(ledger: Ledger, institution: int) -> Roster:
    """Three people, one of them of another institution, and two domains."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        other = make.institution(session, "fr")
        parent = make.domain(session, "legislation")
        child = make.domain(session, "drafting", parent)
        member = {"kind": "member", "political_group": "Groupe A", "days_max": 15}
        helene = make.expert(
            *(session, home, "Hélène Côté"),
            domains={child: 3},
            languages={"fr": "C2", "en": "B1"},
            experience=("HT",),
            **member,
        )
        post = {"department": "Archives", "post": "Archivist"}
        bob = make.expert(session, home, "Bob Tremolo", languages={"en": "C1"}, **post)
        theirs = make.expert(session, other, "Hélène Étrangère")
        return Roster(helene.id, bob.id, theirs.id, parent.id, child.id)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Côté, Hélène", "Tremolo, Bob"]),
        ("name=helene", ["Côté, Hélène"]),
        ("name=COTE+hel", ["Côté, Hélène"]),
        ("name=%25", []),
        ("kind=official", ["Tremolo, Bob"]),
        ("unit=Groupe+A", ["Côté, Hélène"]),
        ("unit=Archives", ["Tremolo, Bob"]),
        ("language=en", ["Côté, Hélène", "Tremolo, Bob"]),
        ("language=en&cefr=B2", ["Tremolo, Bob"]),
        ("domain={parent}&level=3", ["Côté, Hélène"]),
        ("domain={child}&level=1&language=fr&cefr=C1", ["Côté, Hélène"]),
        ("domain=999", []),
        ("institution=2", []),
    ],
)
def test_search_finds_by_name_knowledge_and_place(
    coordinator: Browser, roster: Roster, query: str, found: list[str]
) -> None:
    asked = query.format(parent=roster.parent, child=roster.child)

    page = coordinator.get(f"/experts/?{asked}").text

    names = ("Côté, Hélène", "Tremolo, Bob", "Étrangère, Hélène")
    assert [name for name in names if f">{name}</a>" in page] == found


def test_list_takes_as_many_queries_for_three_people_as_for_one(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    counts = []
    for number in range(3):
        with ledger.write() as session:
            home = session.get_one(InstitutionRow, institution)
            known = make.domain(session, f"d{number}")
            spoken = {"fr": "C1", "en": "B2"}
            make.expert(session, home, f"No {number}", domains={known: 2}, languages=spoken)
        counts.append(selects(ledger, coordinator, "/experts/"))

    assert counts[0] == counts[1] == counts[2]


def test_long_roster_comes_in_pages(coordinator: Browser, ledger: Ledger, institution: int) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        for number in range(120):
            make.expert(session, home, f"No {number:03}")

    last = coordinator.get("/experts/?page=99").text

    assert "120 entries" in last
    assert "page 3 of 3" in last
    assert ">119, No</a>" in last
    assert ">099, No</a>" not in last


def test_page_shows_what_is_known_and_the_year(
    coordinator: Browser, ledger: Ledger, institution: int, roster: Roster
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        helene = session.get_one(ExpertRow, roster.helene)
        home.sittings.append(SittingRow(first=make.MONDAY, last=make.MONDAY, name="Sitting"))
        holiday = make.MONDAY.replace(day=26)
        home.closures.append(
            ClosureRow(first=holiday, last=holiday, name="Good Friday", is_estimated=True)
        )
        make.busy(session, helene, make.MONDAY.replace(day=22), label="Leave")
        mission = make.mission(
            session, home, make.partner(session), title="Archives", first=make.MONDAY.replace(day=9)
        )
        make.staffed(session, mission, helene)

    page = coordinator.get(f"/experts/{roster.helene}").text

    assert "Drafting" in page and "teaches" in page
    assert "Haiti" in page
    assert page.count('class="year-bar year-hold"') == 2
    assert "<title>Archives, 9–10 March 2027</title>" in page
    assert "Sitting, 1 March 2027" in page
    assert "Leave, 22 March 2027" in page
    assert "Good Friday (estimated), 26 March 2027" in page
    assert "<dt>From today on</dt><dd>2 days</dd>" in page
    assert "<dt>Left</dt><dd>13 days</dd>" in page
    assert "style=" not in page


def test_absence_is_added_and_taken_back(
    coordinator: Browser, ledger: Ledger, roster: Roster
) -> None:
    typed = {"busy_first": "2027-03-01", "busy_first_half": "pm", "busy_label": "Leave"}

    added = post(coordinator, f"/experts/{roster.bob}/busy", typed)

    assert added.status_code == 303
    page = coordinator.get(f"/experts/{roster.bob}").text
    assert "1 March 2027, afternoon" in page
    with ledger.read() as session:
        row = session.scalars(select(BusyRow)).one()
        assert (row.first, row.last) == (half_day(make.MONDAY, "pm"),) * 2
    assert post(coordinator, f"/experts/busy/{row.id}/remove").status_code == 303
    with ledger.read() as session:
        assert session.scalars(select(BusyRow)).all() == []


@pytest.mark.parametrize("again", ["2027-03-05", "2027-03-03"], ids=["the same", "a part of it"])
def test_absence_that_stands_there_already_is_not_noted_twice(
    coordinator: Browser, roster: Roster, again: str
) -> None:
    """Nor does the page say that it was noted anew."""
    where = f"/experts/{roster.bob}/busy"
    typed = {"busy_first": "2027-03-01", "busy_last": "2027-03-05", "busy_label": "Leave"}
    first = post(coordinator, where, typed)
    assert "Noted: no plan sends them anywhere then." in coordinator.get(first.location).text

    answer = post(coordinator, where, {"busy_first": "2027-03-01", "busy_last": again})

    page = coordinator.get(answer.location).text
    assert "This was noted before, and stays as it is." in page
    assert page.count("Absence added") == 1


@pytest.mark.parametrize(
    "typed",
    [
        {"busy_first": ""},
        {"busy_first": "2027-03-05", "busy_last": "2027-03-01"},
        {"busy_first": "2027-03-05", "busy_first_half": "pm", "busy_last_half": "am"},
        {"busy_first": "tomorrow"},
    ],
)
def test_wrong_absence_is_said_and_kept_on_the_page(
    coordinator: Browser, ledger: Ledger, roster: Roster, typed: dict[str, str]
) -> None:
    answer = post(coordinator, f"/experts/{roster.bob}/busy", {**typed, "busy_label": "Leave"})

    assert answer.status_code == 422
    assert 'id="errors"' in answer.text
    assert filled_in(answer.text, f"/experts/{roster.bob}/busy")["busy_label"] == "Leave"
    with ledger.read() as session:
        assert session.scalars(select(BusyRow)).all() == []


def test_absence_of_a_calendar_is_not_taken_back_here(
    coordinator: Browser, ledger: Ledger, roster: Roster
) -> None:
    with ledger.write() as session:
        bob = session.get_one(ExpertRow, roster.bob)
        busy = make.busy(session, bob, make.MONDAY, source="file").id
    page = coordinator.get(f"/experts/{roster.bob}?from=2027-03").text
    assert "From a calendar file" in page
    assert f"/experts/busy/{busy}/remove" not in page

    post(coordinator, f"/experts/busy/{busy}/remove")

    assert "comes from elsewhere: change it there" in coordinator.get(f"/experts/{roster.bob}").text
    with ledger.read() as session:
        assert session.get(BusyRow, busy) is not None


def test_form_saves_what_is_known(coordinator: Browser, ledger: Ledger, roster: Roster) -> None:
    shown = filled_in(coordinator.get(f"/experts/{roster.helene}/edit").text, None)
    typed = {**shown, "rest": "7.5", "days_max": "", "language-0-level": "C1"}

    answer = post(coordinator, f"/experts/{roster.helene}/edit", typed)

    assert answer.status_code == 303
    with ledger.read() as session:
        facts = expert_facts(session.get_one(ExpertRow, roster.helene))
        assert (facts.rest, facts.days_max) == (15, None)
        assert facts.languages == {"en": "C1", "fr": "C2"}
        assert facts.domains == {roster.child: 3}
        assert facts.experience == {"HT"}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"family_name": ""}, "Family name: please fill this in."),
        ({"email": "nobody"}, "E-mail: an address such as"),
        (
            {"served_from": "2027-05-01", "served_until": "2027-04-01"},
            "In office until: it lies before the first day.",
        ),
        ({"days_max": "many"}, "a whole number from 0 to 366"),
        ({"kind": "king"}, "Kind: choose one from the list."),
        ({"domain-0-level": "4"}, "Domains: choose a domain"),
    ],
)
def test_mistake_in_the_form_is_said_and_nothing_is_lost(
    coordinator: Browser, roster: Roster, wrong: dict[str, str], said: str
) -> None:
    shown = filled_in(coordinator.get(f"/experts/{roster.helene}/edit").text)

    answer = post(
        coordinator, f"/experts/{roster.helene}/edit", {**shown, "post": "Typed", **wrong}
    )

    assert answer.status_code == 422
    assert said in answer.text
    assert filled_in(answer.text)["post"] == "Typed"


def test_second_save_of_an_expert_shows_both(
    coordinator: Browser, ledger: Ledger, roster: Roster
) -> None:
    shown = filled_in(coordinator.get(f"/experts/{roster.bob}/edit").text)
    post(coordinator, f"/experts/{roster.bob}/edit", {**shown, "post": "Theirs"})

    answer = post(coordinator, f"/experts/{roster.bob}/edit", {**shown, "post": "Mine"})

    assert answer.status_code == 409
    assert "<td>Mine</td><td>Theirs</td>" in answer.text
    again = post(coordinator, f"/experts/{roster.bob}/edit", filled_in(answer.text))
    assert again.status_code == 303
    with ledger.read() as session:
        assert session.get_one(ExpertRow, roster.bob).post == "Mine"


def test_expert_of_another_institution_is_not_there(coordinator: Browser, roster: Roster) -> None:
    for answer in (
        coordinator.get(f"/experts/{roster.theirs}"),
        coordinator.get(f"/experts/{roster.theirs}/edit"),
        post(coordinator, f"/experts/{roster.theirs}/edit", {"given_name": "X"}),
        post(coordinator, f"/experts/{roster.theirs}/busy", {"busy_first": "2027-03-01"}),
        post(coordinator, f"/feed-links/expert/{roster.theirs}", {"label": "phone"}),
    ):
        assert answer.status_code == 404
        assert "Étrangère" not in answer.text


def test_expert_sees_and_keeps_only_their_own_page(
    browser: Browser, account: Callable[..., str], ledger: Ledger, roster: Roster
) -> None:
    login = account("expert", expert=roster.bob)
    browser.sign_in(login)

    assert browser.get(f"/experts/{roster.bob}").status_code == 200
    assert browser.get(f"/experts/{roster.helene}").status_code == 404
    assert browser.get("/experts/").status_code == 403
    busy = {"busy_first": "2027-03-01"}
    assert post(browser, f"/experts/{roster.bob}/busy", busy).status_code == 303
    assert post(browser, f"/experts/{roster.helene}/busy", busy).status_code == 404
    assert post(browser, f"/feed-links/expert/{roster.bob}", {"label": "me"}).status_code == 201
    assert post(browser, f"/feed-links/expert/{roster.helene}", {"label": "x"}).status_code == 404
    assert post(browser, f"/experts/{roster.bob}/edit").status_code == 403


def test_reader_may_look_but_not_write(
    browser: Browser, account: Callable[..., str], roster: Roster
) -> None:
    browser.sign_in(account("reader"))

    page = browser.get(f"/experts/{roster.bob}").text
    assert "Bob Tremolo" in page
    assert "Add an absence" not in page
    for path in (f"/experts/{roster.bob}/busy", f"/experts/{roster.bob}/edit"):
        assert post(browser, path, {"busy_first": "2027-03-01"}).status_code == 403


def test_expert_page_speaks_french(coordinator: Browser, roster: Roster) -> None:
    page = coordinator.get(f"/experts/{roster.helene}?lang=fr").text

    assert "Parlementaire" in page
    assert "français <strong>C2</strong>" in page
    assert "enseigne" in page
    assert "janvier 2027 – décembre 2027" in page
