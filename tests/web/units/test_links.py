"""No page leads its reader to one that is closed to them: every role of two units walks about."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask

from db.engine import Ledger
from db.words import ACCOUNT_ROLES
from tests.web.conftest import Browser
from tests.web.units import two_units
from tests.web.units.test_apart import filled, routes
from tests.web.units.two_units import Unit, World, login_of

CLOSED = {403, 404}
MOST = 900
"""Pages of one walk; each role ends long before."""


@pytest.fixture
def app(own_app: Flask) -> Flask:
    """An app that no other test has: a word of its templates is another one here."""
    return own_app


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("role", "code"), [("coordinator", "qc"), *((role, "fr") for role in ACCOUNT_ROLES)]
)
def test_every_link_of_every_page_opens_for_its_reader(
    app: Flask, browser: Browser, world: World, role: str, code: str
) -> None:
    browser.sign_in(login_of(role, world.units[code]))

    closed = walk(browser, ["/", *own(app, world.units[code]), *_compared(world)])

    assert closed == {}


def test_walk_finds_a_link_that_leads_nowhere(
    app: Flask,
    browser: Browser,
    ledger: Ledger,
    world: World,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(app.jinja_env.globals, "may_open_expert", lambda _key: True)
    unit = world.units["qc"]
    browser.sign_in(login_of("coordinator", unit))

    with ledger.read() as session:
        lent = session.scalars(two_units.lent_of(unit)).one()

    closed = walk(browser, [f"/missions/{unit.keys['mission_id'][0]}"], further=False)

    assert closed == {f"/experts/{lent}": f"/missions/{unit.keys['mission_id'][0]}"}


def walk(browser: Browser, start: list[str], *, further: bool = True) -> dict[str, str]:
    """The links that are closed, each with a page that has it; what is typed may be closed."""
    seen: dict[tuple[str, frozenset[str]], str] = {}
    closed: dict[str, str] = {}
    ahead = [(address, "") for address in start]
    while ahead:
        address, at = ahead.pop()
        if (kind := _kind(address)) in seen:
            continue
        assert len(seen) < MOST
        seen[kind] = address
        answer = browser.get(address)
        text = answer.text  # streams end once they are read
        if answer.status_code in CLOSED and at:
            closed[address] = at
        is_page = answer.status_code == 200 and answer.mimetype == "text/html"
        if is_page and (further or not at):
            ahead += [(link, address) for link in _links(text, address)]
    return closed


def _links(page: str, at: str) -> Iterator[str]:
    """The pages that a page leads to; what stands after # is on them."""
    for found in re.findall(r'<a\b[^>]*?\shref="([^"]*)"', page):
        link = unescape(found).partition("#")[0]
        if link.startswith("?"):
            link = urlsplit(at).path + link
        if link.startswith("/") and not link.startswith(("//", "/static/", "/feeds/")):
            yield link


def _kind(address: str) -> tuple[str, frozenset[str]]:
    """Links that differ in the text of a filter or in the day lead to the same door."""
    parts = urlsplit(address)
    keyed = {"plan", "expert", "mission", "institution"}
    asked = {f"{name}={said}" for name, said in parse_qs(parts.query).items() if name in keyed}
    return parts.path, frozenset(asked)


def own(app: Flask, unit: Unit) -> Iterator[str]:
    """The pages of what an institution has."""
    for rule in routes(app, "GET"):
        yield from filled(app, rule, unit)


def _compared(world: World) -> list[str]:
    """Plans side by side: what is published with the scenario, and with the release, of each."""
    keys = [unit.keys for unit in world.units.values()]
    return [
        *(f"/compare?plan=live&plan={each['scenario_id'][0]}" for each in keys),
        *(f"/compare?plan=live&plan=p{each['plan_id'][0]}" for each in keys),
        *(f"/compare?plan=p{each['plan_id'][0]}&plan={each['scenario_id'][0]}" for each in keys),
    ]
