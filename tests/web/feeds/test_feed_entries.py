"""What a feed says, whatever program reads it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
import recurring_ical_events
import vobject
from icalendar import Calendar, Component

from db.engine import Ledger
from db.models import BookingRow, ExpertRow, MissionBookingRow, MissionRow
from db.moments import half_day
from db.operations import experts, feeds
from db.operations.staffing import Staffing
from tests import make
from tests.web.feeds.world import (
    JUNE,
    LATER,
    Addresses,
    World,
    events,
    fetch,
    move,
    restaff,
)

GOLDEN = Path(__file__).parents[2] / "golden"

Seen = list[tuple[str, str, str, str, str]]


def _utc(moment: date | datetime) -> str:
    return str(moment.astimezone(UTC) if isinstance(moment, datetime) else moment)


def _by_vobject(body: bytes) -> Seen:
    return sorted(
        (
            event.uid.value,
            event.summary.value,
            event.status.value,
            _utc(event.dtstart.value),
            _utc(event.dtend.value),
        )
        for event in vobject.readOne(body.decode()).vevent_list
    )


def _by_icalendar(found: Iterable[Component]) -> Seen:
    return sorted(
        (
            str(event["UID"]),
            str(event["SUMMARY"]),
            str(event["STATUS"]),
            _utc(event["DTSTART"].dt),
            _utc(event["DTEND"].dt),
        )
        for event in found
    )


@pytest.mark.parametrize("kind", ["expert", "institution"])
def test_feed_reads_the_same_in_every_program(
    kind: str, site: str, world: World, addresses: Addresses
) -> None:
    body = fetch(site + addresses.open(kind, getattr(world, kind)))

    read = _by_vobject(body)

    calendar = Calendar.from_ical(body)
    assert read == _by_icalendar(calendar.walk("VEVENT"))
    assert read == _by_icalendar(recurring_ical_events.of(calendar).between((2027,), (2028,)))
    travel = [
        ("Committee work; part 1 – the way back", "CONFIRMED", "2027-03-03", "2027-03-04"),
        ("Committee work; part 1 – the way there", "CONFIRMED", "2027-02-28", "2027-03-01"),
    ]
    assert sorted(each[1:] for each in read) == [
        ("Committee work; part 1", "CONFIRMED", "2027-03-01", "2027-03-03"),
        *(travel if kind == "expert" else []),
        ("Library", "TENTATIVE", "2027-06-07 13:00:00+00:00", "2027-06-07 16:00:00+00:00"),
    ]


def test_mission_feed_shows_that_mission_only(
    site: str, world: World, addresses: Addresses
) -> None:
    found = events(fetch(site + addresses.open("mission", world.agreed)))

    assert list(found) == ["Committee work; part 1"]


def test_entry_says_role_dates_and_team(site: str, world: World, addresses: Addresses) -> None:
    event = events(fetch(site + addresses.open("expert", world.expert)))["Committee work; part 1"]

    assert str(event["DESCRIPTION"]).splitlines() == [
        "Role: Clerk",
        "Partner: Parliament ht",
        "Dates: 1–2 March 2027, leaving on 28 February, back on the 3rd",
        "Team: Anne Bova, Jean Côté",
    ]
    assert str(event["LOCATION"]) == "Parliament ht, Haiti"
    assert str(event["ORGANIZER"]) == "mailto:unit@example.org"


def test_feed_speaks_the_language_of_its_token(
    site: str, world: World, addresses: Addresses
) -> None:
    address = site + addresses.open("expert", world.expert, "fr")
    answer = urlopen(Request(address, headers={"Accept-Language": "en"}))

    event = events(answer.read())["Library"]

    assert str(event["DESCRIPTION"]).splitlines() == [
        "Ceci est une option\u00a0: les dates et l’équipe peuvent encore changer.",
        "Parlement partenaire\u00a0: Parlement ht",
        "Dates\u00a0: 7 juin 2027",
        "Équipe\u00a0: Anne Bova",
    ]
    assert event["SUMMARY"].params["LANGUAGE"] == "fr"


def test_institution_feed_leaves_other_people_unnamed(
    ledger: Ledger, site: str, world: World, addresses: Addresses
) -> None:
    with ledger.write() as session:
        other = make.institution(session, "fr", timezone="Europe/Paris")
        session.get_one(ExpertRow, world.mate).institution_id = other.id

    event = events(fetch(site + addresses.open("institution", world.institution)))[
        "Committee work; part 1"
    ]

    assert "Team: Anne Bova, 1 person of another institution" in str(event["DESCRIPTION"])
    assert "Côté" not in str(event["DESCRIPTION"])


def test_moving_a_mission_changes_only_its_entry(
    ledger: Ledger, site: str, world: World, addresses: Addresses
) -> None:
    address = site + addresses.open("expert", world.expert)
    before = events(fetch(address))

    move(ledger, world, date(2027, 4, 5))
    after = events(fetch(address))

    old, new = before["Committee work; part 1"], after["Committee work; part 1"]
    assert before["Library"] == after["Library"]
    assert (old["UID"], old["SEQUENCE"]) == (new["UID"], new["SEQUENCE"] - 1)
    assert new["DTSTART"].dt == date(2027, 4, 5)
    assert new["LAST-MODIFIED"].dt == LATER


@pytest.mark.parametrize("kind", ["expert", "mission", "institution", "partner"])
def test_change_of_the_team_alone_is_a_change_of_every_entry_that_names_it(
    kind: str, ledger: Ledger, site: str, world: World, addresses: Addresses
) -> None:
    subject = world.hold if kind == "mission" else getattr(world, kind)
    address = site + addresses.open(kind, subject)
    before = events(fetch(address))
    with ledger.read() as session:
        role_id = session.get_one(MissionRow, world.hold).roles[0].id

    restaff(ledger, world.hold, Staffing(half_day(JUNE), {role_id: (world.expert, world.mate)}))
    after = events(fetch(address))

    old, new = before.pop("Library"), after.pop("Library")
    assert old["DESCRIPTION"] != new["DESCRIPTION"]
    assert old["SEQUENCE"] == new["SEQUENCE"]
    assert {new[name].dt for name in ("LAST-MODIFIED", "DTSTAMP")} == {LATER}
    assert before == after


@pytest.mark.parametrize("kind", ["expert", "mission", "institution"])
def test_name_of_somebody_is_a_change_of_every_entry_that_names_them(
    kind: str, ledger: Ledger, site: str, world: World, addresses: Addresses
) -> None:
    subject = world.agreed if kind == "mission" else getattr(world, kind)
    address = site + addresses.open(kind, subject)

    def rename(**facts: str) -> None:
        with ledger.write() as session:
            row = session.get_one(ExpertRow, world.mate)
            told = replace(experts.expert_facts(row), **facts)
            experts.edit(session, row.id, told, row.version, make.BY, LATER)

    first = fetch(address)
    rename(post="Adviser")
    assert fetch(address) == first
    rename(family_name="Zwinger")
    new = events(fetch(address))["Committee work; part 1"]

    assert "Zwinger" in new["DESCRIPTION"]
    assert new["SEQUENCE"] == events(first)["Committee work; part 1"]["SEQUENCE"]
    assert {new[name].dt for name in ("LAST-MODIFIED", "DTSTAMP")} == {LATER}


def test_dropping_a_mission_shows_it_cancelled(
    ledger: Ledger, site: str, world: World, addresses: Addresses
) -> None:
    address = site + addresses.open("expert", world.expert, "fr")
    old = events(fetch(address))["Library"]

    restaff(ledger, world.hold, None)
    new = events(fetch(address))["Annulée : Library"]

    assert (new["UID"], new["SEQUENCE"]) == (old["UID"], old["SEQUENCE"] + 1)
    assert (new["STATUS"], new["TRANSP"]) == ("CANCELLED", "TRANSPARENT")
    assert "Équipe" not in str(new["DESCRIPTION"])


def test_cancellation_leaves_sixty_days_after_its_end(
    ledger: Ledger, site: str, world: World, addresses: Addresses
) -> None:
    address = site + addresses.open("institution", world.institution)
    restaff(ledger, world.hold, None)

    def archive(days: int) -> tuple[int, list[str]]:
        with ledger.write() as session:
            moment = datetime(2027, 6, 7, tzinfo=UTC) + timedelta(days=days)
            count = feeds.archive_cancelled(session, moment.date(), make.BY, moment)
        return count, sorted(events(fetch(address)))

    assert archive(60) == (0, ["Cancelled: Library", "Committee work; part 1"])
    assert archive(61) == (2, ["Committee work; part 1"])
    assert archive(62) == (0, ["Committee work; part 1"])


def test_cancellation_that_was_archived_comes_back_when_it_changes(
    ledger: Ledger, site: str, world: World, addresses: Addresses
) -> None:
    address = site + addresses.open("institution", world.institution)
    restaff(ledger, world.hold, None)
    with ledger.write() as session:
        feeds.archive_cancelled(session, date(2027, 9, 1), make.BY, LATER)
        row = session.query(MissionBookingRow).filter_by(mission_id=world.hold).one()
        row.sequence, row.changed_at = row.sequence + 1, LATER + timedelta(days=1)

    assert sorted(events(fetch(address))) == ["Cancelled: Library", "Committee work; part 1"]


def test_feed_is_a_golden_file(
    ledger: Ledger, site: str, world: World, addresses: Addresses
) -> None:
    with ledger.write() as session:
        for row in session.query(BookingRow):
            row.uid = f"uid-{row.mission_id}-{row.expert_id}"

    body = fetch(site + addresses.open("expert", world.expert))

    assert body == (GOLDEN / "expert.ics").read_bytes()
