"""The year 9999, and ends thousands of years ahead: programs write them for "no end"."""

import pytest

from calendars.reading.read import Asked, read
from tests.calendars.reading.files import (
    PARIS,
    WINDOW,
    busy,
    calendar,
    event,
    flaws,
    reading,
    starts,
)

GOOD = event("DTSTART:20270305T080000Z", "DURATION:PT1H", uid="good")
WEEKLY = ["03-01 09:00", "03-08 09:00", "03-15 09:00", "03-22 09:00", "03-29 09:00", "04-05 09:00"]
NINE = "DTSTART:20270301T090000Z", "DURATION:PT1H"


@pytest.mark.parametrize(
    ("begins", "ends", "since"),
    [
        ("DTSTART;VALUE=DATE:20270305", "DTEND;VALUE=DATE:45000831", "03-04 23:00"),
        ("DTSTART;VALUE=DATE:20270305", "DTEND;VALUE=DATE:99991231", "03-04 23:00"),
        ("DTSTART:20270305T090000Z", "DTEND:99991231T235959Z", "03-05 08:00"),
        ("DTSTART:20270305T090000", "DTEND:99991231T235959", "03-05 08:00"),
        ("DTSTART;VALUE=DATE:20170305", "DTEND;VALUE=DATE:99991231", "03-01 00:00"),
        ("DTSTART;VALUE=DATE:20270305", "DTEND:99991231T235959Z", "03-04 23:00"),
    ],
)
def test_entry_without_an_end_is_busy_to_the_end(begins: str, ends: str, since: str) -> None:
    """Read as a stream, where entries far from the window are left out."""
    entry = event(begins, ends)

    assert busy(entry, GOOD) == [f"{since}/04-12 00:00"]


def test_series_of_entries_without_an_end_is_read() -> None:
    daily = event("DTSTART:20250301T090000Z", "DTEND:99991231T235959Z", "RRULE:FREQ=WEEKLY")

    assert busy(daily, GOOD) == ["03-01 00:00/04-12 00:00"]


@pytest.mark.parametrize(
    "line",
    [
        "RRULE:FREQ=WEEKLY;UNTIL=99991231T235959Z",
        "RRULE:FREQ=WEEKLY;UNTIL=99991231",
        "RRULE:FREQ=WEEKLY;UNTIL=99991231T235959",
        "RRULE:FREQ=WEEKLY\r\nEXDATE:99991231T000000Z",
        "RRULE:FREQ=WEEKLY\r\nEXDATE:00010101T000000Z",
        "RRULE:FREQ=WEEKLY\r\nEXDATE;VALUE=DATE:99991231",
        "RRULE:FREQ=WEEKLY\r\nRDATE:99991231T000000Z",
    ],
)
def test_last_year_of_all_calendars_ends_nothing_before(line: str) -> None:
    assert starts(event(*NINE, line)) == WEEKLY
    assert flaws(event(*NINE, line)) == []


@pytest.mark.parametrize("until", ["00010101", "00010101T000000Z"])
def test_rule_that_ends_before_all_years_is_named(until: str) -> None:
    found = reading(event(*NINE, f"RRULE:FREQ=WEEKLY;UNTIL={until}"))

    assert [flaw.code for flaw in found.flaws.kept] == ["rule.unreadable"]
    assert len(found.occurrences) == 1


def test_free_busy_time_and_offers_without_an_end_are_read() -> None:
    taken = ("BEGIN:VFREEBUSY", "FREEBUSY:20270402T080000Z/99991231T235959Z", "END:VFREEBUSY")
    offers = (
        *("BEGIN:VAVAILABILITY", "DTSTART:00010101T000000Z", "DTEND:99991231T235959Z"),
        *("BEGIN:AVAILABLE", "UID:r", "DTSTART:20270201T000000Z", "DTEND:20270403T000000Z"),
        *("END:AVAILABLE", "END:VAVAILABILITY"),
    )

    assert busy(*taken) == ["04-02 08:00/04-12 00:00"]
    assert busy(*offers) == ["04-03 00:00/04-12 00:00"]


def test_clock_whose_rule_never_ends_is_read() -> None:
    zone = (
        *("BEGIN:VTIMEZONE", "TZID:Own", "BEGIN:STANDARD", "DTSTART:00010101T000000"),
        *("TZOFFSETFROM:+0300", "TZOFFSETTO:+0300"),
        *("RRULE:FREQ=YEARLY;UNTIL=99991231T235959Z", "END:STANDARD", "END:VTIMEZONE"),
    )

    assert starts(*zone, event("DTSTART;TZID=Own:20270308T100000")) == ["03-08 07:00"]


def test_birthday_of_no_year_is_read_on_its_day() -> None:
    birthday = event("DTSTART;VALUE=DATE:00010315", "RRULE:FREQ=YEARLY")
    found = read(calendar(birthday), Asked(WINDOW, PARIS))

    assert [f"{each.start.local:%Y-%m-%d}" for each in found.occurrences] == ["2027-03-15"]
