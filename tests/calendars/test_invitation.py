"""Invitations: what RFC 5546 asks of a REQUEST and a CANCEL, and the bytes of the feed's entry."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import vobject
from icalendar import Calendar

from calendars.entry import Entry, Status
from calendars.invitation import Invitation, Method, write
from calendars.mailbox import Mailbox
from calendars.stays import WholeDays
from calendars.stays import stay as stay_of

ZONES = (
    *("Europe/Paris", "America/Toronto", "Africa/Porto-Novo", "Africa/Casablanca"),
    *("Asia/Kabul", "Asia/Kathmandu", "America/Santiago", "Europe/Chisinau"),
)
ONCE = {
    *("DTSTAMP", "DTSTART", "DTEND", "ORGANIZER", "ATTENDEE"),
    *("SEQUENCE", "SUMMARY", "UID", "STATUS"),
}
"""What both of our methods carry exactly once (RFC 5546 §3.2.2, §3.2.5)."""
NEVER = {"REQUEST-STATUS", "VALARM"}
STATUSES = {
    Method.REQUEST: (Status.TENTATIVE, Status.CONFIRMED),
    Method.CANCEL: (Status.CANCELLED,),
}
AT = datetime(2027, 1, 4, 9, tzinfo=UTC)
ENTRY = Entry(
    uid="2f1f9b0e-6f4e-4a53-b2a4-5d0f0a7b9c11",
    sequence=3,
    status=Status.TENTATIVE,
    summary="Séminaire ; « Éthique », avec une ligne assez longue pour être pliée deux fois, oui",
    stay=WholeDays(date(2027, 3, 1), date(2027, 3, 5)),
    created=AT,
    changed=AT,
    location="Assemblée nationale, Bénin",
    description="Rôle : formateur\nDates : 1–5 mars",
)
UNIT = Mailbox('Unité de coopération, "Québec"', "unit@qc.example")
ANNE = Mailbox("Anne Bova", "anne@qc.example")


def invitation(status: Status = Status.TENTATIVE, **facts: object) -> Invitation:
    method = Method.CANCEL if status is Status.CANCELLED else Method.REQUEST
    entry = replace(ENTRY, status=status, **facts)  # type: ignore[arg-type]  # words of the test
    return Invitation(entry, method, "fr", UNIT, ANNE)


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("zone", [None, *ZONES])
def test_properties_are_those_that_the_method_asks_for(status: Status, zone: str | None) -> None:
    stay = ENTRY.stay if zone is None else stay_of("2027-07-01/am", "2027-07-01/am", zone)

    calendar = Calendar.from_ical(write(invitation(status, stay=stay)))

    (event,) = calendar.walk("VEVENT")
    held = Counter(name for name, _ in event.property_items(recursive=False))
    method = Method(str(calendar["METHOD"]))
    assert calendar["VERSION"] == "2.0"
    assert {name: held[name] for name in ONCE} == dict.fromkeys(ONCE, 1)
    assert held.keys() & NEVER == set()
    assert Status(str(event["STATUS"])) in STATUSES[method]
    zones = [str(each["TZID"]) for each in calendar.walk("VTIMEZONE")]
    assert zones == ([] if zone is None else [zone])
    attendee = event["ATTENDEE"].params
    assert (attendee.get("RSVP"), attendee.get("PARTSTAT")) == (
        ("TRUE", "NEEDS-ACTION") if method is Method.REQUEST else (None, None)
    )


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("year", [2027, 2036])
@pytest.mark.parametrize("month", [1, 7])
def test_other_readers_agree_on_the_times(zone: str, year: int, month: int) -> None:
    stay = stay_of(f"{year}-{month:02}-05/pm", f"{year}-{month:02}-06/am", zone)

    written = write(invitation(stay=stay))

    (ours,) = Calendar.from_ical(written).walk("VEVENT")
    theirs = vobject.readOne(written.decode()).vevent
    for name in ("DTSTART", "DTEND"):
        read = getattr(theirs, name.lower()).value
        assert read.astimezone(UTC) == ours[name].dt.astimezone(UTC)


def test_lines_are_folded_and_end_as_they_should() -> None:
    written = write(invitation())

    assert written.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    assert b"\n" not in written.replace(b"\r\n", b"")


def test_same_invitation_gives_the_same_bytes() -> None:
    assert write(invitation()) == write(invitation())


def test_method_and_status_belong_together() -> None:
    with pytest.raises(ValueError, match="does not go with"):
        Invitation(ENTRY, Method.CANCEL, "en", UNIT, ANNE)
    with pytest.raises(ValueError, match="does not go with"):
        Invitation(replace(ENTRY, status=Status.CANCELLED), Method.REQUEST, "en", UNIT, ANNE)
