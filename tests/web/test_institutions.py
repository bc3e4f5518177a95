"""An institution's page: its calendar addresses, made, renewed and stopped."""

import re
from collections.abc import Callable
from datetime import date

from flask import Flask

from db.engine import Ledger
from db.models import InstitutionRow, SittingRow
from tests import make
from tests.web.conftest import Browser
from tests.web.forms import post

ADDRESS = re.compile(r'value="http://localhost(/feeds/[\w-]+\.ics)"')


def test_page_shows_what_is_known(coordinator: Browser, ledger: Ledger, institution: int) -> None:
    with ledger.write() as session:
        for year in (2001, 2199):
            days = {"first": date(year, 3, 1), "last": date(year, 3, 5)}
            session.add(SittingRow(institution_id=institution, name=f"Sitting {year}", **days))

    page = coordinator.get(f"/institutions/{institution}").text

    assert "<h1>National Assembly of Québec</h1>" in page
    assert "<dd>Eastern Time</dd>" in page
    assert "Sitting 2199" in page
    assert "Sitting 2001" not in page


def test_address_is_made_shown_once_renewed_and_stopped(
    app: Flask, coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        mission = make.mission(session, home, make.partner(session), title="Library")
        make.staffed(session, mission, make.expert(session, home))

    made = post(coordinator, f"/feed-links/institution/{institution}", {"label": "wall"})
    renewed = post(coordinator, "/feed-links/1/renew")
    paths = [_address(answer.text) for answer in (made, renewed)]
    program = app.test_client()
    feed = program.get(paths[1])
    shown = coordinator.get(f"/institutions/{institution}").text
    stopped = post(coordinator, "/feed-links/2/revoke")

    assert (made.status_code, renewed.status_code, stopped.status_code) == (201, 201, 303)
    assert "webcal://" in made.text
    assert "<svg" in made.text
    assert b"Library" in feed.data
    assert "wall" in shown
    assert not any(path in shown for path in paths)
    assert stopped.location == f"/institutions/{institution}"
    assert [program.get(path).status_code for path in paths] == [404, 404]


def test_address_of_another_institution_is_not_there(coordinator: Browser, ledger: Ledger) -> None:
    with ledger.write() as session:
        other = make.institution(session, "fr").id

    asked = [
        coordinator.get(f"/institutions/{other}"),
        post(coordinator, f"/feed-links/institution/{other}", {"label": "wall"}),
    ]

    assert [answer.status_code for answer in asked] == [404, 404]


def test_expert_makes_no_address_of_the_institution(
    browser: Browser, account: Callable[..., str], ledger: Ledger, institution: int
) -> None:
    with ledger.write() as session:
        anne = make.expert(session, session.get_one(InstitutionRow, institution)).id
    browser.sign_in(account("expert", expert=anne))

    answer = post(browser, f"/feed-links/institution/{institution}", {"label": "wall"})

    assert answer.status_code == 404


def test_plan_leads_coordinators_to_the_addresses(
    coordinator: Browser, account: Callable[..., str], app: Flask, institution: int
) -> None:
    reader: Browser = app.test_client()  # type: ignore[assignment]  # the class set by the app

    pages = [
        coordinator.get("/plan?lang=fr").text,
        reader.sign_in(account("reader")).get("/plan").text,
    ]

    link = f'href="/institutions/{institution}">'
    assert f"{link}Adresses d’agenda\u00a0: Assemblée nationale du Québec</a>" in pages[0]
    assert link not in pages[1]


def _address(page: str) -> str:
    found = ADDRESS.search(page)
    assert found, page
    return found[1]
