"""What an address may choose, and the feeds around a mission: programme, partner, pool, team."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from icalendar import Calendar, FreeBusy

from db.engine import Ledger
from db.models import (
    ClosureRow,
    ExpertRow,
    FeedTokenRow,
    InstitutionRow,
    MissionRow,
    SittingRow,
)
from db.operations import tokens
from db.operations.tokens import Choices
from tests import make
from tests.web.feeds.world import LATER, Addresses, World, events, move, restaff


def _choose(ledger: Ledger, choices: Choices) -> None:
    with ledger.write() as session:
        token = session.query(FeedTokenRow).one()
        tokens.choose(session, token.id, choices, make.BY, LATER)


@pytest.mark.parametrize(
    ("shows", "seen"),
    [
        ("all", ["Committee work; part 1", "Library"]),
        ("confirmed", ["Committee work; part 1"]),
        ("hold", ["Library"]),
    ],
)
def test_address_shows_what_it_chose(
    ledger: Ledger, app: Flask, world: World, addresses: Addresses, shows: str, seen: list[str]
) -> None:
    address = addresses.open("institution", world.institution)
    app.test_client().get(address)

    _choose(ledger, Choices(shows=shows))  # type: ignore[arg-type]  # words of the test

    assert sorted(events(app.test_client().get(address).data)) == seen


def test_holds_only_still_say_that_one_was_cancelled(
    ledger: Ledger, app: Flask, world: World, addresses: Addresses
) -> None:
    address = addresses.open("institution", world.institution)
    _choose(ledger, Choices(shows="hold"))

    restaff(ledger, world.hold, None)

    assert list(events(app.test_client().get(address).data)) == ["Cancelled: Library"]


def test_choice_reaches_programs_that_know_only_a_date(
    ledger: Ledger, app: Flask, world: World, addresses: Addresses
) -> None:
    address = addresses.open("expert", world.expert)
    known = {"If-Modified-Since": app.test_client().get(address).headers["Last-Modified"]}
    before = app.test_client().get(address, headers=known).status_code

    _choose(ledger, Choices(detail="discreet"))

    after = app.test_client().get(address, headers=known)
    assert (before, after.status_code) == (304, 200)
    assert b"Committee" not in after.data


def test_discreet_address_says_only_that_there_is_a_mission(
    ledger: Ledger, app: Flask, world: World, addresses: Addresses
) -> None:
    address = addresses.open("expert", world.expert)
    full = app.test_client().get(address).data

    _choose(ledger, Choices(detail="discreet"))
    said = app.test_client().get(address).data

    told = ("Committee", "Library", "Haiti", "Clerk", "Côté")
    assert [word for word in told if word.encode() not in full] == []
    assert [word for word in told if word.encode() in said] == []
    assert set(events(said)) == {
        "Mission (details in Hemicycle)",
        "Mission (details in Hemicycle) – the way there",
        "Mission (details in Hemicycle) – the way back",
    }


def test_alarm_is_on_the_mission_and_not_on_the_way(
    ledger: Ledger, app: Flask, world: World, addresses: Addresses
) -> None:
    address = addresses.open("expert", world.expert)

    _choose(ledger, Choices(alarm_hours=24))
    found = events(app.test_client().get(address).data)

    alarms = {summary: len(event.walk("VALARM")) for summary, event in found.items()}
    assert alarms["Committee work; part 1"] == 1
    assert alarms["Committee work; part 1 – the way there"] == 0


def test_ways_are_entries_of_their_own_and_move_along(
    ledger: Ledger, app: Flask, world: World, addresses: Addresses
) -> None:
    address = addresses.open("expert", world.expert)
    way = "Committee work; part 1 – the way there"
    before = events(app.test_client().get(address).data)

    move(ledger, world, date(2027, 4, 5))
    after = events(app.test_client().get(address).data)

    uid = str(before["Committee work; part 1"]["UID"])
    assert str(before[way]["UID"]) == str(after[way]["UID"]) == f"{uid}-out"
    assert after[way]["DTSTART"].dt - before[way]["DTSTART"].dt == timedelta(days=35)
    assert after[way]["SEQUENCE"] == before[way]["SEQUENCE"] + 1


def test_programme_and_partner_feeds_show_their_missions(
    ledger: Ledger, app: Flask, world: World, addresses: Addresses
) -> None:
    with ledger.write() as session:
        mission = session.get_one(MissionRow, world.agreed)
        programme = make.programme(session, mission.institution)
        mission.programme_id = programme.id
        other = make.partner(session, "bj")
        key, empty = programme.id, other.id

    def seen(kind: str, subject: int) -> list[str]:
        return sorted(events(app.test_client().get(addresses.open(kind, subject)).data))

    assert seen("programme", key) == ["Committee work; part 1"]
    assert seen("partner", world.partner) == ["Committee work; part 1", "Library"]
    assert seen("partner", empty) == []


def test_partner_feed_names_nobody(app: Flask, world: World, addresses: Addresses) -> None:
    answer = app.test_client().get(addresses.open("partner", world.partner))

    description = str(events(answer.data)["Committee work; part 1"]["DESCRIPTION"])

    assert "Team: 2 people" in description
    assert b"Bova" not in answer.data


def test_pool_shows_when_its_people_are_taken_and_not_by_what(
    ledger: Ledger, app: Flask, world: World, addresses: Addresses
) -> None:
    with ledger.write() as session:
        expert = session.get_one(ExpertRow, world.expert)
        expert.email = "anne@example.org"
        make.busy(session, expert, date(2027, 5, 3), label="Surgery")

    body = app.test_client().get(addresses.open("pool", world.institution)).data

    calendar = Calendar.from_ical(body)
    anne, jean = calendar.walk("VFREEBUSY")
    assert [str(each["COMMENT"]) for each in (anne, jean)] == ["Anne Bova", "Jean Côté"]
    assert b"BEGIN:VEVENT" not in body
    assert [word for word in (b"Committee", b"Library", b"Surgery") if word in body] == []
    zone = timedelta(hours=5)
    start, end = jean["FREEBUSY"].dt if hasattr(jean["FREEBUSY"], "dt") else jean["FREEBUSY"][0].dt
    assert start == datetime(2027, 2, 28, tzinfo=UTC) + zone
    assert end == datetime(2027, 3, 4, tzinfo=UTC) + zone
    kinds = [str(each.params["FBTYPE"]) for each in anne["FREEBUSY"]]
    assert kinds == ["BUSY", "BUSY", "BUSY-TENTATIVE"]
    assert {str(each["ORGANIZER"]) for each in (anne, jean)} == {"mailto:unit@example.org"}
    assert b"anne@" not in body


def test_pool_shows_sittings_holidays_and_who_is_not_in_office(
    ledger: Ledger, app: Flask, world: World, addresses: Addresses
) -> None:
    days = [date(2027, 5, day) for day in (3, 10, 17)]
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, world.institution)
        home.sittings.append(SittingRow(first=days[0], last=days[0]))
        home.closures.append(ClosureRow(first=days[1], last=days[1], name="Holiday"))
        member = make.expert(session, home, "Élise Member", kind="member")
        leaving = make.expert(session, home, "Luc Leaver", served_until=days[2])
        names = (member.name, leaving.name)

    calendar = Calendar.from_ical(app.test_client().get(addresses.open("pool", home.id)).data)

    found = {str(each["COMMENT"]): _taken(each) for each in calendar.walk("VFREEBUSY")}
    assert found[names[0]] == [days[0], days[1]]
    assert found[names[1]] == [days[1], days[2] + timedelta(days=1)]


def _taken(person: FreeBusy) -> list[date]:
    """The first days of the stretches in which somebody is taken."""
    periods = person["FREEBUSY"]
    several = periods if isinstance(periods, list) else [periods]
    zone = ZoneInfo("America/Toronto")
    return [each.dt[0].astimezone(zone).date() for each in several]


def test_team_leaves_people_of_other_institutions_unnamed(
    ledger: Ledger, app: Flask, world: World, addresses: Addresses
) -> None:
    with ledger.write() as session:
        other = make.institution(session, "fr", timezone="Europe/Paris")
        session.get_one(ExpertRow, world.mate).institution_id = other.id

    body = app.test_client().get(addresses.open("team", world.agreed)).data

    assert len(Calendar.from_ical(body).walk("VFREEBUSY")) == 2
    assert b"Anne Bova" in body
    assert "Côté".encode() not in body
