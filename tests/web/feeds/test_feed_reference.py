"""The file number of a mission in calendars: for the unit and who is sent, not for a partner."""

from dataclasses import replace

import pytest
from flask import Flask
from icalendar import Event

from db.engine import Ledger
from db.facts import IN_CALENDARS, MissionFacts
from db.models import MissionRow
from db.operations import missions, tokens
from db.operations.mission_facts import mission_facts
from db.operations.missions import SHOWN
from db.operations.tokens import Choices, TokenFacts
from tests import make
from tests.web.feeds.drafts import draft
from tests.web.feeds.world import JUNE, LATER, Addresses, World, events
from web.language.fields.mission import MISSION
from web.service.tokens import new_secret

TITLE = "Committee work; part 1"
NUMBER = "SRI-2027/014"
LINE = f"File number: {NUMBER}"


@pytest.fixture(autouse=True)
def number(ledger: Ledger, world: World) -> None:
    """The mission that is agreed on has a file number, since before it was published."""
    with ledger.write() as session:
        row = session.get_one(MissionRow, world.agreed)
        row.reference = NUMBER
        row.programme_id = make.programme(session, row.institution).id


def seen(app: Flask, address: str) -> dict[str, Event]:
    return events(app.test_client().get(address).data)


def lines(event: Event) -> list[str]:
    return str(event.get("DESCRIPTION", "")).split("\n")


@pytest.mark.parametrize("kind", ["expert", "mission", "institution", "programme"])
def test_feed_of_the_unit_and_of_who_is_sent_tells_the_number(
    app: Flask, world: World, addresses: Addresses, kind: str
) -> None:
    subject = {
        "expert": world.expert,
        "mission": world.agreed,
        "institution": world.institution,
        "programme": 1,
    }[kind]

    entry = seen(app, addresses.open(kind, subject))[TITLE]

    assert lines(entry)[-1] == LINE


def test_calendar_of_a_scenario_tells_the_number(
    app: Flask, ledger: Ledger, world: World, addresses: Addresses
) -> None:
    autumn = draft(ledger)
    autumn.solve(world.hold, JUNE, world.expert)

    entry = seen(app, addresses.open("scenario", autumn.id))[f"Autumn: {TITLE}"]

    assert lines(entry)[-1] == LINE


def test_feed_of_the_partner_does_not_tell_it(
    app: Flask, world: World, addresses: Addresses
) -> None:
    body = app.test_client().get(addresses.open("partner", world.partner)).data

    assert TITLE in events(body)
    assert b"File number" not in body
    assert NUMBER.encode() not in body


def test_mission_without_a_number_has_no_line_for_it(
    app: Flask, world: World, addresses: Addresses
) -> None:
    entry = seen(app, addresses.open("expert", world.expert))["Library"]

    assert not any(line.startswith("File number") for line in lines(entry))


def test_number_is_told_in_the_language_of_the_feed(
    app: Flask, world: World, addresses: Addresses
) -> None:
    entry = seen(app, addresses.open("expert", world.expert, "fr"))[TITLE]

    assert lines(entry)[-1] == f"Numéro de dossier\N{NO-BREAK SPACE}: {NUMBER}"


def test_discreet_feed_does_not_tell_it(app: Flask, ledger: Ledger, world: World) -> None:
    secret = new_secret()
    facts = TokenFacts("expert", world.expert, "phone", "en", Choices(detail="discreet"))
    with ledger.write() as session:
        tokens.create(session, facts, secret.sha256, make.BY, make.AT)

    body = app.test_client().get(f"/feeds/{secret.text}.ics").data

    assert body.count(b"BEGIN:VEVENT")
    assert NUMBER.encode() not in body


@pytest.mark.parametrize("after", ["SRI-2028/002", ""])
def test_change_of_the_number_marks_the_entry_and_raises_no_sequence(
    app: Flask, ledger: Ledger, world: World, addresses: Addresses, after: str
) -> None:
    address = addresses.open("expert", world.expert)
    was = seen(app, address)
    with ledger.write() as session:
        row = session.get_one(MissionRow, world.agreed)
        facts = replace(mission_facts(row), reference=after)
        missions.edit(session, row.id, facts, row.version, make.BY, LATER)

    becomes = seen(app, address)

    assert {becomes[TITLE][name].dt for name in ("LAST-MODIFIED", "DTSTAMP")} == {LATER}
    assert was[TITLE]["LAST-MODIFIED"].dt < LATER
    assert becomes[TITLE]["SEQUENCE"] == was[TITLE]["SEQUENCE"]
    assert LINE not in lines(becomes[TITLE])
    assert becomes["Library"].to_ical() == was["Library"].to_ical()


def test_notes_that_no_calendar_shows_mark_no_entry(
    app: Flask, ledger: Ledger, world: World, addresses: Addresses
) -> None:
    address = addresses.open("expert", world.expert)
    was = seen(app, address)
    with ledger.write() as session:
        row = session.get_one(MissionRow, world.agreed)
        facts = replace(mission_facts(row), notes="Bring the file.")
        missions.edit(session, row.id, facts, row.version, make.BY, LATER)

    assert seen(app, address)[TITLE].to_ical() == was[TITLE].to_ical()


def test_what_calendars_tell_of_a_field_is_a_fact_whose_change_they_notice() -> None:
    told = {field.fact for field in MISSION.fields if field.in_calendars}

    assert told
    assert told <= set(SHOWN)
    assert MissionFacts.__dataclass_fields__["reference"].metadata.items() >= IN_CALENDARS.items()
