"""What Exchange and Outlook say in words of their own: whole days as times, free and tentative."""

from datetime import UTC
from zoneinfo import ZoneInfo

import pytest

from tests.calendars.reading.files import PARIS, busy, event, reading, starts

DAY = (
    "DTSTART;TZID=Eastern Standard Time:20270303T000000",
    "DTEND;TZID=Eastern Standard Time:20270304T000000",
)
MARK = "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE"
MORNING = ("DTSTART;TZID=Europe/Paris:20270303T090000", "DURATION:PT3H")


@pytest.mark.parametrize("mark", [MARK, "X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT:TRUE"])
def test_whole_day_of_another_zone_is_that_date(mark: str) -> None:
    assert busy(event(*DAY, mark)) == ["03-02 23:00/03-03 23:00"]


def test_times_that_are_not_marked_or_not_from_midnight_stay_times() -> None:
    late = tuple(line.replace("T000000", "T003000") for line in DAY)

    assert busy(event(*DAY)) == ["03-03 05:00/03-04 05:00"]
    assert busy(event(*late, MARK)) == ["03-03 05:30/03-04 05:30"]


@pytest.mark.parametrize(
    "lines",
    [
        ("DTSTART:20270303T000000Z", "DTEND:20270305T000000Z"),
        ("X-WR-TIMEZONE:Asia/Tokyo", "DTSTART:20270302T150000Z", "DTEND:20270304T150000Z"),
        ("DTSTART;TZID=Asia/Tokyo:20270303T000000", "DURATION:P2D"),
    ],
)
def test_whole_days_in_utc_are_dates_of_the_calendars_zone_or_of_utc(
    lines: tuple[str, ...],
) -> None:
    head = [line for line in lines if line.startswith("X-WR")]
    entry = event(*(line for line in lines if line not in head), MARK)

    assert busy(*head, entry) == ["03-02 23:00/03-04 23:00"]


def test_series_of_whole_days_keeps_its_days_exceptions_and_changes() -> None:
    rule = "RRULE:FREQ=WEEKLY;BYDAY=WE;UNTIL=20270325T035959Z"
    left_out = "EXDATE;TZID=Eastern Standard Time:20270310T000000"
    moved = event(
        "RECURRENCE-ID;TZID=Eastern Standard Time:20270317T000000",
        "DTSTART;TZID=Eastern Standard Time:20270318T000000",
        "DTEND;TZID=Eastern Standard Time:20270319T000000",
        MARK,
    )

    assert starts(event(*DAY, MARK, rule, left_out), moved) == [
        "03-02 23:00",
        "03-17 23:00",
        "03-23 23:00",
    ]


def test_whole_day_is_a_date_for_every_reader() -> None:
    for home in (PARIS, ZoneInfo("Asia/Kabul"), UTC):
        found = reading(event(*DAY, MARK), home=home).occurrences

        assert [each.start.local.isoformat() for each in found] == ["2027-03-03T00:00:00"]


@pytest.mark.parametrize(
    ("lines", "always", "without_tentative"),
    [
        (("X-MICROSOFT-CDO-BUSYSTATUS:FREE",), False, False),
        (("X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE",), True, False),
        (
            ("X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE", "TRANSP:OPAQUE", "STATUS:CONFIRMED"),
            True,
            False,
        ),
        (("X-MICROSOFT-CDO-BUSYSTATUS:BUSY",), True, True),
        (("X-MICROSOFT-CDO-BUSYSTATUS:OOF", "TRANSP:OPAQUE"), True, True),
        (("X-MICROSOFT-CDO-BUSYSTATUS:FREE", "TRANSP:OPAQUE"), True, True),
        (("X-MICROSOFT-CDO-BUSYSTATUS:BUSY", "TRANSP:TRANSPARENT"), False, False),
    ],
)
def test_free_and_tentative_are_heard_where_exchange_says_them(
    lines: tuple[str, ...], always: bool, without_tentative: bool
) -> None:
    entry = event(*MORNING, *lines)

    assert (bool(busy(entry)), bool(busy(entry, tentative=False))) == (always, without_tentative)
