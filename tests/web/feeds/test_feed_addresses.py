"""Secret addresses: what they open, and what they leave behind."""

import logging
from dataclasses import replace
from datetime import date

import pytest
from flask import Flask

from db.engine import Ledger
from db.models import BookingRow, FeedTokenRow, MissionRow
from db.operations import tokens
from tests import make
from tests.clock import now
from tests.web.feeds.world import (
    Addresses,
    World,
    events,
    fetch,
    statements,
)
from web.pages.feeds.last_use import LastUses
from web.service.logs import without_secrets
from web.service.settings import Settings, SettingsUnusable


def test_unknown_and_revoked_addresses_are_the_same_404(
    ledger: Ledger, app: Flask, world: World, addresses: Addresses
) -> None:
    revoked = addresses.open("expert", world.expert)
    with ledger.write() as session:
        tokens.revoke(session, session.query(FeedTokenRow).one().id, make.BY, make.AT)

    unknown = "/feeds/unknown.ics"
    of_revoked, of_unknown = app.test_client().get(revoked), app.test_client().get(unknown)

    assert (of_revoked.status_code, of_unknown.status_code) == (404, 404)
    assert of_revoked.text == of_unknown.text
    assert [*of_revoked.headers.keys()] == [*of_unknown.headers.keys()]


def test_one_bad_row_is_left_out_and_reported(
    ledger: Ledger,
    app: Flask,
    world: World,
    addresses: Addresses,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with ledger.write() as session:
        session.get_one(MissionRow, world.agreed).title = "\x07"
        uid = (
            session.query(BookingRow)
            .filter_by(mission_id=world.agreed, expert_id=world.expert)
            .one()
            .uid
        )

    answer = app.test_client().get(addresses.open("expert", world.expert))

    assert list(events(answer.data)) == ["Library"]
    assert [record.getMessage() for record in caplog.records] == [
        f"Left out of a feed, {uid}: The entry {uid!r} cannot be written, summary: it is empty."
    ]


def test_mistyped_mailbox_does_not_take_the_feed_away(
    ledger: Ledger, app: Flask, world: World, addresses: Addresses
) -> None:
    with ledger.write() as session:
        session.get_one(MissionRow, world.agreed).institution.mailbox = "a b\r\nATTENDEE:c"

    answer = app.test_client().get(addresses.open("institution", world.institution))

    assert len(events(answer.data)) == 2
    assert b"ORGANIZER" not in answer.data
    assert b"ATTENDEE" not in answer.data


def test_feed_of_nothing_is_an_empty_calendar(
    app: Flask, world: World, addresses: Addresses, ledger: Ledger
) -> None:
    with ledger.write() as session:
        house = make.institution(session, "be")

    answer = app.test_client().get(addresses.open("institution", house.id))

    assert answer.status_code == 200
    assert events(answer.data) == {}


def test_secret_is_in_no_log(
    app: Flask,
    site: str,
    world: World,
    addresses: Addresses,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    caplog.set_level(logging.DEBUG)
    address = addresses.open("expert", world.expert)
    secret = address.removeprefix("/feeds/").removesuffix(".ics")

    fetch(site + address)
    monkeypatch.setattr(app, "testing", False)
    app.extensions["ledger"].engine.dispose()
    monkeypatch.setitem(app.view_functions, "feeds.feed", lambda secret: 1 / 0)
    app.test_client().get(address)

    assert [line for line in caplog.messages if "/feeds/-.ics" in line]
    assert secret not in caplog.text


@pytest.mark.parametrize(
    "path",
    [
        "/feeds/S-3.ics",
        "/feeds%2FS-3.ics",
        "/%66ee%64s/S-3.ics",
        "//feeds//S-3.ics",
        "/answer%2fS-3",
        "/login?next=%252Fanswer%25252FS-3",
    ],
)
def test_no_way_to_write_an_address_brings_its_secret_into_a_line(path: str) -> None:
    said = without_secrets(f'127.0.0.1 "GET {path}?lang=fr HTTP/1.1" 200')

    assert "S-3" not in said
    assert said.endswith('?lang=fr HTTP/1.1" 200')


def test_last_use_is_written_outside_of_the_request(
    app: Flask, ledger: Ledger, world: World, addresses: Addresses
) -> None:
    address = addresses.open("expert", world.expert)

    def last_used() -> date | None:
        with ledger.read() as session:
            return session.query(FeedTokenRow).one().last_used_on

    app.test_client().get(address)
    uses: LastUses = app.extensions["last_uses"]

    assert last_used() is None
    uses.write()
    assert last_used() == now().date()


def test_last_use_is_noted_once_a_day(ledger: Ledger, world: World, addresses: Addresses) -> None:
    addresses.open("expert", world.expert)
    uses = LastUses(ledger, seconds=3600)

    def written(day: date) -> bool:
        with ledger.read() as session:
            uses.note(session.query(FeedTokenRow).one(), day)
        with statements(ledger) as asked:
            uses.write()
        return bool(asked)

    days = [date(2027, 1, 4), date(2027, 1, 4), date(2027, 1, 5), date(2027, 1, 4)]

    assert [written(day) for day in days] == [True, False, True, False]


def test_class_of_entries_is_a_setting(
    app: Flask, settings: Settings, world: World, addresses: Addresses
) -> None:
    address = addresses.open("mission", world.agreed)
    app.extensions["settings"] = replace(settings, feed_class="PRIVATE")

    (event,) = events(app.test_client().get(address).data).values()

    assert event["CLASS"] == "PRIVATE"


def test_class_that_no_calendar_knows_is_refused() -> None:
    with pytest.raises(SettingsUnusable, match="HEMICYCLE_FEED_CLASS must be PUBLIC"):
        Settings(feed_class="SECRET")
