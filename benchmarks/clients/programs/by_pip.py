"""The libraries that Python programs read calendars with: icalendar and its kin, vobject."""

from collections.abc import Iterator
from datetime import datetime
from io import StringIO

import recurring_ical_events
import vobject
from icalendar import Calendar, Event

from benchmarks.clients.program import Program, of_bytes
from benchmarks.clients.told import Told, utc
from benchmarks.machine import installed


def icalendar(body: bytes) -> list[Told]:
    """As `icalendar` has it; what it could not read is an error of its own."""
    calendar = Calendar.from_ical(body)
    assert isinstance(calendar, Calendar)
    flawed = [error for event in calendar.events for error in event.errors]
    if calendar.errors or flawed:
        raise ValueError(f"icalendar could not read everything: {calendar.errors} {flawed}")
    return sorted(map(_told, calendar.events))


def recurring(body: bytes) -> list[Told]:
    """As `recurring_ical_events` expands it over forty years."""
    found = recurring_ical_events.of(Calendar.from_ical(body)).between((2000,), (2040,))
    return sorted(_told(event) for event in found if isinstance(event, Event))


def _told(event: Event) -> Told:
    return Told(
        uid=str(event["UID"]),
        start=utc(event["DTSTART"].dt),
        end=utc(event["DTEND"].dt),
        status=str(event["STATUS"]),
        summary=str(event["SUMMARY"]),
    )


def vobject_own(body: bytes) -> list[Told]:
    """As `vobject` has it, with the zones that the file itself explains."""
    calendar = vobject.readOne(StringIO(body.decode()))
    calendar.validate(raiseException=True)
    return sorted(_vobjects(calendar))


def _vobjects(calendar: vobject.base.Component) -> Iterator[Told]:
    for event in calendar.vevent_list:
        start, end = event.dtstart.value, event.dtend.value
        assert not isinstance(start, datetime) or start.tzinfo is not None
        told = (event.uid.value, utc(start), utc(end), event.status.value, event.summary.value)
        yield Told(*told)


ICALENDAR = Program("icalendar", "make setup", lambda: installed("icalendar"), of_bytes(icalendar))
RECURRING = Program(
    "recurring-ical-events",
    "make setup",
    lambda: installed("recurring-ical-events"),
    of_bytes(recurring),
)
VOBJECT = Program("vobject", "make setup", lambda: installed("vobject"), of_bytes(vobject_own))
