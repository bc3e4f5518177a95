"""How calendar programs ask for a feed, and ask again."""

import json
from datetime import timedelta

import pytest
import recurring_ical_events
from flask import Flask
from icalendar import Calendar
from sqlalchemy import update
from vobject import readOne

from db.engine import Ledger
from db.models import ExpertRow, MissionRow
from db.moments import half_day
from db.operations.staffing import Staffing
from tests import clock, make
from tests.web.feeds.world import LATER, Addresses, World, fetch, restaff, statements


def test_feed_is_the_same_bytes_at_every_poll(
    site: str, world: World, addresses: Addresses
) -> None:
    address = site + addresses.open("expert", world.expert)

    assert fetch(address) == fetch(address)


def test_answer_has_the_headers_that_programs_need(
    app: Flask, world: World, addresses: Addresses
) -> None:
    answer = app.test_client().get(addresses.open("expert", world.expert))

    wanted = {
        "Content-Type": "text/calendar; charset=utf-8",
        "Content-Disposition": 'inline; filename="hemicycle-expert.ics"',
        "Cache-Control": "private, no-cache",
        "Referrer-Policy": "no-referrer",
        "Last-Modified": "Mon, 04 Jan 2027 09:00:00 GMT",
    }
    assert {name: answer.headers[name] for name in wanted} == wanted
    assert answer.headers["ETag"].startswith('"')
    assert "Set-Cookie" not in answer.headers


def test_head_is_get_without_a_body(app: Flask, world: World, addresses: Addresses) -> None:
    address = addresses.open("expert", world.expert)
    got, asked = app.test_client().get(address), app.test_client().head(address)

    assert asked.status_code == 200
    assert asked.data == b""
    left_out = {"Date"}
    assert {k: v for k, v in asked.headers if k not in left_out} == {
        k: v for k, v in got.headers if k not in left_out
    }


OLD, NEW = "Mon, 01 Jan 2024 09:00:00 GMT", "Tue, 06 Jul 2027 09:00:00 GMT"
TO_COME = "Sun, 01 Jan 2040 09:00:00 GMT"
"""After the moment at which programs ask here."""


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"If-None-Match": "{etag}"}, 304),
        ({"If-None-Match": '"other", {etag}'}, 304),
        ({"If-None-Match": "W/{etag}"}, 304),
        ({"If-None-Match": "*"}, 304),
        ({"If-None-Match": '"other"'}, 200),
        ({"If-Modified-Since": NEW}, 304),
        ({"If-Modified-Since": OLD}, 200),
        ({"If-Modified-Since": TO_COME}, 200),
        ({"If-Match": "{etag}"}, 200),
        ({"If-Match": '"other", {etag}'}, 200),
        ({"If-Match": "*"}, 200),
        ({"If-Match": '"other"'}, 412),
        ({"If-Match": "W/{etag}"}, 412),
        ({"If-Unmodified-Since": NEW}, 200),
        ({"If-Unmodified-Since": OLD}, 412),
        ({"If-Unmodified-Since": OLD, "If-Match": "{etag}"}, 200),
        ({"If-Modified-Since": "nonsense"}, 200),
        ({"If-None-Match": '"other"', "If-Modified-Since": NEW}, 200),
        ({"If-None-Match": "{etag}", "If-Modified-Since": OLD}, 304),
    ],
)
def test_second_poll_gets_304_where_nothing_changed(
    asked: dict[str, str], status: int, app: Flask, world: World, addresses: Addresses
) -> None:
    address = addresses.open("expert", world.expert)
    client = app.test_client()
    etag = client.get(address).headers["ETag"]
    headers = {name: value.replace("{etag}", etag) for name, value in asked.items()}

    for method in (client.get, client.head):
        answer = method(address, headers=headers)

        assert answer.status_code == status
        assert answer.headers["ETag"] == etag
        assert answer.headers["Cache-Control"] == "private, no-cache"
        assert (len(answer.data) > 0) == (status == 200 and method == client.get)


def test_etag_and_date_change_when_a_mate_leaves(
    ledger: Ledger, app: Flask, world: World, addresses: Addresses
) -> None:
    address, client = addresses.open("expert", world.expert), app.test_client()
    before = client.get(address)
    with ledger.read() as session:
        role_id = session.get_one(MissionRow, world.agreed).roles[0].id

    restaff(ledger, world.agreed, Staffing(half_day(make.MONDAY), {role_id: (world.expert,)}))
    since = {"If-Modified-Since": before.headers["Last-Modified"]}
    after = client.get(address, headers=since)

    assert after.status_code == 200
    assert after.headers["ETag"] != before.headers["ETag"]
    assert after.last_modified == LATER


def test_feed_takes_the_same_reads_for_one_mission_and_for_two_but_for_an_agenda(
    ledger: Ledger, app: Flask, world: World, addresses: Addresses
) -> None:
    one, two = (
        addresses.open("mission", world.agreed),
        addresses.open("institution", world.institution),
    )

    with statements(ledger) as for_one:
        app.test_client().get(one)
    with statements(ledger) as for_two:
        app.test_client().get(two)

    agenda = [each for each in for_one if "FROM agenda_item" in each]
    assert len(agenda) == 1
    assert len(for_one) - len(agenda) == len(for_two)


def test_second_poll_asks_one_thing_of_an_index(
    ledger: Ledger, app: Flask, world: World, addresses: Addresses
) -> None:
    address = addresses.open("expert", world.expert)
    first = app.test_client().get(address)

    with statements(ledger) as asked:
        again = app.test_client().get(address)
        unchanged = app.test_client().get(address, headers={"If-None-Match": first.headers["ETag"]})

    assert (again.data, unchanged.status_code) == (first.data, 304)
    assert len(asked) == 2
    with ledger.read() as session:
        explained = f"EXPLAIN QUERY PLAN {asked[0]}"
        plan = session.connection().exec_driver_sql(explained, ("0" * 64,)).all()
    assert [row.detail for row in plan if row.detail.startswith("SCAN")] == []


def test_feed_follows_a_change_of_a_name_at_the_next_poll(
    ledger: Ledger, app: Flask, world: World, addresses: Addresses
) -> None:
    address = addresses.open("expert", world.expert)
    before = app.test_client().get(address)

    with ledger.write() as session:
        session.execute(
            update(MissionRow).where(MissionRow.id == world.agreed).values(title="Rules")
        )
    after = app.test_client().get(address, headers={"If-None-Match": before.headers["ETag"]})

    assert after.status_code == 200
    assert b"SUMMARY;LANGUAGE=en:Rules" in after.data


def test_feed_is_jcal_for_who_asks(
    app: Flask, ledger: Ledger, world: World, addresses: Addresses
) -> None:
    with ledger.write() as session:
        anne = session.get_one(ExpertRow, world.expert)
        anne.given_name, anne.family_name = "Anne,", r"Bova; \n"
    address = addresses.open("expert", world.expert)
    plain = app.test_client().get(address, headers={"Accept": "text/calendar, */*"})

    answer = app.test_client().get(address, headers={"Accept": "application/calendar+json"})

    assert answer.headers["Content-Type"] == "application/calendar+json; charset=utf-8"
    assert answer.headers["ETag"] != plain.headers["ETag"]
    assert plain.headers["Content-Type"] == "text/calendar; charset=utf-8"
    said = answer.get_json(force=True)
    assert ["name", {"language": "en"}, "text", r"Missions – Anne, Bova; \n"] in said[1]
    assert {kind for name, _, kind, _ in said[1] if name in ("name", "color")} == {"text"}
    written = Calendar.from_jcal(said)
    assert written.events == Calendar.from_ical(plain.data).events


def test_last_modified_is_never_still_to_come(
    app: Flask, ledger: Ledger, world: World, addresses: Addresses
) -> None:
    """A clock that was ahead must not hide a cancellation from who asks by the date."""
    address, client = addresses.open("expert", world.expert), app.test_client()
    clock.go(LATER - timedelta(minutes=5))
    restaff(ledger, world.hold, None)
    known = client.get(address)
    clock.go(LATER - timedelta(minutes=4))
    restaff(ledger, world.agreed, None)

    since = {"If-Modified-Since": known.headers["Last-Modified"]}
    after = client.get(address, headers=since)

    assert known.last_modified is not None
    assert known.last_modified < clock.now() < LATER
    assert after.status_code == 200
    assert after.data.count(b"STATUS:CANCELLED") > known.data.count(b"STATUS:CANCELLED")


def test_change_within_the_same_second_is_seen(
    app: Flask, ledger: Ledger, world: World, addresses: Addresses
) -> None:
    address, client = addresses.open("expert", world.expert), app.test_client()
    clock.go(LATER)
    restaff(ledger, world.hold, None)
    known = client.get(address)
    restaff(ledger, world.agreed, None)

    clock.go(LATER + timedelta(hours=1))
    since = {"If-Modified-Since": known.headers["Last-Modified"]}

    assert client.get(address, headers=since).status_code == 200


def test_address_with_a_slash_at_its_end_is_another_one(
    app: Flask, world: World, addresses: Addresses
) -> None:
    address = addresses.open("expert", world.expert)

    assert app.test_client().get(f"{address}/").status_code == 404


@pytest.mark.parametrize("kind", ["expert", "institution", "programme", "partner", "pool"])
@pytest.mark.parametrize("accepts", ["text/calendar", "application/calendar+json"])
def test_feed_with_nothing_in_it_is_a_calendar_all_the_same(
    app: Flask, ledger: Ledger, addresses: Addresses, kind: str, accepts: str
) -> None:
    """RFC 5545 §3.6: at least one component; this one explains a zone and shows nothing."""
    with ledger.write() as session:
        house = make.institution(session)
        rows = {
            "institution": house,
            "pool": house,
            "expert": make.expert(session, house),
            "partner": make.partner(session),
            "programme": make.programme(session, house),
        }
        subject = rows[kind].id
    address = addresses.open(kind, subject)

    body = app.test_client().get(address, headers={"Accept": accepts}).data

    if accepts == "text/calendar":
        read = Calendar.from_ical(body)
        assert [each.name for each in read.subcomponents] == ["VTIMEZONE"]
        assert readOne(body.decode()).vtimezone.tzid.value == "Etc/UTC"
        assert recurring_ical_events.of(read).between((2020,), (2040,)) == []
    else:
        assert [each[0] for each in json.loads(body)[2]] == ["vtimezone"]
