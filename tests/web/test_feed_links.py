"""The page of a calendar's addresses, and what an address is told to show."""

from collections.abc import Callable

import pytest
from flask import Flask

from db.engine import Ledger
from db.models import FeedTokenRow, InstitutionRow
from db.operations import scenarios
from tests import make
from tests.web.conftest import Browser


@pytest.mark.parametrize("kind", ["institution", "pool", "programme", "partner"])
def test_calendar_page_makes_an_address_and_says_how_to_subscribe(
    ledger: Ledger, coordinator: Browser, institution: int, kind: str
) -> None:
    with ledger.write() as session:
        partner = make.partner(session)
        programme = make.programme(session, session.get_one(InstitutionRow, institution))
        keys = {"partner": partner.id, "programme": programme.id}
    page = f"/feed-links/{kind}/{keys.get(kind, institution)}"

    made = coordinator.send(page, {"label": "wall", "shows": "confirmed"}, page)

    assert made.status_code == 201
    assert "Google may take a day" in made.text
    assert "Google may take a day" in coordinator.get(page).text
    with ledger.read() as session:
        assert session.query(FeedTokenRow).one().shows == "confirmed"


def test_choices_of_an_address_are_changed_and_kept(
    ledger: Ledger, coordinator: Browser, institution: int
) -> None:
    page = f"/feed-links/institution/{institution}"
    coordinator.send(page, {"label": "wall"}, page)

    form = {"shows": "hold", "detail": "discreet", "alarm_hours": "24"}
    answer = coordinator.send("/feed-links/1/choices", form, page)
    chosen = _choices(ledger)
    coordinator.send("/feed-links/1/choices", {"shows": "x", "alarm_hours": "-5"}, page)

    assert answer.status_code == 303
    assert chosen == ("hold", "discreet", 24)
    assert _choices(ledger) == ("all", "full", None)


def test_stopped_address_is_neither_changed_nor_renewed(
    ledger: Ledger, coordinator: Browser, institution: int
) -> None:
    page = f"/feed-links/institution/{institution}"
    coordinator.send(page, {"label": "wall"}, page)
    coordinator.send("/feed-links/1/revoke", {}, page)

    for act in ("choices", "renew"):
        answer = coordinator.send(f"/feed-links/1/{act}", {"shows": "hold"}, page)
        assert answer.status_code == 303, act
        assert "This address is stopped: make another one." in coordinator.get(page).text, act

    assert _choices(ledger) == ("all", "full", None)


def _choices(ledger: Ledger) -> tuple[str, str, int | None]:
    with ledger.read() as session:
        row = session.query(FeedTokenRow).one()
        return row.shows, row.detail, row.alarm_hours


def test_calendar_of_another_institution_is_not_found(
    ledger: Ledger, coordinator: Browser, account: Callable[..., str]
) -> None:
    with ledger.write() as session:
        other = make.institution(session, "fr")
        programme = make.programme(session, other)
        keys = {"pool": other.id, "programme": programme.id}

    found = [coordinator.get(f"/feed-links/{kind}/{key}").status_code for kind, key in keys.items()]

    assert found == [404, 404]


def test_planner_makes_an_address_of_a_scenario_and_no_other(
    app: Flask, ledger: Ledger, account: Callable[..., str], institution: int
) -> None:
    planner = app.test_client().sign_in(account("planner"))  # type: ignore[attr-defined]  # a Browser
    with ledger.write() as session:
        key = scenarios.open_scenario(session, "Autumn", make.BY, make.AT).id
    page = f"/feed-links/scenario/{key}"

    made = planner.send(page, {"label": "wall"}, page)

    assert (made.status_code, "Autumn" in made.text) == (201, True)
    assert page in planner.get(f"/scenarios/{key}").text
    shown = planner.get(page).text
    assert "everything that this scenario proposes" in shown
    assert 'name="shows"' not in shown
    assert planner.get(f"/feed-links/institution/{institution}").status_code == 404


def test_address_of_a_scenario_is_for_planners(
    app: Flask, ledger: Ledger, account: Callable[..., str]
) -> None:
    reader = app.test_client().sign_in(account("admin"))  # type: ignore[attr-defined]  # a Browser
    with ledger.write() as session:
        key = scenarios.open_scenario(session, "Autumn", make.BY, make.AT).id

    assert reader.get(f"/feed-links/scenario/{key}").status_code == 404
    assert reader.get("/feed-links/scenario/99").status_code == 404


@pytest.mark.parametrize("asked", ["/feed-links/scenario/1", "/feed-links/1/renew"])
def test_closed_scenario_refuses_an_address_in_a_sentence(
    ledger: Ledger, coordinator: Browser, asked: str
) -> None:
    with ledger.write() as session:
        key = scenarios.open_scenario(session, "Autumn", make.BY, make.AT).id
    page = f"/feed-links/scenario/{key}"
    coordinator.send(page, {"label": "phone"}, page)
    with ledger.write() as session:
        scenarios.discard(session, key, make.BY, make.AT)

    answer = coordinator.send(asked, {"label": "wall"}, page)

    assert answer.status_code == 303
    assert "it proposes nothing any more" in coordinator.get(answer.location).text
    with ledger.read() as session:
        assert [row.revoked_at for row in session.query(FeedTokenRow)] == [None]


def test_calendars_of_one_institution_and_of_one_mission_are_told_apart_by_their_titles(
    ledger: Ledger, coordinator: Browser, institution: int
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        mission = make.mission(session, home, make.partner(session), title="Archives").id
    keys = {"institution": institution, "pool": institution, "mission": mission, "team": mission}

    pages = [coordinator.get(f"/feed-links/{kind}/{key}").text for kind, key in keys.items()]

    titles = [page.partition("<h1>")[2].partition("</h1>")[0] for page in pages]
    assert titles[2:] == ["Calendar of “Archives”", "When the team of “Archives” is busy"]
    assert titles[0].startswith("Calendar of ")
    assert titles[1].startswith("When the people of ")
