"""Where an entry takes place, and by whose clock."""

import pytest
from flask import Flask

from db.engine import Ledger
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
