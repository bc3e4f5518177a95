"""A line that cannot be read is named and costs its own entry at most, wherever it stands."""

from datetime import UTC, datetime

import pytest

from calendars.errors import CalendarUnreadable
from calendars.fence.bounds import READING
from calendars.fence.parent import ask
from tests.calendars.reading.files import event, reading

GOOD = event("DTSTART:20270305T080000Z", "DURATION:PT1H", uid="good")
BAD = ';X="a:1'
"""A quotation mark that does not close."""
FIFTH = datetime(2027, 3, 5, 8, tzinfo=UTC), datetime(2027, 3, 5, 9, tzinfo=UTC)
ZONE = (
    *("BEGIN:VTIMEZONE", "TZID:Own", "BEGIN:STANDARD", "DTSTART:20260101T000000"),
    *("TZOFFSETFROM:+0100", "TZOFFSETTO:+0100", "RDATE:20270401T000000"),
    *("RRULE:FREQ=YEARLY", "END:STANDARD", "END:VTIMEZONE"),
)
WHOLE = (
    *("METHOD:PUBLISH", "CALSCALE:GREGORIAN", "X-WR-TIMEZONE:Europe/Paris", *ZONE),
    *("BEGIN:VEVENT", "UID:series", "SEQUENCE:1", "DTSTART;TZID=Own:20270308T100000"),
    *("DTEND;TZID=Own:20270308T110000", "RRULE:FREQ=DAILY;COUNT=3", "RDATE:20270320T100000Z"),
    *("EXRULE:FREQ=YEARLY", "EXDATE;TZID=Own:20270309T100000", "STATUS:CONFIRMED"),
    *("TRANSP:OPAQUE", "X-MICROSOFT-CDO-BUSYSTATUS:BUSY", "SUMMARY:Series", "END:VEVENT"),
    *("BEGIN:VEVENT", "UID:series", "RECURRENCE-ID;TZID=Own:20270310T100000", "SEQUENCE:1"),
    *("DTSTART;TZID=Own:20270310T140000", "DURATION:PT1H", "END:VEVENT"),
    *("BEGIN:VEVENT", "UID:days", "DTSTART;VALUE=DATE:20270315", "DTEND;VALUE=DATE:20270316"),
    *("X-MICROSOFT-CDO-ALLDAYEVENT:TRUE", "END:VEVENT"),
    *("BEGIN:VFREEBUSY", "FREEBUSY;FBTYPE=BUSY:20270317T080000Z/PT1H", "END:VFREEBUSY"),
    *("BEGIN:VAVAILABILITY", "DTSTART:20270322T000000Z", "DTEND:20270323T000000Z"),
    *("PRIORITY:1", "BUSYTYPE:BUSY", "BEGIN:AVAILABLE", "UID:offer", "DTSTART:20270322T080000Z"),
    *("DTEND:20270322T180000Z", "END:AVAILABLE", "END:VAVAILABILITY"),
)
HEAD = 4
"""The line of the file on which the first of these stands."""
LINES = [k for k, line in enumerate(WHOLE) if not line.startswith(("BEGIN", "END"))]


def broken(number: int) -> tuple[str, ...]:
    """The calendar with one line that cannot be read."""
    name = WHOLE[number].partition(":")[0].partition(";")[0]
    return *WHOLE[:number], name + BAD, *WHOLE[number + 1 :], GOOD


def test_calendar_is_read_whole_as_it_stands() -> None:
    found = reading(*WHOLE, GOOD)

    assert [(flaw.code, flaw.line) for flaw in found.flaws.kept] == []
    assert found.read == 6


@pytest.mark.parametrize("number", LINES, ids=[f"{k}-{WHOLE[k][:12]}" for k in LINES])
def test_line_that_cannot_be_read_leaves_the_other_entries(number: int) -> None:
    found = reading(*broken(number))

    assert FIFTH in [(each.start, each.end) for each in found.busy]
    assert found.read >= 4


@pytest.mark.parametrize("number", LINES, ids=[f"{k}-{WHOLE[k][:12]}" for k in LINES])
def test_line_that_cannot_be_read_is_named_where_it_counts(number: int) -> None:
    found = reading(*broken(number))

    assert [(flaw.code, flaw.line) for flaw in found.flaws.kept] == [
        ("line.unreadable", HEAD + number)
    ]


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_change_of_an_instance_in_no_year_is_named(year: str) -> None:
    daily = event("DTSTART;VALUE=DATE:20270308", "RRULE:FREQ=DAILY;COUNT=2", uid="days")
    change = event(
        f"RECURRENCE-ID;VALUE=DATE:{year}0101", "DTSTART;VALUE=DATE:20270320", uid="days"
    )

    found = reading(daily, change, GOOD)

    assert [(flaw.code, flaw.line) for flaw in found.flaws.kept] == [("time.unreadable", 11)]
    assert [f"{each.start.utc:%m-%d}" for each in found.occurrences] == ["03-05", "03-07", "03-08"]


def test_series_whose_instances_cannot_be_told_leaves_the_other_entries() -> None:
    """The clock of its change is given up long before the window, and changes every hour then."""
    zone = (
        *("BEGIN:VTIMEZONE", "TZID:Wild", "BEGIN:STANDARD", "DTSTART:19000101T000000"),
        *("TZOFFSETFROM:+0100", "TZOFFSETTO:+0000", "RRULE:FREQ=HOURLY;UNTIL=19050101T000000Z"),
        *("END:STANDARD", "END:VTIMEZONE"),
    )
    series = event("DTSTART:20270308T100000Z", "RRULE:FREQ=DAILY;COUNT=2", uid="s")
    change = event("RECURRENCE-ID;TZID=Wild:19020101T000000", "DTSTART:20270308T100000Z", uid="s")

    found = reading(*zone, series, change, GOOD)

    assert FIFTH in [(each.start, each.end) for each in found.busy]
    assert found.flaws.kept


def test_child_that_falls_over_is_not_called_short_of_memory() -> None:
    with pytest.raises(CalendarUnreadable) as refusal:
        ask("calendars.fence.no_such_child", b"", READING)

    assert refusal.value.code == "file.not_foreseen"
