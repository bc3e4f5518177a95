"""Two institutions in one database: neither reads nor touches what is the other's."""

import re
from collections.abc import Iterator
from itertools import product
from typing import cast

import pytest
from flask import Flask, url_for
from werkzeug.routing import Rule

from db.engine import Ledger
from db.models import MissionRow, ProgrammeShareRow
from db.models.token import SUBJECTS
from db.words import ACCOUNT_ROLES, FEED_KINDS, FeedKind
from tests import make
from tests.web.conftest import Browser
from tests.web.units import two_units
from tests.web.units.two_units import MARKS, Unit, World, login_of, secret_of
from web.http import ledger as doors

FURTHER = (
    "/plan?view=people&zoom=year&day=2027-03-01",
    "/plan?zoom=year&day=2027-03-01",
    "/compare?plan=live&plan=p{plan}&plan={scenario}",
    "/why?mission=m{mission}&role=r{mission}&expert=e{expert}",
    "/coverage/need?domain=library&level=1",
    "/outbox?show=closed",
    "/outbox?show=unaddressed",
    "/missions/?sort=title",
    "/experts/?name=anne",
    "/experts/?institution=all",
    "/experts/?booked=hold",
)
"""Addresses whose secrets would be behind a choice."""
EVERYBODYS = {"closings.note", "closings.remove_of_partner"}
"""What is done to partners, which are everybody's."""
FORM = {
    "to": "assessed", "reason": "x", "name": "x", "time_limit": "30", "label": "x", "seconds": "30",
    "answer": "accepted", "at_once": "1", "start": "2027-03-01", "half": "am", "role": "1",
    "expert": "1", "deed": "open", "priority": "3", "version": "1", "freeze_days": "3",
    "title": "x", "key": "x", "change": "1", "busy_first": "2027-03-01", "address": "https://example.org/a.ics",
}  # fmt: skip
"""Fields that let a form come as far as its object."""


@pytest.mark.parametrize("role", ACCOUNT_ROLES)
def test_no_page_tells_a_role_what_is_of_the_other_institution(
    app: Flask, browser: Browser, world: World, role: str
) -> None:
    for unit in world.units.values():
        other = world.other(unit)
        browser.sign_in(login_of(role, unit))
        told = [
            address for address in addresses(app, world) if other.mark in browser.get(address).text
        ]
        browser.send("/logout", page="/")

        assert told == [], f"{role} of {unit.code}"


def test_pages_tell_it_once_sessions_see_everything(
    app: Flask, browser: Browser, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doors, "look", lambda session, homes: None)
    unit = world.units["qc"]
    browser.sign_in(login_of("planner", unit))

    told = [a for a in addresses(app, world) if MARKS["fr"] in browser.get(a).text]

    assert len(told) > 20


@pytest.mark.parametrize("role", ["coordinator", "planner", "admin"])
def test_what_is_of_the_other_institution_cannot_be_touched(
    app: Flask, browser: Browser, world: World, role: str
) -> None:
    unit = world.units["fr"]
    other = world.other(unit)
    browser.sign_in(login_of(role, unit))
    token = browser.token("/missions/")
    policies = app.extensions["policies"]

    answers = {
        (rule.endpoint, address): browser.post(
            address, data=FORM | {"csrf_token": token}
        ).status_code
        for rule in routes(app, "POST")
        if rule.arguments
        and role in policies[rule.endpoint].roles
        and rule.endpoint not in EVERYBODYS
        for address in filled(app, rule, other)
    }

    assert answers
    assert {key: code for key, code in answers.items() if code != 404} == {}


@pytest.mark.parametrize("code", MARKS)
def test_no_link_leads_to_what_the_reader_may_not_open(
    app: Flask, browser: Browser, world: World, code: str
) -> None:
    browser.sign_in(login_of("coordinator", world.units[code]))
    links = {link: at for at in addresses(app, world) for link in linked(browser, at)}

    assert {link for link in links if link.startswith("/experts/")}
    assert {k: at for k, at in links.items() if browser.get(k).status_code == 404} == {}


def test_every_route_is_tried_with_objects_of_both(app: Flask, world: World) -> None:
    rules = {rule.endpoint: rule for method in ("GET", "POST") for rule in routes(app, method)}

    for rule, unit in product(rules.values(), world.units.values()):
        assert list(filled(app, rule, unit)), (rule.endpoint, unit.code)
    ids = {name for rule in rules.values() for name in rule.arguments if name.endswith("_id")}
    assert "refusal_id" in ids
    own, other = world.units.values()
    assert [
        name
        for name in ids - {"subject_id", "partner_id"}
        if set(_values(name, own)) & set(_values(name, other))
    ] == []


def test_route_whose_object_nobody_has_fails(app: Flask, world: World) -> None:
    with pytest.raises(AssertionError, match="nothing is tried with it"):
        _values("unheard_of_id", world.units["qc"])


def test_feeds_of_a_shared_partner_show_what_their_makers_see(
    app: Flask, browser: Browser, world: World
) -> None:
    for code, kind in product(
        MARKS, ("partner", "institution", "pool", "team", "mission", "scenario")
    ):
        text = browser.get(f"/feeds/{secret_of(kind, code)}.ics").text
        other = world.other(world.units[code])

        assert "BEGIN:VCALENDAR" in text
        assert other.mark not in text, (kind, code)


def test_mission_of_a_programme_that_both_have_a_part_in_is_seen_by_both(
    ledger: Ledger, browser: Browser, world: World
) -> None:
    qc, fr = world.units["qc"], world.units["fr"]
    mission = fr.keys["mission_id"][0]
    with ledger.write() as session:
        row = session.get_one(MissionRow, mission)
        programme = make.programme(session, row.institution)
        programme.shares = [
            ProgrammeShareRow(institution_id=qc.keys["institution_id"][0], half_days_max=40)
        ]
        row.programme_id = programme.id
    browser.sign_in(login_of("coordinator", qc))

    assert browser.get(f"/missions/{mission}").status_code == 200
    assert f"{fr.mark} planned" in browser.get("/missions/").text
    assert f"{fr.mark} approved" not in browser.get("/missions/").text
    assert browser.get(f"/missions/{mission}/edit").status_code == 404


def test_own_expert_on_a_mission_of_others_is_unavailable_without_a_reason(
    ledger: Ledger, browser: Browser, world: World
) -> None:
    unit = world.units["qc"]
    with ledger.read() as session:
        lent = session.scalars(two_units.lent_of(world.other(unit))).one()
    browser.sign_in(login_of("coordinator", unit))

    page = browser.get(f"/experts/{lent}?from=2027-03").text

    assert "unavailable, " in page


def linked(browser: Browser, address: str) -> list[str]:
    """The people and missions that a page leads to; what is refused leads nowhere."""
    page = browser.get(address)
    text = page.text  # streams end once they are read
    found = re.findall(r'href="(/(?:experts|missions)/\d+)[#"?]', text)
    return found if page.status_code == 200 else []


def addresses(app: Flask, world: World) -> Iterator[str]:
    for rule in routes(app, "GET"):
        for unit in world.units.values():
            yield from filled(app, rule, unit)
    for text, unit in product(FURTHER, world.units.values()):
        keys = {name.removesuffix("_id"): found[0] for name, found in unit.keys.items() if found}
        yield text.format(**keys)


def routes(app: Flask, method: str) -> Iterator[Rule]:
    """The doors that ask who enters."""
    policies = app.extensions["policies"]
    for rule in app.url_map.iter_rules():
        public = policies[rule.endpoint].everybody and rule.endpoint != "home.index"
        if method in (rule.methods or ()) and not public:
            yield rule


def filled(app: Flask, rule: Rule, unit: Unit) -> Iterator[str]:
    """The addresses of a rule with a unit's objects in it."""
    choices = [[(name, value) for value in _values(name, unit)] for name in sorted(rule.arguments)]
    with app.test_request_context():
        for each in product(*choices):
            values = dict(each)
            if "subject_id" in values:
                name = SUBJECTS[cast(FeedKind, values["kind"])]
                values["subject_id"] = _values(name, unit)[0]
            yield url_for(rule.endpoint, **values)


def _values(name: str, unit: Unit) -> tuple[object, ...]:
    if name == "kind":
        return tuple(kind for kind in FEED_KINDS if kind not in ("partner", "programme"))
    if name == "code":
        return ("mission.priority",)
    if name == "number":  # of a point among those that a search has found
        return (1,)
    if name == "subject_id":  # what it is hangs on the kind: `filled` has it
        return (1,)
    found = unit.keys.get(name, ())
    assert found, f"No object of {unit.code} stands for {name}: nothing is tried with it."
    return found
