"""The home page: for the unknown, for the unit's people, for an expert."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from db.engine import Ledger
from db.models import ExpertRow, InstitutionRow
from db.operations import sources
from tests import make
from tests.clock import today
from tests.web.conftest import Browser

pytestmark = pytest.mark.dates

TODAY = today("America/Toronto")
SOON = TODAY + timedelta(days=7 - TODAY.weekday())
"""Next Monday."""


@pytest.fixture
def soon(ledger: Ledger, institution: int) -> int:
    """A mission next Monday with a seat that nobody can fill."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        anne = make.expert(session, home, "Anne Bova")
        library = make.domain(session)
        seats = (make.role(), make.role(domains={library: 3}))
        mission = make.mission(
            session, home, make.partner(session), *seats, title="Archives", first=SOON
        )
        make.staffed(session, mission, anne)
        return mission.id


def test_unknown_people_read_what_this_is_and_can_sign_in(browser: Browser) -> None:
    page = browser.get("/?lang=en").text

    assert "Hemicycle staffs interparliamentary missions" in page
    assert 'href="/login"' in page
    assert 'href="/missions/"' not in page


def test_empty_house_says_what_to_do_first(coordinator: Browser) -> None:
    page = coordinator.get("/?lang=en").text

    assert "No missions yet" in page
    assert 'href="/missions/new"' in page


def test_reader_of_an_empty_house_is_told_who_can(
    browser: Browser, account: Callable[..., str]
) -> None:
    page = browser.sign_in(account("reader")).get("/").text

    assert "The coordinator of your institution can do this." in page
    assert 'href="/missions/new"' not in page


def test_figures_link_to_the_lists_behind_them(coordinator: Browser, soon: int) -> None:
    page = coordinator.get("/?lang=en").text

    year = SOON.year
    listed = f"/missions/?first={year}-01-01&amp;last={year}-12-31&amp;published=1"
    assert year != TODAY.year or listed in page
    assert 'href="/vacancies#seats" data-count="1"><span class="figure-number">1</span>' in page
    assert '<span class="figure-number">1</span> <span class="figure-name">person on hold' in page
    assert 'href="/experts/?serving=1" data-count="1"' in page


def test_vacancy_stands_with_its_reason(coordinator: Browser, soon: int) -> None:
    page = coordinator.get("/?lang=en").text

    assert "Archives</a>" in page
    assert "1 vacant" in page
    assert "Nobody with the domains at the level asked for, out of 1 person of the kind" in page


def test_vacancies_are_reckoned_anew_when_something_changes(
    coordinator: Browser, ledger: Ledger, soon: int, institution: int
) -> None:
    coordinator.get("/")
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        other = make.mission(
            session,
            home,
            make.partner(session, "ml"),
            make.role(count=5),
            title="Bills",
            first=SOON,
        )
        make.staffed(session, other)

    assert "5 vacant" in coordinator.get("/?lang=en").text


def test_first_page_says_that_every_seat_is_filled(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        mission = make.mission(session, home, make.partner(session), first=SOON)
        make.staffed(session, mission, make.expert(session, home))

    page = coordinator.get("/?lang=en").text

    assert "None: somebody is published on every seat." in page
    assert "Nothing is published yet" not in page


def test_who_is_away_today_is_named(coordinator: Browser, ledger: Ledger, institution: int) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        first = TODAY - timedelta(days=1)
        mission = make.mission(
            session, home, make.partner(session), title="Archives", first=first, length=6
        )
        anne = make.expert(session, home, "Anne Bova", email="anne@qc.example")
        make.staffed(session, mission, anne)

    page = coordinator.get("/?lang=en").text

    away = page.split("Away today")[1]
    assert "Bova, Anne</a>" in away
    assert 'href="mailto:anne@qc.example">anne@qc.example</a>' in away


def test_who_is_away_for_another_institution_is_named_without_what_for(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    with ledger.write() as session:
        home, other = session.get_one(InstitutionRow, institution), make.institution(session, "fr")
        facts = {"title": "Secret", "first": TODAY - timedelta(days=1), "length": 6}
        place = make.partner(session)
        make.mission(session, home, place, first=SOON)
        mission = make.mission(session, other, place, **facts)
        make.staffed(session, mission, make.expert(session, home))

    page = coordinator.get("/?lang=en").text

    away = page.split("Away today")[1]
    assert "Bova, Anne</a>" in away
    assert "unavailable" in away
    assert "Secret" not in page


def test_expert_sees_their_own_missions_only(
    browser: Browser, account: Callable[..., str], ledger: Ledger, institution: int, soon: int
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        luc = make.expert(session, home, "Luc Dorval")
        mission = make.mission(
            session, home, make.partner(session, "ml"), title="Bills", first=SOON
        )
        make.staffed(session, mission, luc)
        expert_id = luc.id

    page = browser.sign_in(account("expert", expert=expert_id)).get("/").text

    assert "Bills" in page
    assert "Archives" not in page
    assert f'href="/experts/{expert_id}"' in page


def test_expert_without_missions_is_told_where_they_will_appear(
    browser: Browser, account: Callable[..., str], ledger: Ledger, institution: int
) -> None:
    with ledger.write() as session:
        expert = make.expert(session, session.get_one(InstitutionRow, institution)).id

    page = browser.sign_in(account("expert", expert=expert)).get("/").text

    assert "No mission so far" in page


def test_conflicts_are_counted_for_who_can_mend_them(
    browser: Browser, account: Callable[..., str], ledger: Ledger, soon: int
) -> None:
    with ledger.write() as session:
        make.busy(session, session.get_one(ExpertRow, 1), SOON)

    coordinator = " ".join(browser.sign_in(account("coordinator")).get("/?lang=en").text.split())
    browser.send("/logout", page="/")
    reader = browser.sign_in(account("reader")).get("/?lang=en").text

    assert '1</span> <span class="figure-name">conflict</span>' in coordinator
    assert 'figure-name">conflict' not in reader


@pytest.mark.parametrize("role", ["coordinator", "expert"])
def test_calendar_that_cannot_be_read_is_told_on_the_first_page(
    app: Flask, ledger: Ledger, institution: int, account: Callable[..., str], role: str
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        anne, luc = make.expert(session, home), make.expert(session, make.institution(session))
        make.mission(session, home, make.partner(session))
        for expert in (anne, luc):
            row = sources.subscribe(
                session, expert.id, "Work", "https://c.example/a.ics", True, make.BY, make.AT
            )
            sources.failed(session, row.id, "fetch.failed", {}, make.AT)
        keys = (anne.id, luc.id)
    login = account(role, expert=keys[0] if role == "expert" else None)

    page = app.test_client().sign_in(login).get("/").text  # type: ignore[attr-defined]  # a Browser

    assert "Calendars that cannot be read" in page
    assert [f"/experts/{key}" in page for key in keys] == [True, False]
