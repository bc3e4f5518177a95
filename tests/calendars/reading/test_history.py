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
