"""People who come to the roster, and who leave it."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from db.engine import Ledger
from db.models import ExpertRow, FeedTokenRow, InstitutionRow
from db.operations import tokens
from db.operations.experts import expert_facts
from db.operations.tokens import TokenFacts
from tests import make
from tests.web.conftest import Browser
from tests.web.forms import filled_in, post
from web.service.tokens import new_secret
from web.worker.nightly import Nightly

YESTERDAY = make.TODAY - timedelta(days=1)


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    """Nobody leaves because the tests run later."""
    with time_machine.travel(make.AT, tick=False):
        yield


@pytest.fixture
def address(ledger: Ledger) -> Callable[[int], str]:
    """Makes an address of an expert's calendar; answers its path."""

    def open_to(expert: int) -> str:
        secret = new_secret()
        with ledger.write() as session:
            facts = TokenFacts("expert", expert, "phone", "en")
            tokens.create(session, facts, secret.sha256, make.BY, make.AT)
        return f"/feeds/{secret.text}.ics"

    return open_to


@pytest.fixture
def anne(ledger: Ledger, institution: int) -> int:
    """Somebody on the roster."""
    with ledger.write() as session:
        return make.expert(session, session.get_one(InstitutionRow, institution)).id


def test_expert_is_added(coordinator: Browser, ledger: Ledger, institution: int) -> None:
    with ledger.write() as session:
        library = make.domain(session).id
    form = filled_in(coordinator.get("/experts/new").text) | {
        **{"given_name": "Zoé", "family_name": "Bova", "department": "Archives"},
        **{"domain-0-domain": str(library), "domain-0-level": "2"},
        **{"language-0-language": "fr", "language-0-level": "C2", "rest": "1,5"},
    }

    answer = post(coordinator, "/experts/new", form)

    with ledger.read() as session:
        row = session.scalars(select(ExpertRow)).one()
        facts = expert_facts(row)
        assert (answer.status_code, answer.location) == (303, f"/experts/{row.id}")
        assert (row.name, row.institution_id, facts.rest) == ("Zoé Bova", institution, 3)
        assert (facts.domains, facts.languages) == ({library: 2}, {"fr": "C2"})
    assert "Bova, Zoé" in coordinator.get("/experts/?name=zoe").text


def test_mistake_is_said_and_nothing_typed_is_lost(coordinator: Browser, ledger: Ledger) -> None:
    typed = {"given_name": "Zoé", "kind": "official", "institution": "77", "email": "here"}

    answer = post(coordinator, "/experts/new", typed)

    assert answer.status_code == 422
    for sentence in (
        "Family name: please fill this in.",
        "Institution: choose one from the list.",
        "E-mail: an address such as",
    ):
        assert sentence in answer.text
    assert 'value="Zoé"' in answer.text
    with ledger.read() as session:
        assert session.scalars(select(ExpertRow)).all() == []


def test_only_coordinators_add_experts(browser: Browser, account: Callable[..., str]) -> None:
    browser.sign_in(account("planner"))

    assert browser.get("/experts/new").status_code == 403
    assert post(browser, "/experts/new", {}).status_code == 403
    assert "/experts/new" not in browser.get("/experts/").text


def test_date_saved_in_the_past_stops_the_addresses(
    app: Flask, coordinator: Browser, anne: int, address: Callable[[int], str]
) -> None:
    paths = [address(anne), address(anne)]
    form = filled_in(coordinator.get(f"/experts/{anne}/edit").text)

    last_day_is_today = form | {"served_until": make.TODAY.isoformat()}
    assert post(coordinator, f"/experts/{anne}/edit", last_day_is_today).status_code == 303
    before = [app.test_client().get(path).status_code for path in paths]
    left = filled_in(coordinator.get(f"/experts/{anne}/edit").text)
    left["served_until"] = YESTERDAY.isoformat()
    assert post(coordinator, f"/experts/{anne}/edit", left).status_code == 303

    assert before == [200, 200]
    assert [app.test_client().get(path).status_code for path in paths] == [404, 404]
    assert "Has left the institution: last day 3 January 2027." in (
        coordinator.get(f"/experts/{anne}").text
    )


def test_who_has_left_gets_no_new_address(coordinator: Browser, ledger: Ledger, anne: int) -> None:
    _leave(ledger, anne, YESTERDAY)

    answer = post(coordinator, f"/feed-links/expert/{anne}", {"label": "phone"})

    assert (answer.status_code, answer.location) == (303, f"/experts/{anne}")
    assert "They have left the institution" in coordinator.get(f"/experts/{anne}").text
    with ledger.read() as session:
        assert session.scalars(select(FeedTokenRow)).all() == []


def test_night_after_the_last_day_stops_the_addresses(
    app: Flask, ledger: Ledger, anne: int, institution: int, address: Callable[[int], str]
) -> None:
    with ledger.write() as session:
        stays = make.expert(session, session.get_one(InstitutionRow, institution), "Bo Roy").id
    paths = [address(anne), address(stays)]
    _leave(ledger, anne, make.TODAY)
    nightly = Nightly()

    found = []
    for days in (0, 1):
        nightly.work(ledger, make.AT + timedelta(days=days))
        found.append([app.test_client().get(path).status_code for path in paths])

    assert found == [[200, 200], [404, 200]]


def _leave(ledger: Ledger, expert: int, last: date) -> None:
    with ledger.write() as session:
        session.get_one(ExpertRow, expert).served_until = last
