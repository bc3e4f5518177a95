"""A form sent after its login has ended comes back as it was, and does nothing by itself."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from html import unescape
from urllib.parse import unquote, urlsplit

import pytest
import time_machine
from flask import Flask
from sqlalchemy import delete, func, select, update

from db.engine import Ledger
from db.models import AccountRow, AuditRow, KeptFormRow, MissionRow, WebSessionRow
from tests import make
from tests.web.conftest import PASSWORD, Browser
from tests.web.units import two_units
from tests.web.units.test_apart import addresses
from tests.web.units.two_units import World, login_of
from tests.worlds import copied
from web.http.html_forms import Control, Form, Forms

OURS = ("csrf_token", "from_page")
SECRET = ("file", "password", "submit")
PUBLIC = ("/login", "/logout")
TYPED = {
    **{"text": "Typed — <é> & “said”", "search": "Typed", "number": "3", "time": "09:30"},
    **{"email": "typed@example.org", "url": "https://x.example", "date": "2027-04-01"},
}
"""What somebody types, by the type of the field."""


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """Some weeks before the missions."""
    with time_machine.travel(make.AT, tick=False) as traveller:
        yield traveller


@pytest.fixture
def world(ledger: Ledger) -> World:
    """Two institutions, with something of every kind."""
    return copied(ledger, two_units.made)


def test_every_form_comes_back_as_it_was(
    app: Flask, browser: Browser, ledger: Ledger, world: World
) -> None:
    login = login_of("coordinator", world.units["qc"])
    browser.sign_in(login)
    found = {
        (_route(app, action), tuple(sorted({c.name for c in form.controls}))): (page, action, form)
        for page in addresses(app, world)
        for action, form in _forms(browser.get(page).text, page)
    }
    wrong = []
    for page, action, form in found.values():
        sent = _typed(form)
        before = _lines(ledger)
        _end(ledger)
        token = browser.token("/login")
        fields = [*sent, ("csrf_token", token), ("from_page", page)]
        answer = browser.post(action, data=_multi(fields))
        back = _sign_in(browser, answer.location, login)
        if _lines(ledger) != before or not _stands(back, page, action, sent):
            wrong.append((page, action, sent, _missing(back, page, action, sent)))

    assert len(found) > 40
    assert wrong == []


def test_rows_that_grew_come_back_too(browser: Browser, ledger: Ledger, world: World) -> None:
    login = login_of("coordinator", world.units["qc"])
    browser.sign_in(login)
    grown = {f"speaks-{k}-language": code for k, code in enumerate(("fr", "en", "es", "pt"))}
    page = _kept(browser, ledger, login, "/missions/new", {"title": "Typed", **grown})

    assert 'value="Typed"' in page
    assert [f"speaks-{k}-language" in page for k in range(4)] == [True] * 4


def test_form_is_nobody_elses_and_not_for_long(
    browser: Browser, ledger: Ledger, world: World, clock: time_machine.Traveller
) -> None:
    mine, other = (login_of("coordinator", unit) for unit in world.units.values())
    browser.sign_in(mine)
    place = _sent(browser, ledger, "/missions/new", {"title": "Typed"})

    assert "Typed" not in _sign_in(browser, place, other)
    _end(ledger)
    assert 'value="Typed"' in _sign_in(browser, place, mine)
    clock.shift(timedelta(minutes=31))
    assert "Typed" not in browser.get(unquote(place).partition("next=")[2]).text


def signed_out(browser: Browser, ledger: Ledger) -> None:
    """By hand, in another window."""
    browser.send("/logout", page="/help")


def signed_out_twice(browser: Browser, ledger: Ledger) -> None:
    """And again, with somebody else signed in between."""
    signed_out(browser, ledger)
    browser.sign_in("coordinator-fr")
    signed_out(browser, ledger)


def ended_by_an_administrator(browser: Browser, ledger: Ledger) -> None:
    with ledger.write() as session:
        session.execute(update(WebSessionRow).values(revoked_at=make.AT))


def deleted(browser: Browser, ledger: Ledger) -> None:
    with ledger.write() as session:
        session.execute(delete(WebSessionRow))


@pytest.mark.parametrize("end", [signed_out, signed_out_twice, ended_by_an_administrator, deleted])
def test_form_comes_back_however_the_login_ended(
    browser: Browser, ledger: Ledger, world: World, end: Callable[[Browser, Ledger], None]
) -> None:
    mine, other = (login_of("coordinator", unit) for unit in world.units.values())
    browser.sign_in(mine)
    form = _open_form(browser)
    end(browser, ledger)

    place = browser.post("/missions/new", data=form).location

    assert place.startswith("/login?next=")
    assert "Typed" not in _sign_in(browser, place, other)
    signed_out(browser, ledger)
    assert 'value="Typed"' in _sign_in(browser, place, mine)


def test_form_comes_back_at_once_where_its_writer_has_signed_in_again(
    browser: Browser, ledger: Ledger, world: World
) -> None:
    login = login_of("coordinator", world.units["qc"])
    browser.sign_in(login)
    form, before = _open_form(browser), _lines(ledger)
    signed_out(browser, ledger)
    browser.sign_in(login)

    answer = browser.post("/missions/new", data=form)

    assert (answer.status_code, _lines(ledger)) == (303, before)
    assert 'value="Typed"' in browser.get(answer.location).text


def test_form_of_somebody_else_is_neither_done_nor_kept_nor_shown(
    browser: Browser, ledger: Ledger, world: World
) -> None:
    mine, other = (login_of("coordinator", unit) for unit in world.units.values())
    browser.sign_in(mine)
    form, before = _open_form(browser), _lines(ledger)
    signed_out(browser, ledger)
    browser.sign_in(other)

    answer = browser.post("/missions/new", data=form)

    assert (answer.status_code, _lines(ledger)) == (400, before)
    assert "Typed" not in answer.text
    with ledger.read() as session:
        assert session.scalar(select(func.count()).select_from(KeptFormRow)) == 0


def test_form_of_an_account_that_was_shut_is_not_kept(
    browser: Browser, ledger: Ledger, world: World
) -> None:
    browser.sign_in(login_of("coordinator", world.units["qc"]))
    form = _open_form(browser)
    with ledger.write() as session:
        session.execute(update(AccountRow).values(disabled_at=make.AT))

    assert browser.post("/missions/new", data=form).location == "/login"
    with ledger.read() as session:
        assert session.scalar(select(func.count()).select_from(KeptFormRow)) == 0


def _open_form(browser: Browser) -> dict[str, str]:
    token = browser.token("/missions/new?lang=en")
    return {"csrf_token": token, "from_page": "/missions/new", "title": "Typed"}


@pytest.mark.parametrize("token", ["", "made up"])
def test_form_without_its_token_is_not_kept(
    browser: Browser, ledger: Ledger, world: World, token: str
) -> None:
    browser.sign_in(login_of("coordinator", world.units["qc"]))
    _end(ledger)

    form = {"title": "Typed", "csrf_token": token, "from_page": "/missions/new"}
    answer = browser.post("/missions/new", data=form)

    assert answer.location == "/login"
    with ledger.read() as session:
        assert session.scalar(select(func.count()).select_from(KeptFormRow)) == 0


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("new_password", PASSWORD),
        ("address", "https://calendars.example/private-abc/basic.ics"),
        ("partner", "https://example:very/secret@calendars.example/a.ics"),
        ("partner", "anna:verysecret@calendars.example/a.ics"),
    ],
)
def test_passwords_and_addresses_that_are_secret_are_not_kept(
    browser: Browser, ledger: Ledger, world: World, name: str, text: str
) -> None:
    browser.sign_in(login_of("coordinator", world.units["qc"]))

    _sent(browser, ledger, "/missions/new", {"title": "Typed", name: text})

    with ledger.read() as session:
        assert session.scalars(select(KeptFormRow)).one().fields == [["title", "Typed"]]


def test_what_stood_in_a_form_that_is_gone_is_told(
    browser: Browser, ledger: Ledger, world: World
) -> None:
    login = login_of("coordinator", world.units["qc"])
    browser.sign_in(login)

    page = _kept(browser, ledger, login, "/missions/1/state", {"reason": "Ill"}, "/outbox")

    assert "is not on this page any more" in page
    assert "<dd>Ill</dd>" in page


def _kept(
    browser: Browser,
    ledger: Ledger,
    login: str,
    action: str,
    fields: dict[str, str],
    page: str | None = None,
) -> str:
    return _sign_in(browser, _sent(browser, ledger, action, fields, page), login)


def _sent(
    browser: Browser, ledger: Ledger, action: str, fields: dict[str, str], page: str | None = None
) -> str:
    """Send a form after the login has ended; where that leads."""
    token = browser.token("/missions/new")
    _end(ledger)
    known = {"csrf_token": token, "from_page": page or action}
    return browser.post(action, data=known | fields).location


def _sign_in(browser: Browser, place: str, login: str) -> str:
    """Sign in where one was sent to, and read the page behind it."""
    browser.get("/login?lang=en")
    wanted = {"login": login, "password": PASSWORD, "csrf_token": browser.token("/login")}
    answer = browser.post(place, data=wanted)
    assert answer.status_code == 303, answer.text
    return browser.get(answer.location).text


def _end(ledger: Ledger) -> None:
    with ledger.write() as session:
        session.execute(update(WebSessionRow).values(expires_at=make.AT - timedelta(hours=1)))


def _lines(ledger: Ledger) -> tuple[int, int]:
    with ledger.read() as session:
        counts = [
            session.scalar(select(func.count()).select_from(row)) for row in (AuditRow, MissionRow)
        ]
    return counts[0] or 0, counts[1] or 0


def _forms(text: str, page: str) -> Iterator[tuple[str, Form]]:
    reader = Forms(text)
    reader.feed(text)
    for form in reader.forms:
        action = (form.action or urlsplit(page).path).split("?")[0]
        if action not in PUBLIC and any(control.name not in OURS for control in form.controls):
            yield action, form


def _typed(form: Form) -> list[tuple[str, str]]:
    """Every field with something else in it than the page had."""
    sent = []
    for control in form.controls:
        if control.name not in (*OURS, "address") and control.kind not in SECRET:
            sent += [(control.name, value) for value in _value(control)]
    return sent


def _value(control: Control) -> list[str]:
    if control.kind == "hidden":
        return [control.value]
    if control.kind in ("checkbox", "radio"):
        return [control.value] if control.kind == "checkbox" else []
    if control.tag == "select":
        return [control.options[-1][0]] if control.options else []
    return [TYPED["text"] if control.tag == "textarea" else TYPED.get(control.kind, "Typed")]


def _stands(text: str, page: str, action: str, sent: list[tuple[str, str]]) -> bool:
    """Does some form of the page hold what was sent, and no more than rows to fill besides?"""
    said = Counter(sent)
    for each, form in _forms(text, page):
        held = Counter(_holds(text, form))
        if each == action and said <= held and {value for _name, value in held - said} <= {""}:
            return True
    return False


def _missing(text: str, page: str, action: str, sent: list[tuple[str, str]]) -> object:
    """For who reads a failure: what each form of that address lacks."""
    forms = [form for each, form in _forms(text, page) if each == action]
    return [Counter(sent) - Counter(_holds(text, form)) for form in forms]


def _holds(text: str, form: Form) -> list[tuple[str, str]]:
    held = []
    for control in form.controls:
        start, end = control.at
        tag = text[start:end]
        if control.name in (*OURS, "address") or control.kind in SECRET:
            continue
        if control.kind in ("checkbox", "radio"):
            held += [(control.name, control.value)] if " checked" in tag else []
        elif control.tag == "select":
            chosen = [value for value, (a, b) in control.options if " selected" in text[a:b]]
            held += [(control.name, value) for value in chosen]
        elif control.tag == "textarea":
            held.append((control.name, unescape(text[end : control.ends]).removeprefix("\n")))
        else:
            held.append((control.name, control.value))
    return held


def _multi(fields: list[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, text in fields:
        found.setdefault(name, []).append(text)
    return found


def _route(app: Flask, action: str) -> str:
    return app.url_map.bind("localhost").match(action, method="POST")[0]
