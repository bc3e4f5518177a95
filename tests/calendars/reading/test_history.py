"""Large files with years of history: what lies far from the window is counted, not read."""

import time
from datetime import date, timedelta
from io import BytesIO

import pytest

from calendars.busy import Question
from calendars.busy import busy as fenced
from calendars.errors import CalendarUnreadable
from calendars.fence.bounds import READING
from calendars.reading.limits import Limits
from calendars.reading.read import Asked, Reading, read
from tests.calendars.reading.files import PARIS, WINDOW, calendar, event

NEAR = event("DTSTART:20270303T090000Z", "DURATION:PT1H", uid="near")


def found_in(*parts: str, most: int = 50) -> Reading:
    asked = Asked(WINDOW, PARIS, limits=Limits(components=most))
    return read(calendar(*parts), asked)


def starts(found: Reading) -> list[str]:
    return [f"{each.start.utc:%m-%d %H:%M}" for each in found.occurrences]


def past(number: int, *lines: str) -> str:
    day = date(2001, 1, 1) + timedelta(days=number % 9000)
    return event(f"DTSTART:{day:%Y%m%d}T090000Z", "DURATION:PT1H", *lines, uid=f"past-{number}")


def test_file_with_years_of_history_is_read_within_the_bounds_of_the_fence() -> None:
    text = "DESCRIPTION:" + "\r\n ".join(["as long as such texts are in the files of offices"] * 5)
    body = calendar(*(past(number, text, "SEQUENCE:1") for number in range(42_000)), NEAR)
    assert 15_000_000 < len(body) < 20_000_000

    began = time.process_time()
    found = read(BytesIO(body), Asked(WINDOW, PARIS))

    # Processor time alone: the wall's depends on who else is at work.
    assert time.process_time() - began < READING.processor
    assert (found.read, len(found.busy), found.flaws.count) == (42_001, 1, 0)


def test_entries_beyond_twenty_megabytes_are_refused() -> None:
    with pytest.raises(CalendarUnreadable, match=r"file\.too_large"):
        fenced(b"A" * 21_000_000, Question(WINDOW, "Europe/Paris"))


def test_only_what_reaches_into_the_window_counts_against_the_limit() -> None:
    assert found_in(*(past(number) for number in range(100)), NEAR).read == 101

    with pytest.raises(CalendarUnreadable, match=r"file\.too_many"):
        found_in(*(NEAR.replace("near", f"near-{number}") for number in range(100)))


@pytest.mark.parametrize(
    "lines",
    [
        ("DTSTART:20200303T090000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY"),
        ("DTSTART:20200303T090000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;UNTIL=20270304T000000Z"),
        ("DTSTART:20200303T090000Z", "DURATION:PT1H", "RDATE:20270303T090000Z"),
        ("DTSTART:20200303T090000Z", "DTEND:20270303T093000Z"),
        ("DTSTART:20261130T090000Z", "DURATION:P100D"),
        ("DTSTART:2027\r\n 0303T090000Z", "DURATION:PT1H"),
        ("DTSTART:20251215T090000Z", "DTEND:20260402T090000Z", "RRULE:FREQ=YEARLY;UNTIL=20270101"),
    ],
)  # fmt: skip
def test_what_reaches_into_the_window_from_long_ago_is_read(lines: tuple[str, ...]) -> None:
    found = found_in(event(*lines), *(past(number) for number in range(60)))

    assert found.occurrences


def test_later_version_far_away_takes_the_place_of_a_near_one() -> None:
    moved = event("DTSTART:20200303T090000Z", "SEQUENCE:2", uid="near")
    older = event("DTSTART:20200303T090000Z", "SEQUENCE:0", uid="near")

    assert starts(found_in(NEAR, moved)) == []
    assert starts(found_in(moved, NEAR)) == []
    assert starts(found_in(NEAR, older)) == ["03-03 09:00"]


@pytest.mark.parametrize(
    "name",
    ["UID:abc ", "UID: abc", "uid:abc", "UID;X-OF=mine:abc", 'UID;X-OF="a:b":abc', "UID:a:b:c",
     "UID:Été", "UID:\r\nUID:abc", "UID:ab\r\n c", "UID:" + 300 * "x"],
)  # fmt: skip
def test_later_version_is_found_however_its_uid_is_written(name: str) -> None:
    entry = event("DTSTART:20270303T090000Z", "SEQUENCE:0").replace("UID:e-1", name)
    moved = event("DTSTART:20290303T090000Z", "SEQUENCE:1").replace("UID:e-1", name)

    for text in (calendar(entry, moved), calendar(moved, entry)):
        for octets in (text, text.decode().encode("cp1252")):
            assert starts(read(octets, Asked(WINDOW, PARIS))) == []


def test_later_version_is_found_where_one_of_the_two_has_a_space_or_a_parameter() -> None:
    near = event("DTSTART:20270303T090000Z", uid="abc ")
    moved = event("DTSTART:20290303T090000Z", "SEQUENCE:1").replace("UID:e-1", "UID;X-OF=m:abc")

    assert starts(found_in(near, moved)) == []


def test_later_version_is_not_named_by_its_alarm() -> None:
    alarm = "BEGIN:VALARM\r\nUID:alarm\r\nTRIGGER:-PT15M\r\nEND:VALARM\r\nUID:near"
    moved = event("DTSTART:20290303T090000Z", "SEQUENCE:1").replace("UID:e-1", alarm)

    assert starts(found_in(NEAR, moved)) == []


def test_long_names_that_begin_alike_are_not_one() -> None:
    one = event("DTSTART:20270303T090000Z", uid=300 * "x" + "1")
    other = event("DTSTART:20270304T090000Z", "SEQUENCE:1", uid=300 * "x" + "2")

    assert starts(found_in(one, other)) == ["03-03 09:00", "03-04 09:00"]


@pytest.mark.parametrize(
    "torn", ["RRU\r\n LE:FREQ=WEEKLY", "SUMMARY:x\rRRULE:FREQ=WEEKLY", "R\r\n\r\n RULE:FREQ=WEEKLY"]
)
def test_line_that_is_torn_in_its_name_is_read_all_the_same(torn: str) -> None:
    assert len(starts(found_in(event("DTSTART:20200303T090000Z", torn)))) == 6


MONDAYS = ("DTSTART;TZID=Europe/Paris:20200106T090000", "DURATION:PT1H")


def later(named: str, moved: str, *lines: str) -> str:
    """A change from the instance of 09:00 on, to that of 09:00 of another day."""
    return event(
        f"RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Paris:{named}T090000",
        f"DTSTART;TZID=Europe/Paris:{moved}T090000",
        "DURATION:PT1H",
        *lines,
    )


def test_ended_series_that_is_moved_into_the_window_is_in_it() -> None:
    # The last Monday is 21 December 2026, ten weeks before 1 March; moved by 77 days.
    series = event(*MONDAYS, "RRULE:FREQ=WEEKLY;UNTIL=20261221T230000Z")

    moved = later("20261102", "20270118")

    assert starts(found_in(series, moved)) == ["03-01 08:00", "03-08 08:00"]
    assert starts(found_in(moved, series)) == ["03-01 08:00", "03-08 08:00"]


def test_series_to_come_that_is_moved_back_into_the_window_is_in_it() -> None:
    # Mondays 7, 14 and 21 June 2027, moved back by 91 days.
    series = event(
        "DTSTART;TZID=Europe/Paris:20270607T090000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=3"
    )

    moved = later("20270607", "20270308")

    assert starts(found_in(series, moved)) == ["03-08 08:00", "03-15 08:00", "03-22 08:00"]


@pytest.mark.parametrize(
    ("first", "days", "expected"),
    [
        # 735 days later, and as many earlier.
        ("20250224", "20270301", ["03-01 08:00", "03-08 08:00"]),
        ("20290305", "20270301", ["03-01 08:00", "03-08 08:00"]),
    ],
)
def test_series_may_be_moved_by_years(first: str, days: str, expected: list[str]) -> None:
    series = event(
        f"DTSTART;TZID=Europe/Paris:{first}T090000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=2"
    )

    assert starts(found_in(series, later(first, days))) == expected


def test_changes_after_each_other_count_each_until_the_next() -> None:
    # Mondays to 21 December 2026: from 2 November on +77 days, from 14 December on +84.
    series = event(*MONDAYS, "RRULE:FREQ=WEEKLY;UNTIL=20261221T230000Z")
    first, second = later("20261102", "20270118"), later("20261214", "20270308")

    # 7 December + 77 is 22 February; 14 and 21 December + 84 are 8 and 15 March.
    assert starts(found_in(series, first, second)) == ["03-08 08:00", "03-15 08:00"]


def test_far_instance_changed_alone_is_not_moved_with_its_series() -> None:
    series = event(*MONDAYS, "RRULE:FREQ=WEEKLY;UNTIL=20261221T230000Z")
    alone = event(
        "RECURRENCE-ID;TZID=Europe/Paris:20261221T090000",
        "DTSTART;TZID=Europe/Paris:20261222T140000",
        "DURATION:PT1H",
    )

    assert starts(found_in(series, alone, later("20261102", "20270118"))) == ["03-01 08:00"]


def test_history_of_series_is_not_read_for_a_near_entry_of_another_name() -> None:
    weekly = "RRULE:FREQ=WEEKLY;UNTIL=20261001T000000Z"

    found = found_in(*(past(number, weekly) for number in range(100)), NEAR)

    assert (found.read, starts(found)) == (101, ["03-03 09:00"])


def test_instance_moved_out_of_the_window_is_gone_from_it() -> None:
    weekly = event("DTSTART:20270303T090000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=2")
    away = event("RECURRENCE-ID:20270310T090000Z", "DTSTART:20300310T090000Z")

    assert starts(found_in(weekly, away)) == ["03-03 09:00"]


def test_flaw_after_history_has_its_own_line() -> None:
    history = [past(number) for number in range(10)]
    bad = event("DTSTART:never", uid="bad")

    found = found_in(*history, NEAR, bad)

    lines = calendar(*history, NEAR, bad).decode().split("\r\n")
    assert [flaw.line for flaw in found.flaws.kept] == [lines.index("DTSTART:never") + 1]


def test_entry_of_many_hours_that_began_long_before_the_window_is_read() -> None:
    long = event("DTSTART:20270101T090000Z", "DURATION:PT2000H")
    over = event("DTSTART:20270101T090000Z", "DURATION:PT48H", uid="over")

    found = found_in(long, over, most=2)

    assert [f"{each.end:%m-%d %H:%M}" for each in found.busy] == ["03-25 17:00"]
    assert found.read == 2
