"""Sessions and external meetings in feeds: whose, when, how sure, and with what said."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from db.engine import Ledger
from db.errors import NothingToPublish
from db.facts import AgendaFacts
from db.models import AgendaItemRow, FeedTokenRow
from db.operations import agenda
from tests import make
from tests.chance import examples
from tests.web.feeds.world import LATER, Addresses, World, events, move, restaff
from tests.worlds import tables
from web.app import create_app
from web.http.ledger import close
from web.service.settings import Settings

LINK = "https://video.example.org/rooms/committee-work?key=1,2;3"
TALK = AgendaFacts("Budget estimates", make.MONDAY, time(9), time(10, 30), place="Room 2")


def _add(ledger: Ledger, world: World, facts: AgendaFacts, *speakers: int) -> int:
    facts = replace(facts, speakers=frozenset(speakers))
    with ledger.write() as session:
        return agenda.add(session, world.agreed, facts, make.BY, make.AT).id


def _cancel(ledger: Ledger, key: int, is_cancelled: bool = True, at: datetime = LATER) -> None:
    with ledger.write() as session:
        version = session.get_one(AgendaItemRow, key).version
        agenda.set_cancelled(session, key, is_cancelled, version, make.BY, at)


def _event(
    app: Flask, address: str, title: str = "Budget estimates"
) -> Any:  # its values differ in type
    return events(app.test_client().get(address).data)[title]


def test_experts_see_the_sessions_where_they_speak(
    ledger: Ledger, app: Flask, world: World, addresses: Addresses
) -> None:
    _add(ledger, world, TALK, world.expert)

    mine, mate, team = (
        set(events(app.test_client().get(addresses.open(kind, key)).data))
        for kind, key in (
            ("expert", world.expert),
            ("expert", world.mate),
            ("mission", world.agreed),
        )
    )

    assert "Budget estimates" in mine & team
    assert "Budget estimates" not in mate


def test_feeds_of_institution_and_partner_show_no_sessions(
    ledger: Ledger, app: Flask, world: World, addresses: Addresses
) -> None:
    _add(ledger, world, TALK)

    for kind, key in (("institution", world.institution), ("partner", world.partner)):
        found = events(app.test_client().get(addresses.open(kind, key)).data)
        assert "Budget estimates" not in found


def test_session_is_timed_by_the_clock_of_the_place(
    ledger: Ledger, app: Flask, world: World, addresses: Addresses
) -> None:
    _add(ledger, world, replace(TALK, kind="external"), world.expert)

    answer = app.test_client().get(addresses.open("mission", world.agreed))

    found: Any = events(answer.data)["Budget estimates"]  # its values differ in type
    there = ZoneInfo("America/Port-au-Prince")
    assert found["DTSTART"].dt == datetime(2027, 3, 1, 9, tzinfo=there)
    assert found["DTSTART"].params["TZID"] == "America/Port-au-Prince"
    assert found["DTEND"].dt == datetime(2027, 3, 1, 10, 30, tzinfo=there)
    assert b"BEGIN:VTIMEZONE\r\nTZID:America/Port-au-Prince\r\n" in answer.data
    assert (found["LOCATION"], found["STATUS"]) == ("Room 2", "CONFIRMED")
    assert "external meeting" in found.categories
    assert "Speakers: Anne Bova" in found["DESCRIPTION"]
    assert "ATTENDEE" not in found


def test_video_link_is_conference_and_text_and_place_where_there_is_none(
    ledger: Ledger, app: Flask, world: World, addresses: Addresses
) -> None:
    _add(ledger, world, replace(TALK, link=LINK, place=""))
    _add(ledger, world, replace(TALK, title="Both", link=LINK))
    address = addresses.open("mission", world.agreed)

    online, both = _event(app, address), _event(app, address, "Both")

    assert (online["CONFERENCE"], both["CONFERENCE"]) == (LINK, LINK)
    assert online["CONFERENCE"].params["VALUE"] == "URI"
    assert (online["LOCATION"], both["LOCATION"]) == (LINK, "Room 2")
    assert LINK in online["DESCRIPTION"]


def test_cancelled_session_says_so_and_takes_no_time(
    ledger: Ledger, app: Flask, world: World, addresses: Addresses
) -> None:
    key = _add(ledger, world, replace(TALK, link=LINK), world.expert)
    address = addresses.open("expert", world.expert)
    before = _event(app, address)

    _cancel(ledger, key)

    after = _event(app, address, "Cancelled: Budget estimates")
    assert (after["STATUS"], after["TRANSP"]) == ("CANCELLED", "TRANSPARENT")
    assert (after["UID"], after["SEQUENCE"]) == (before["UID"], before["SEQUENCE"] + 1)
    assert "CONFERENCE" not in after


def test_sessions_follow_what_becomes_of_the_mission(
    ledger: Ledger, app: Flask, world: World, addresses: Addresses
) -> None:
    _add(ledger, world, TALK, world.expert)
    address = addresses.open("expert", world.expert)
    before = _event(app, address)

    move(ledger, world, make.MONDAY + timedelta(days=7))
    moved = _event(app, address)
    restaff(ledger, world.agreed, None)
    gone = _event(app, address, "Cancelled: Budget estimates")

    # It stays on its day until somebody has agreed on another one, and is not sure any more.
    assert (before["STATUS"], moved["STATUS"]) == ("CONFIRMED", "TENTATIVE")
    assert moved["DTSTART"].dt == before["DTSTART"].dt
    assert gone["STATUS"] == "CANCELLED"
    assert before["SEQUENCE"] < moved["SEQUENCE"] < gone["SEQUENCE"]


def test_discreet_address_says_no_more_than_that_there_is_a_session(
    ledger: Ledger, app: Flask, world: World, addresses: Addresses
) -> None:
    _add(ledger, world, replace(TALK, link=LINK), world.expert)
    address = addresses.open("expert", world.expert)
    with ledger.write() as session:
        session.query(FeedTokenRow).one().detail = "discreet"

    answer = app.test_client().get(address)

    found = events(answer.data)["Session (details in Hemicycle)"]
    assert {"LOCATION", "DESCRIPTION", "CONFERENCE", "CATEGORIES"}.isdisjoint(found)
    assert b"Budget" not in answer.data
    assert b"video.example.org" not in answer.data


def test_address_of_holds_only_shows_no_session_of_what_is_agreed(
    ledger: Ledger, app: Flask, world: World, addresses: Addresses
) -> None:
    _add(ledger, world, TALK, world.expert)
    address = addresses.open("expert", world.expert)
    with ledger.write() as session:
        session.query(FeedTokenRow).one().shows = "hold"

    assert set(events(app.test_client().get(address).data)) == {"Library"}


def test_kept_bytes_are_built_again_after_each_write(
    ledger: Ledger, app: Flask, world: World, addresses: Addresses
) -> None:
    address, client = addresses.open("expert", world.expert), app.test_client()
    told = [client.get(address)]
    key = _add(ledger, world, TALK, world.expert)
    told.append(client.get(address))
    with ledger.write() as session:
        row = session.get_one(AgendaItemRow, key)
        agenda.edit(session, key, TALK, row.version, make.BY, LATER)
    told.append(client.get(address))

    assert len({answer.headers["ETag"] for answer in told[:2]}) == 2
    # Somebody who speaks no more sees no session, and is told that something has changed.
    assert "Budget estimates" not in events(told[2].data)
    assert told[2].last_modified == LATER


steps = st.lists(
    st.sampled_from(["cancel", "restore", "earlier", "later", "room", "words", "mission", "drop"]),
    max_size=8,
)
Seen = tuple[str, int, tuple[object, ...]]
"""UID, SEQUENCE, and what of an entry makes it rise."""


def _seen(body: bytes) -> list[Seen]:
    calendar: Any = Calendar.from_ical(body)  # the values of its events differ in type
    shown = ("STATUS", "LOCATION")
    return [
        (
            str(event["UID"]),
            int(event["SEQUENCE"]),
            (event["DTSTART"].dt, event["DTEND"].dt, *(str(event[name]) for name in shown)),
        )
        for event in calendar.walk("VEVENT")
        if "CATEGORIES" in event and "session" in event.categories
    ]


def _happens(ledger: Ledger, world: World, key: int, step: str, number: int) -> None:
    at = make.AT + timedelta(hours=number)
    if step in ("cancel", "restore"):
        _cancel(ledger, key, step == "cancel", at)
    elif step == "mission":
        with suppress(NothingToPublish):
            move(ledger, world, make.MONDAY + timedelta(days=7 * (number % 2)))
    elif step == "drop":
        with suppress(NothingToPublish):
            restaff(ledger, world.agreed, None)
    else:
        with ledger.write() as session:
            row = session.get_one(AgendaItemRow, key)
            changes = {
                "earlier": {"starts": time(8)},
                "later": {"day": date(2027, 3, 9)},
                "room": {"place": f"Room {number}"},
                "words": {"title": f"Talk {number}"},
            }[step]
            facts = replace(TALK, speakers=frozenset({world.expert}), **changes)  # type: ignore[arg-type] # a test's
            agenda.edit(session, key, facts, row.version, make.BY, at)


def _world(ledger: Ledger) -> World:
    with ledger.write() as session:
        house, partner = make.institution(session), make.partner(session)
        anne, jean = make.expert(session, house), make.expert(session, house, "Jean Côté")
        mission = make.mission(session, house, partner, make.role(count=2), state="accepted")
        mission.window_last = make.MONDAY + timedelta(days=14)
        make.staffed(session, mission, anne, jean)
        return World(mission.id, mission.id, anne.id, jean.id, house.id, partner.id)


def _life(settings: Settings, happened: Sequence[str]) -> list[tuple[bytes, bytes]]:
    """Both feeds twice, the second time with nothing kept, after each step."""
    app = create_app(settings)
    ledger: Ledger = app.extensions["ledger"]
    tables(ledger)
    world = _world(ledger)
    key = _add(ledger, world, TALK, world.expert)
    places = (("expert", world.expert), ("mission", world.agreed))
    addresses = [Addresses(ledger).open(kind, subject) for kind, subject in places]
    told: list[tuple[bytes, bytes]] = []
    for number, step in enumerate(("", *happened), start=1):
        if step:
            _happens(ledger, world, key, step, number)
        once = [app.test_client().get(address).data for address in addresses]
        app.extensions.pop("kept_feeds")
        again = [app.test_client().get(address).data for address in addresses]
        told.extend(zip(once, again, strict=True))
    close(app)
    return told


@examples(15)
@given(steps)
def test_sessions_keep_their_uid_and_their_sequence_never_falls(happened: list[str]) -> None:
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'ledger.db'}"
        told = _life(Settings(database_url=url, secret_key="k" * 64), happened)

    assert [once for once, again in told if once != again] == []
    for bodies in (told[::2], told[1::2]):
        lives = [_seen(body) for body, _ in bodies]
        assert [len(life) for life in lives] == [1] * len(lives)
        for [before], [after] in pairwise(lives):
            assert after[0] == before[0]
            assert after[1] >= before[1]
            assert after[2] == before[2] or after[1] > before[1]
