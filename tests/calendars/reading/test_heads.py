"""What a calendar says of all its entries: other calendars, cancellations, proposals, vCalendar."""

import pytest

from calendars.errors import CalendarUnreadable
from calendars.reading.read import Asked, read
from tests.calendars.reading.files import PARIS, WINDOW, busy, calendar, event, reading

GOOD = event("DTSTART:20270305T080000Z", "DURATION:PT1H", uid="good")
AT_NINE = event("DTSTART:20270301T090000Z", "DURATION:PT1H")


def named(body: bytes) -> tuple[list[str], list[tuple[str, int]]]:
    """The days that are busy, and what is named."""
    found = read(body, Asked(WINDOW, PARIS))
    days = [f"{each.start:%m-%d %H:%M}" for each in found.busy]
    return days, [(flaw.code, flaw.line) for flaw in found.flaws.kept]


@pytest.mark.parametrize("scale", ["BUDDHIST", "hebrew", "ISLAMIC-CIVIL"])
def test_entries_of_another_calendar_are_named_and_not_read(scale: str) -> None:
    other = calendar(f"CALSCALE:{scale}", event("DTSTART:25700301T090000Z", "DURATION:PT1H"))

    with pytest.raises(CalendarUnreadable) as refusal:
        read(other, Asked(WINDOW, PARIS))

    assert refusal.value.facts["reason"] == "calendar.scale"
    assert (refusal.value.facts["scale"], refusal.value.facts["line"]) == (scale.upper(), "4")
    assert named(other + calendar(GOOD)) == (["03-05 08:00"], [("calendar.scale", 4)])


@pytest.mark.parametrize("scale", ["GREGORIAN", "gregorian", "GREGORY", ""])
def test_our_own_calendar_is_read(scale: str) -> None:
    assert named(calendar(f"CALSCALE:{scale}", AT_NINE)) == (["03-01 09:00"], [])


@pytest.mark.parametrize("status", [(), ("STATUS:CONFIRMED",)])
def test_cancellation_takes_no_time_whatever_its_status(status: tuple[str, ...]) -> None:
    cancelled = event("DTSTART:20270301T090000Z", "DURATION:PT1H", "SEQUENCE:1", *status)

    assert busy("METHOD:CANCEL", cancelled, GOOD) == []
    assert [each.told.status for each in reading("METHOD:CANCEL", cancelled).occurrences] == [
        "CANCELLED"
    ]


@pytest.mark.parametrize("sequence", [1, 0])
def test_cancellation_takes_back_the_invitation_in_the_same_file(sequence: int) -> None:
    """A saved thread: the request with a change of one day, then the cancellation of all."""
    weekly = event("DTSTART:20270301T090000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY")
    moved = event("RECURRENCE-ID:20270308T090000Z", "DTSTART:20270309T090000Z", "DURATION:PT1H")
    back = event("DTSTART:20270301T090000Z", "DURATION:PT1H", f"SEQUENCE:{sequence}")

    thread = calendar("METHOD:REQUEST", weekly, moved, GOOD) + calendar("METHOD:CANCEL", back)

    assert named(thread) == (["03-05 08:00"], [])


def test_cancellation_of_one_instance_leaves_the_others() -> None:
    weekly = event("DTSTART:20270301T090000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=3")
    one = event("RECURRENCE-ID:20270308T090000Z", "DTSTART:20270308T090000Z", "SEQUENCE:1")

    thread = calendar("METHOD:REQUEST", weekly) + calendar("METHOD:CANCEL", one)

    assert named(thread) == (["03-01 09:00", "03-15 09:00"], [])


def test_invitation_after_a_cancellation_stands() -> None:
    back = event("DTSTART:20270301T090000Z", "DURATION:PT1H", "SEQUENCE:1")
    again = event("DTSTART:20270302T090000Z", "DURATION:PT1H", "SEQUENCE:2")

    thread = calendar("METHOD:CANCEL", back) + calendar("METHOD:REQUEST", again)

    assert named(thread) == (["03-02 09:00"], [])


@pytest.mark.parametrize("method", ["COUNTER", "DECLINECOUNTER"])
def test_times_that_are_proposed_are_named_and_not_counted(method: str) -> None:
    other = calendar(f"METHOD:{method}", event("DTSTART:20270311T090000Z", "DURATION:PT1H"))

    assert named(calendar(AT_NINE) + other) == (["03-01 09:00"], [("calendar.proposal", 13)])


OLD = "BEGIN:VCALENDAR", "VERSION:1.0"


def old(*parts: str) -> bytes:
    """A vCalendar 1.0."""
    return "\r\n".join((*OLD, *parts, "END:VCALENDAR", "")).encode()


@pytest.mark.parametrize(
    ("zone", "begins"),
    [("TZ:-05", "03-02 01:00"), ("TZ:+05:30", "03-01 14:30"), ("TZ:-0330", "03-01 23:30")],
)
def test_vcalendar_is_read_by_its_own_clock(zone: str, begins: str) -> None:
    entry = event("DTSTART:20270301T200000", "DTEND:20270301T210000")

    assert named(old(zone, entry)) == ([begins], [])
    assert named(old(zone, "DAYLIGHT:FALSE", entry)) == ([begins], [])


@pytest.mark.parametrize(
    "lines",
    [
        ("TZ:-05", "DAYLIGHT:TRUE;-04;20270314T020000;20271107T020000;EST;EDT"),
        ("TZ:Eastern",),
        ("TZ:+19",),
    ],
)
def test_times_of_a_vcalendar_whose_clock_is_not_known_are_named(lines: tuple[str, ...]) -> None:
    entry = event("DTSTART:20270301T200000", "DTEND:20270301T210000")

    assert named(old(*lines, entry, GOOD)) == (["03-05 08:00"], [("zone.unknown", 3)])


@pytest.mark.parametrize(("transparency", "takes"), [("0", True), ("1", False), ("2", False)])
def test_transparency_of_a_vcalendar_is_a_number(transparency: str, takes: bool) -> None:
    entry = event("DTSTART:20270301T090000Z", "DURATION:PT1H", f"TRANSP:{transparency}")

    assert (named(old(entry))[0] == ["03-01 09:00"]) is takes
