"""What programs read from our VTIMEZONE is what the IANA database says, for ten years."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
import vobject
from icalendar import Calendar

from calendars.errors import ZoneUnknown
from calendars.feed import write
from calendars.onsets import is_zone, onsets, zone
from calendars.stays import stay
from calendars.zones import vtimezone
from tests.calendars import build

YEARS = range(2027, 2037)


def _feed(name: str) -> bytes:
    """Two entries a year, in January and in July, on the 11th from 9 to 12."""
    stays = [
        stay(f"{year}-{month}-11/am", f"{year}-{month}-11/am", name)
        for year in YEARS
        for month in ("01", "07")
    ]
    entries = [build.entry(uid=f"b-{each.first:%Y%m}", stay=each) for each in stays]
    return write(build.feed(*entries))


def _true_starts(name: str) -> list[datetime]:
    there = ZoneInfo(name)
    starts = [datetime(year, month, 11, 9, tzinfo=there) for year in YEARS for month in (1, 7)]
    return [start.astimezone(UTC) for start in starts]


def _alone(body: bytes, name: str) -> bytes:
    """The same file with a name no program knows: only the VTIMEZONE can tell the offset."""
    return body.replace(name.encode(), b"Nowhere/" + name.encode())


@pytest.mark.parametrize("name", build.ZONES)
def test_zone_is_read_right_by_vobject(name: str) -> None:
    calendar = vobject.readOne(StringIO(_alone(_feed(name), name).decode()))

    starts = [event.dtstart.value.astimezone(UTC) for event in calendar.vevent_list]

    assert starts == _true_starts(name)


@pytest.mark.parametrize("name", build.ZONES)
@pytest.mark.parametrize("is_alone", [False, True])
def test_zone_is_read_right_by_recurring_ical_events(name: str, is_alone: bool) -> None:
    body = _alone(_feed(name), name) if is_alone else _feed(name)

    events = recurring_ical_events.of(Calendar.from_ical(body)).between((2027,), (2037,))

    assert sorted(event.start.astimezone(UTC) for event in events) == _true_starts(name)


@pytest.mark.parametrize("name", build.ZONES)
def test_zone_is_right_on_every_day_of_ten_years(name: str) -> None:
    there, read = ZoneInfo(name), vtimezone(name, YEARS[0], YEARS[-1]).to_tz(lookup_tzid=False)
    first = datetime.fromisoformat(f"{YEARS[0]}-01-01T12:00")
    days = [first + timedelta(days=day) for day in range(365 * len(YEARS))]

    wrong = [
        day
        for day in days
        if day.replace(tzinfo=read).utcoffset() != day.replace(tzinfo=there).utcoffset()
    ]

    assert wrong == []


@pytest.mark.parametrize("name", build.ZONES)
def test_zone_never_lists_several_dates_on_a_line(name: str) -> None:
    body = vtimezone(name, 2027, 2036).to_ical().decode()

    lines = [line for line in body.splitlines() if line.startswith(("RDATE", "RRULE"))]

    assert [line for line in lines if line.startswith("RDATE") and "," in line] == []
    assert [line for line in lines if line.startswith("RRULE") and "BYDAY" not in line] == []


def test_zone_without_changes_has_one_standard_time() -> None:
    component = vtimezone("Asia/Kathmandu", 2027, 2036)

    assert [part.name for part in component.subcomponents] == ["STANDARD"]
    assert component.subcomponents[0]["TZOFFSETTO"].td == timedelta(hours=5, minutes=45)


def test_zone_by_rule_is_the_same_whatever_the_years() -> None:
    assert vtimezone("Europe/Paris", 2027, 2027) == vtimezone("Europe/Paris", 2031, 2040)


@pytest.mark.parametrize("name", ["", "Europe", "Nowhere/Known", "../etc/passwd", "a\0b", "\ud800"])
def test_zone_that_does_not_exist_is_said_so(name: str) -> None:
    assert not is_zone(name)
    with pytest.raises(ZoneUnknown, match="no time zone"):
        zone(name)


def test_onsets_are_the_changes_of_the_clock_in_local_time() -> None:
    found = [onset.local for onset in onsets(zone("America/Toronto"), 2027, 2027)]

    assert [f"{local:%Y-%m-%d %H:%M}" for local in found] == [
        "2027-03-14 02:00",
        "2027-11-07 02:00",
    ]
