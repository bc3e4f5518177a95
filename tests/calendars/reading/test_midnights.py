"""Whole days whose exceptions, changes and ends are written as times: never another day."""

from datetime import tzinfo
from zoneinfo import ZoneInfo

import pytest

from tests.calendars.reading.files import PARIS, event, reading

DAYS = "DTSTART;VALUE=DATE:20270301"
FIVE = (DAYS, "RRULE:FREQ=DAILY;COUNT=5")
TORONTO, TOKYO, UTC_ZONE = ZoneInfo("America/Toronto"), ZoneInfo("Asia/Tokyo"), ZoneInfo("UTC")
READERS = [PARIS, TORONTO, TOKYO, UTC_ZONE, ZoneInfo("Pacific/Kiritimati"),
           ZoneInfo("Pacific/Pago_Pago"), ZoneInfo("Asia/Kathmandu")]  # fmt: skip
PARIS_CALENDAR = "X-WR-TIMEZONE:Europe/Paris"
PARIS_OWN = """BEGIN:VTIMEZONE
TZID:Mine
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0100
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE"""

everywhere = pytest.mark.parametrize("home", READERS, ids=str)


def days(*parts: str, home: tzinfo = PARIS) -> list[int]:
    """The days of March that are taken whole by the reader's clock; no other entry is."""
    found = reading(*parts, home=home)
    for each in found.occurrences:
        assert each.start.is_date
        assert each.start.zone is home
        assert each.end.astimezone(home).time() == each.start.local.time()
    return [
        each.start.local.day + number
        for each in found.occurrences
        for number in range((each.end.astimezone(home).date() - each.start.local.date()).days)
    ]


def flaws(*parts: str, home: tzinfo = PARIS) -> list[tuple[str, int]]:
    """Code and line of what is named."""
    return [(flaw.code, flaw.line) for flaw in reading(*parts, home=home).flaws.kept]


def changed(named: str, *lines: str) -> str:
    """A change of an instance, to the 10th."""
    return event(f"RECURRENCE-ID{named}", *lines, "DTSTART;VALUE=DATE:20270310")


@everywhere
@pytest.mark.parametrize("at", ["T000000Z", "T235959Z", "T235900Z", "T000000", "T235959", ""])
def test_date_with_a_time_behind_it_ends_leaves_out_and_names_its_own_day(
    at: str, home: tzinfo
) -> None:
    until = event(DAYS, f"RRULE:FREQ=DAILY;UNTIL=20270305{at}")
    kind = "" if at else ";VALUE=DATE"
    left_out = event(*FIVE, f"EXDATE{kind}:20270304{at}")
    moved = (event(*FIVE), changed(f"{kind}:20270304{at}"))
    against = event(*FIVE, f"EXRULE:FREQ=DAILY;UNTIL=20270302{at}")

    assert days(until, home=home) == [1, 2, 3, 4, 5]
    assert days(left_out, home=home) == [1, 2, 3, 5]
    assert days(*moved, home=home) == [1, 2, 3, 5, 10]
    assert days(against, home=home) == [3, 4, 5]
    assert flaws(until, left_out.replace("e-1", "e-2"), home=home) == []
    assert flaws(*moved, home=home) == []


@everywhere
@pytest.mark.parametrize("around", [PARIS_CALENDAR, PARIS_OWN])
@pytest.mark.parametrize(("at", "last"), [("T230000Z", "T225959Z"), ("T230000Z", "T225900Z")])
def test_midnight_of_the_calendars_clock_is_its_day_wherever_it_is_read(
    around: str, at: str, last: str, home: tzinfo
) -> None:
    # 23:00 UTC on the 3rd is 00:00 on the 4th in Paris, 22:59 on the 5th still the 5th.
    until = event(DAYS, f"RRULE:FREQ=DAILY;UNTIL=20270304{at}")
    end_of = event(DAYS, f"RRULE:FREQ=DAILY;UNTIL=20270305{last}")
    left_out = event(*FIVE, f"EXDATE:20270303{at}")
    moved = (event(*FIVE), changed(f":20270303{at}"))

    assert days(around, until, home=home) == [1, 2, 3, 4, 5]
    assert days(around, end_of, home=home) == [1, 2, 3, 4, 5]
    assert days(around, left_out, home=home) == [1, 2, 3, 5]
    assert days(around, *moved, home=home) == [1, 2, 3, 5, 10]
    assert flaws(around, left_out, home=home) == []


@pytest.mark.parametrize(
    ("home", "at"),
    [(PARIS, "20270303T230000Z"), (TORONTO, "20270304T050000Z"), (TOKYO, "20270303T150000Z")],
)
def test_midnight_of_the_readers_clock_is_its_day(home: tzinfo, at: str) -> None:
    assert days(event(*FIVE, f"EXDATE:{at}"), home=home) == [1, 2, 3, 5]
    assert flaws(event(*FIVE, f"EXDATE:{at}"), home=home) == []


@everywhere
def test_midnight_of_a_named_zone_is_its_day(home: tzinfo) -> None:
    paris = "TZID=Europe/Paris:20270304T000000"

    assert days(event(*FIVE, f"EXDATE;{paris}"), home=home) == [1, 2, 3, 5]
    assert days(event(*FIVE), changed(f";{paris}"), home=home) == [1, 2, 3, 5, 10]


@everywhere
def test_midnight_that_a_clock_skips_is_its_day(home: tzinfo) -> None:
    # Asunción went from 00:00 to 01:00 on 28 March 2027 by this definition.
    own = PARIS_OWN.replace("+0100", "-0400").replace("END:VTIMEZONE", "\n".join([
        "BEGIN:DAYLIGHT", "DTSTART:20270328T000000", "TZOFFSETFROM:-0400", "TZOFFSETTO:-0300",
        "END:DAYLIGHT", "END:VTIMEZONE",
    ]))  # fmt: skip
    series = event("DTSTART;VALUE=DATE:20270327", "RRULE:FREQ=DAILY;COUNT=3", "EXDATE:{}")

    assert days(own, series.format("20270328T040000Z"), home=home) == [27, 29]


@pytest.mark.parametrize(
    ("parts", "line", "taken"),
    [
        # 11:00 is midnight at -11:00 and at +13:00, and 16:40 nowhere: the reader's date.
        ((event(*FIVE, "EXDATE:20270304T110000Z"),), 8, [1, 2, 3, 5]),
        ((event(DAYS, "RRULE:FREQ=DAILY;UNTIL=20270305T164000Z"),), 7, [1, 2, 3, 4, 5]),
        ((event(*FIVE), changed(":20270304T120000Z")), 11, [1, 2, 3, 5, 10]),
        # 23:00 is midnight at +01:00 alone, though nothing in the file names that clock.
        ((event(*FIVE, "EXDATE:20270303T230000Z"),), 8, [1, 2, 3, 5]),
        ((event(DAYS, "RRULE:FREQ=DAILY;UNTIL=20270304T230000Z"),), 7, [1, 2, 3, 4, 5]),
        ((event(*FIVE), changed(":20270303T183000Z")), 11, [1, 2, 3, 5, 10]),
        # 03:59:59 is the end of a day at -04:00 alone.
        ((event(DAYS, "RRULE:FREQ=DAILY;UNTIL=20270306T035959Z"),), 7, [1, 2, 3, 4, 5]),
    ],
)
def test_time_that_is_no_midnight_of_a_known_clock_is_named(
    parts: tuple[str, ...], line: int, taken: list[int]
) -> None:
    assert flaws(*parts, home=TORONTO) == [("day.doubtful", line)]
    assert days(*parts, home=TORONTO) == taken
    assert reading(*parts, home=TORONTO).flaws.count == 0


@everywhere
@pytest.mark.parametrize("at", ["T050000Z", "T090000Z", "T225959Z", "T145959Z"])
def test_date_that_every_midnight_agrees_on_needs_no_word(at: str, home: tzinfo) -> None:
    # 05:00 is midnight at -05:00 alone, 22:59:59 the end of that day at +01:00.
    series = event(*FIVE, f"EXDATE:20270304{at}")

    assert (days(series, home=home), flaws(series, home=home)) == ([1, 2, 3, 5], [])


def test_time_that_is_no_midnight_is_by_the_calendars_clock() -> None:
    late = event(*FIVE, "EXDATE:20270303T233000Z")

    assert days(PARIS_CALENDAR, late, home=TORONTO) == [1, 2, 3, 5]
    assert flaws(PARIS_CALENDAR, late, home=TORONTO) == [("day.doubtful", 9)]


def test_calendar_of_an_unknown_zone_leaves_the_clocks_that_are_known() -> None:
    series = event(*FIVE, "EXDATE:20270304T000000Z")

    assert days("X-WR-TIMEZONE:Nowhere", series, home=TORONTO) == [1, 2, 3, 5]


@everywhere
@pytest.mark.parametrize(
    ("end", "last"),
    [
        ("DTEND:20270303T000000Z", 2),
        ("DTEND:20270302T235959Z", 2),
        ("DTEND:20270303T235959Z", 3),
        ("DTEND;VALUE=DATE:20270303T000000Z", 2),
        ("DTEND;VALUE=DATE:20270302T235959", 2),
        ("DTEND:20270302T230000Z", 2),
    ],
)
def test_end_that_is_a_time_ends_the_same_day_wherever_it_is_read(
    end: str, last: int, home: tzinfo
) -> None:
    assert days(PARIS_CALENDAR, event(DAYS, end), home=home) == [*range(1, last + 1)]


@everywhere
@pytest.mark.parametrize("at", ["20270304T000000Z", "20270303T230000Z", "20270304T000000"])
def test_added_time_is_its_day_wherever_it_is_read(at: str, home: tzinfo) -> None:
    assert days(PARIS_CALENDAR, event(DAYS, f"RDATE:{at}"), home=home) == [1, 4]


@everywhere
@pytest.mark.parametrize("at", ["20270304T000000Z", "20270303T230000Z"])
def test_change_from_a_midnight_on_moves_whole_days(at: str, home: tzinfo) -> None:
    moved = event(f"RECURRENCE-ID;RANGE=THISANDFUTURE:{at}", "DTSTART;VALUE=DATE:20270306")

    assert days(PARIS_CALENDAR, event(*FIVE), moved, home=home) == [1, 2, 3, 6, 7]


def test_newest_version_of_a_change_stands_however_its_instance_is_named() -> None:
    first = event("RECURRENCE-ID;VALUE=DATE:20270304", "SEQUENCE:2", "DTSTART;VALUE=DATE:20270308")
    second = changed(":20270304T000000Z", "SEQUENCE:1")

    assert days(event(*FIVE), first, second, home=TORONTO) == [1, 2, 3, 5, 8]
    assert days(event(*FIVE), second, first, home=TORONTO) == [1, 2, 3, 5, 8]


@everywhere
@pytest.mark.parametrize(
    "lines",
    [
        ("DTSTART;VALUE=DATE:20270303T000000",),
        ("DTSTART;VALUE=DATE:20270303T000000Z",),
        ("DTSTART;VALUE=DATE:20270303T000000Z", "DTEND;VALUE=DATE:20270304T000000Z"),
        ("DTSTART;VALUE=DATE:20270303T000000", "DTEND;VALUE=DATE:20270304T000000"),
        ("DTSTART;VALUE=DATE:20270303T000000", "DURATION:P1D"),
        ("DTSTART;VALUE=DATE;TZID=Europe/Paris:20270303T000000",),
        ("DTSTART;VALUE=DATE:20270302T230000Z", "DURATION:P1D"),
    ],
)
def test_midnight_that_is_called_a_date_is_one(lines: tuple[str, ...], home: tzinfo) -> None:
    assert days(PARIS_CALENDAR, event(*lines), home=home) == [3]
    assert flaws(PARIS_CALENDAR, event(*lines), home=home) == []


@pytest.mark.parametrize("at", ["T000000", "T000000Z"])
def test_midnight_that_is_called_a_date_leaves_out_all_of_its_day(at: str) -> None:
    timed = ("DTSTART;TZID=Europe/Paris:20270303T090000", "RRULE:FREQ=DAILY;COUNT=3")

    found = reading(event(*timed, f"EXDATE;VALUE=DATE:20270304{at}")).occurrences

    assert [each.start.local.day for each in found] == [3, 5]


MARK = "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE"
MARKED = (
    "DTSTART;TZID=Eastern Standard Time:20270301T000000",
    "DTEND;TZID=Eastern Standard Time:20270302T000000",
    "RRULE:FREQ=DAILY;COUNT=5",
    MARK,
)


@everywhere
@pytest.mark.parametrize(
    "at",
    [":20270304T050000Z", ":20270304T000000Z", ";VALUE=DATE:20270304",
     ";TZID=Eastern Standard Time:20270304T000000", ";TZID=Europe/Paris:20270304T000000"],
)  # fmt: skip
def test_day_left_out_of_marked_days_is_its_own(at: str, home: tzinfo) -> None:
    assert days(event(*MARKED, f"EXDATE{at}"), home=home) == [1, 2, 3, 5]
    assert days(event(*MARKED), changed(at), home=home) == [1, 2, 3, 5, 10]


@everywhere
@pytest.mark.parametrize("around", [PARIS_CALENDAR, PARIS_OWN])
def test_marked_day_in_utc_is_a_day_of_the_clock_that_the_file_names(
    around: str, home: tzinfo
) -> None:
    marked = event("DTSTART:20270303T230000Z", "DTEND:20270304T230000Z", MARK)

    assert days(around, marked, home=home) == [4]


@everywhere
def test_marked_day_in_utc_is_a_day_of_the_one_offset_that_has_its_midnights(home: tzinfo) -> None:
    marked = event(
        "DTSTART:20270303T230000Z", "DTEND:20270304T230000Z", MARK, "EXDATE:20270305T230000Z",
        "RRULE:FREQ=DAILY;UNTIL=20270307T230000Z",
    )  # fmt: skip

    assert days(marked, home=home) == [4, 5, 7, 8]
    assert flaws(marked, home=home) == []


def test_marked_days_over_a_change_of_season_end_on_their_own_day() -> None:
    # 27 March is the last day of winter time: the 28th ends at 22:00 UTC.
    two = event("DTSTART:20270326T230000Z", "DTEND:20270328T220000Z", MARK)
    until = event(
        "DTSTART:20270326T230000Z", "DTEND:20270327T230000Z", MARK,
        "RRULE:FREQ=DAILY;UNTIL=20270328T220000Z",
    )  # fmt: skip

    assert (days(two, home=TORONTO), flaws(two, home=TORONTO)) == ([27, 28], [])
    assert days(until, home=TORONTO) == [27, 28, 29]


@pytest.mark.parametrize("hour", ["10", "11", "12"])
def test_marked_day_in_utc_that_is_none_on_a_known_clock_is_named(hour: str) -> None:
    marked = event(f"DTSTART:20270303T{hour}0000Z", f"DTEND:20270304T{hour}0000Z", MARK)

    assert [flaw.code for flaw in reading(marked, home=TORONTO).flaws.kept] == ["day.doubtful"]
