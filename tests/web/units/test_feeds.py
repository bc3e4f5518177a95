"""Calendars of two institutions: what is not seen is "unavailable", and who runs it answers."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from icalendar import Calendar, Event
from sqlalchemy import select

from db.actors import Actor
from db.engine import Ledger
from db.models import (
    AccountRoleRow,
    AccountRow,
    BookingRow,
    ExpertRow,
    InstitutionRow,
    MessageRow,
    ScenarioRow,
)
from db.moments import day_of
from db.operations import answers, tokens
from db.operations.tokens import TokenFacts
from db.queries.letters import letter
from tests import make
from tests.web.conftest import Browser, password_hash
from tests.web.forms import post
from tests.web.units import two_units
from tests.web.units.two_units import MARKS, Unit, World, login_of
from web.service.mail.writing import written


def lent_and_home(ledger: Ledger, unit: Unit, world: World) -> int:
    """The expert of an institution who is in a team of the other one."""
    with ledger.read() as session:
        return session.scalars(two_units.lent_of(world.other(unit))).one()


def address_of(browser: Browser, expert: int, **choices: str) -> str:
    """The path of a new address of somebody's calendar, made by who is signed in."""
    where = f"/feed-links/expert/{expert}"
    page = post(browser, where, {"label": "phone", "language": "en", **choices})
    assert page.status_code == 201
    found = re.search(r"/feeds/[^\s\"<]+\.ics", page.text)
    assert found
    return found[0]


def test_calendar_of_somebody_lent_says_only_that_they_are_unavailable(
    ledger: Ledger, browser: Browser, world: World
) -> None:
    unit = world.units["qc"]
    lent, other = lent_and_home(ledger, unit, world), world.other(unit)
    browser.sign_in(login_of("coordinator", unit))

    text = browser.get(address_of(browser, lent)).text

    (event,) = events(text)
    with ledger.read() as session:
        booking = session.scalars(select(BookingRow).where(BookingRow.expert_id == lent)).one()
        assert booking.uid not in text
        first, last = day_of(booking.leaves), day_of(booking.returns)
    assert (str(event["SUMMARY"]), str(event["STATUS"])) == ("unavailable", "CONFIRMED")
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (first, last + timedelta(days=1))
    assert event.keys().isdisjoint({"DESCRIPTION", "LOCATION", "CATEGORIES", "ORGANIZER"})
    assert other.mark not in text
    assert f"unit@{other.code}.example" not in text


@pytest.mark.parametrize(
    "choices", [{"shows": "hold"}, {"shows": "confirmed"}, {"detail": "discreet"}]
)
def test_no_choice_of_an_address_tells_a_hidden_hold_from_what_is_agreed(
    ledger: Ledger, browser: Browser, world: World, choices: dict[str, str]
) -> None:
    unit = world.units["qc"]
    browser.sign_in(login_of("coordinator", unit))

    text = browser.get(address_of(browser, lent_and_home(ledger, unit, world), **choices)).text

    said = [str(event["SUMMARY"]) for event in events(text)]
    assert said == ([] if choices == {"shows": "hold"} else ["unavailable"])


@pytest.mark.parametrize("role", ["expert", "assistant"])
def test_calendar_of_ones_own_shows_missions_of_every_institution(
    ledger: Ledger, browser: Browser, world: World, role: str
) -> None:
    unit = world.units["qc"]
    lent, other = lent_and_home(ledger, unit, world), world.other(unit)
    with ledger.write() as session:
        row = session.get_one(ExpertRow, lent)
        facts = {"password_hash": password_hash(), "name": "Themselves"}
        make.account(session, "own", role=role, institution=row.institution, expert=row, **facts)
    browser.sign_in("own")

    (event,) = events(browser.get(address_of(browser, lent)).text)

    assert str(event["SUMMARY"]) == f"{other.mark} planned"
    assert f"{other.mark} role" in str(event["DESCRIPTION"])
    assert str(event["ORGANIZER"]) == f"mailto:unit@{other.code}.example"


def test_address_that_is_renewed_shows_what_its_new_maker_sees(
    ledger: Ledger, browser: Browser, world: World
) -> None:
    """The first one is the expert's own; who renews it reads the new one."""
    unit = world.units["qc"]
    lent = lent_and_home(ledger, unit, world)
    with ledger.write() as session:
        row = session.get_one(ExpertRow, lent)
        own = make.account(session, "own", role="expert", institution=row.institution, expert=row)
        facts = TokenFacts("expert", lent, "phone", "en")
        key = tokens.create(session, facts, "0" * 64, Actor(own.id, "Jean"), make.AT).id
    browser.sign_in(login_of("coordinator", unit))

    page = post(browser, f"/feed-links/{key}/renew", {}).text

    found = re.search(r"/feeds/[^\s\"<]+\.ics", page)
    assert found
    assert [str(event["SUMMARY"]) for event in events(browser.get(found[0]).text)] == [
        "unavailable"
    ]


def test_entry_and_mailed_invitation_of_a_booking_name_the_unit_that_runs_the_mission(
    ledger: Ledger, app: Flask, browser: Browser, world: World
) -> None:
    unit = world.units["qc"]
    lent, other = lent_and_home(ledger, unit, world), world.other(unit)
    with ledger.write() as session:
        facts = TokenFacts("expert", lent, "phone", "en")
        tokens.create(session, facts, answers.hash_of("y" * 40), make.BY, make.AT)
        rows = select(MessageRow.id).join(MessageRow.booking).where(BookingRow.expert_id == lent)
        asked = letter(session, session.scalars(rows).one())
        (invited,) = events(written(app.extensions["settings"], asked).calendar.decode())

    (shown,) = events(browser.get(f"/feeds/{'y' * 40}.ics").text)

    assert str(shown["UID"]) == str(invited["UID"])
    assert str(shown["ORGANIZER"]) == str(invited["ORGANIZER"])
    assert str(shown["ORGANIZER"]) == f"mailto:unit@{other.code}.example"


def test_calendar_of_a_partner_names_for_each_mission_the_unit_that_runs_it(
    ledger: Ledger, browser: Browser, world: World
) -> None:
    with ledger.write() as session:
        facts = TokenFacts("partner", world.partner, "partner", "en")
        tokens.create(session, facts, answers.hash_of("z" * 40), make.BY, make.AT)

    shown = events(browser.get(f"/feeds/{'z' * 40}.ics").text)

    assert {str(event["SUMMARY"]): str(event["ORGANIZER"]) for event in shown} == {
        f"{MARKS[code]} planned": f"mailto:unit@{code}.example" for code in MARKS
    }


def test_calendar_of_a_scenario_shows_what_its_author_and_who_made_the_address_both_see(
    ledger: Ledger, browser: Browser, world: World
) -> None:
    """The author works for the other institution too since; the planner does not."""
    with ledger.write() as session:
        scenario = session.get_one(ScenarioRow, world.units["fr"].keys["scenario_id"][0])
        qc = session.get_one(InstitutionRow, world.units["qc"].keys["institution_id"][0])
        author = session.get_one(AccountRow, scenario.author_id)
        author.roles.append(AccountRoleRow(role="coordinator", institution_id=qc.id))
        planner = session.scalars(select(AccountRow).where(AccountRow.login == "planner-fr")).one()
        facts = TokenFacts("scenario", scenario.id, "plan", "en")
        for account, secret in ((author, "a" * 40), (planner, "b" * 40)):
            by = Actor(account.id, account.name)
            tokens.create(session, facts, answers.hash_of(secret), by, make.AT)

    of_author, of_planner = (browser.get(f"/feeds/{each * 40}.ics").text for each in "ab")

    assert "MARKQC planned" in of_author
    assert "MARKQC" not in of_planner
    assert "MARKFR planned" in of_planner


def events(text: str) -> list[Event]:
    """The entries of a calendar."""
    return [each for each in Calendar.from_ical(text).walk("VEVENT") if isinstance(each, Event)]
