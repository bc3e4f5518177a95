"""Where an entry takes place, and by whose clock."""

from datetime import timedelta

import pytest
from flask import Flask
from icalendar import Calendar

from db.engine import Ledger
from db.moments import Half, half_day
from tests import make
from tests.web.feeds.world import Addresses, events


@pytest.mark.parametrize(
    ("venue", "place", "zone"),
    [
        ("abroad", "Parliament bj, Benin", "Africa/Porto-Novo"),
        ("home", "Assembly qc, Canada", "America/Toronto"),
        ("remote", "At a distance, by video", "Africa/Porto-Novo"),
    ],
)
def test_entry_is_by_the_clock_of_its_place(
    venue: str, place: str, zone: str, ledger: Ledger, app: Flask, addresses: Addresses
) -> None:
    with ledger.write() as session:
        house = make.institution(session)
        partner = make.partner(session, "bj", country="BJ", timezone="Africa/Porto-Novo")
        mission = make.mission(session, house, partner, length=1, venue=venue)
        make.staffed(session, mission, make.expert(session, house))

    body = app.test_client().get(addresses.open("mission", mission.id)).data
    (event,) = events(body).values()

    assert str(event["LOCATION"]) == place
    assert event["DTSTART"].params["TZID"] == zone
    assert event["DTSTART"].dt.hour == 9


@pytest.mark.parametrize(
    ("start", "length", "said"),
    [
        ("am", 1, ["02 09:00–02 12:00"]),
        ("am", 2, ["02 09:00–02 17:00"]),
        ("am", 3, ["02 09:00–02 17:00", "03 09:00–03 12:00"]),
        ("pm", 4, ["02 14:00–02 17:00", "03 09:00–03 17:00", "04 09:00–04 12:00"]),
    ],
)
@pytest.mark.parametrize("kind", ["expert", "mission"])
def test_sessions_by_video_have_hours_by_the_partners_clock_and_never_a_date(
    ledger: Ledger,
    app: Flask,
    addresses: Addresses,
    kind: str,
    start: Half,
    length: int,
    said: list[str],
) -> None:
    day = make.MONDAY + timedelta(days=1)
    with ledger.write() as session:
        house = make.institution(session, timezone="Pacific/Tahiti")
        partner = make.partner(session, "ki", country="KI", timezone="Pacific/Kiritimati")
        mission = make.mission(session, house, partner, length=length, venue="remote", first=day)
        make.staffed_at(session, mission, half_day(day, start), make.expert(session, house))

    body = app.test_client().get(addresses.open(kind, 1)).data
    found = sorted(Calendar.from_ical(body).walk("VEVENT"), key=lambda each: each["DTSTART"].dt)

    assert len({str(each["UID"]) for each in found}) == len(said)
    assert [f"{e['DTSTART'].dt:%d %H:%M}–{e['DTEND'].dt:%d %H:%M}" for e in found] == said
    assert {str(e["DTSTART"].dt.tzinfo) for e in found} == {"Pacific/Kiritimati"}


def test_remote_entry_says_when_its_sessions_are(
    ledger: Ledger, app: Flask, addresses: Addresses
) -> None:
    with ledger.write() as session:
        house = make.institution(session)
        partner = make.partner(session, "bj", country="BJ", timezone="Africa/Porto-Novo")
        mission = make.mission(session, house, partner, length=2, venue="remote")
        make.staffed(session, mission, make.expert(session, house))

    body = app.test_client().get(addresses.open("mission", mission.id)).data
    (event,) = events(body).values()

    said = "1 March 2027 (Benin: 09:00–12:00, 14:00–17:00; Assembly qc: 03:00–06:00, 08:00–11:00)"
    assert said in str(event["DESCRIPTION"])
