"""What may be meant otherwise is read as whole days where it has dates, and always named."""

from zoneinfo import ZoneInfo

import pytest

from tests.calendars.reading.files import busy, event, flaws, reading, starts

DAY = "DTSTART;VALUE=DATE:20270303"
TIMED = ("DTSTART;TZID=Europe/Paris:20270303T090000", "DURATION:PT1H")
DAILY = (*TIMED, "RRULE:FREQ=DAILY;COUNT=3")
CHANGE = "RECURRENCE-ID;TZID=Europe/Paris:20270304T090000"


@pytest.mark.parametrize(
    ("duration", "days"),
    [("PT1S", 1), ("PT12H", 1), ("PT25H", 2), ("PT36H", 2), ("P1DT12H", 2), ("P6DT30H", 8)],
)
def test_whole_days_that_last_hours_are_rounded_up_and_named(duration: str, days: int) -> None:
    entry = event(DAY, f"DURATION:{duration}")

    assert busy(entry) == [f"03-02 23:00/03-{2 + days:02} 23:00"]
    assert flaws(entry) == [("length.not_whole_days", 7)]


@pytest.mark.parametrize(
    ("duration", "days"), [("PT24H", 1), ("P2D", 2), ("P1W", 7), ("PT0S", 1), ("PT48H", 2)]
)
def test_whole_days_that_last_days_need_no_word(duration: str, days: int) -> None:
    entry = event(DAY, f"DURATION:{duration}")

    assert (busy(entry), flaws(entry)) == ([f"03-02 23:00/03-{2 + days:02} 23:00"], [])


@pytest.mark.parametrize(
    ("lines", "taken"),
    [
        # A date among times takes its day, or those that the entry would have touched on it.
        ((*TIMED, "RDATE;VALUE=DATE:20270305"),
         ["03-03 08:00/03-03 09:00", "03-04 23:00/03-05 23:00"]),
        (("DTSTART;TZID=Europe/Paris:20270303T200000", "DURATION:PT10H",
          "RDATE;VALUE=DATE:20270308"),
         ["03-03 19:00/03-04 05:00", "03-07 23:00/03-09 23:00"]),
        ((*TIMED, "RDATE;VALUE=PERIOD:20270305/PT12H"),
         ["03-03 08:00/03-03 09:00", "03-04 23:00/03-05 23:00"]),
        # A time among dates is its date: by the clock it names, in UTC by the reader's.
        ((DAY, "DTEND;VALUE=DATE:20270304", "RDATE:20270306T140000"),
         ["03-02 23:00/03-03 23:00", "03-05 23:00/03-06 23:00"]),
        ((DAY, "DTEND;VALUE=DATE:20270304", "RDATE:20270305T230000Z"),
         ["03-02 23:00/03-03 23:00", "03-05 23:00/03-06 23:00"]),
    ],
)  # fmt: skip
def test_added_date_of_the_other_kind_is_whole_days_and_named(
    lines: tuple[str, ...], taken: list[str]
) -> None:
    assert busy(event(*lines)) == taken
    assert flaws(event(*lines)) == [("dates.among_times", 8)]


@pytest.mark.parametrize(
    ("period", "taken"),
    [
        ("20270305/PT12H", "03-04 23:00/03-05 23:00"),
        ("20270327/P2D", "03-26 23:00/03-28 22:00"),
        ("20270327/20270329", "03-26 23:00/03-28 22:00"),
        ("20270305/20270305", "03-04 23:00/03-05 23:00"),
        ("20270305T140000/PT2H", "03-05 13:00/03-05 15:00"),
    ],
)
def test_period_of_dates_is_whole_days_and_one_of_times_is_its_times(
    period: str, taken: str
) -> None:
    entry = event(DAY, f"RDATE;VALUE=PERIOD:{period}")

    assert (busy(entry)[1:], flaws(entry)) == ([taken], [])


def test_period_from_a_date_to_a_time_leaves_its_entry_out() -> None:
    entry = event(DAY, "RDATE;VALUE=PERIOD:20270305/20270305T120000Z")
    taken = "BEGIN:VFREEBUSY\r\nFREEBUSY:20270305T090000Z/20270306\r\nEND:VFREEBUSY"

    assert flaws(entry, event(DAY, uid="e-2")) == [("time.unreadable", 7)]
    assert flaws(taken, event(DAY)) == [("time.unreadable", 5)]


def test_free_and_busy_of_dates_takes_whole_days() -> None:
    assert busy("BEGIN:VFREEBUSY\r\nFREEBUSY:20270305/PT12H\r\nEND:VFREEBUSY") == [
        "03-04 23:00/03-05 23:00"
    ]


@pytest.mark.parametrize(
    ("lines", "taken"),
    [
        # Times until a date end as it begins, by the clock of the start.
        (("DTSTART;TZID=America/Toronto:20270303T090000", "DTEND;VALUE=DATE:20270304"),
         "03-03 14:00/03-04 05:00"),
        (("DTSTART;TZID=Europe/Paris:20270303T090000", "DTEND;VALUE=DATE:20270303"),
         "03-03 08:00/03-03 23:00"),
        # Dates until a time take the day of that time, but for a midnight.
        ((DAY, "DTEND;TZID=Europe/Paris:20270304T100000"), "03-02 23:00/03-04 23:00"),
        ((DAY, "DTEND;TZID=Europe/Paris:20270304T000000"), "03-02 23:00/03-03 23:00"),
        ((DAY, "DTEND:20270303T230000Z"), "03-02 23:00/03-03 23:00"),
        ((DAY, "DTEND:20270303T120000Z"), "03-02 23:00/03-03 23:00"),
    ],
)  # fmt: skip
def test_end_of_the_other_kind_is_read_to_a_midnight_and_named(
    lines: tuple[str, ...], taken: str
) -> None:
    assert (busy(event(*lines)), flaws(event(*lines))) == ([taken], [("dates.among_times", 7)])


def test_end_in_utc_of_whole_days_is_by_the_readers_clock() -> None:
    entry = event(DAY, "DTEND:20270304T050000Z")

    found = reading(entry, home=ZoneInfo("America/Toronto")).occurrences

    assert [f"{each.end:%m-%d %H:%M}" for each in found] == ["03-04 05:00"]


def test_time_that_is_called_a_date_and_has_no_end_takes_its_day() -> None:
    entry = event("DTSTART;VALUE=DATE:20270303T120000")
    timed = event("DTSTART;VALUE=DATE:20270303T120000", "DTEND;VALUE=DATE:20270303T133000")

    assert (busy(entry), flaws(entry)) == (
        ["03-02 23:00/03-03 23:00"],
        [("dates.among_times", 6)],
    )
    assert (busy(timed), flaws(timed)) == (["03-03 11:00/03-03 12:30"], [])


def test_whole_days_that_exchange_writes_as_times_have_no_dates_among_them() -> None:
    marked = event(
        "DTSTART;TZID=Eastern Standard Time:20270303T000000",
        "DTEND;TZID=Eastern Standard Time:20270304T000000",
        "RDATE;VALUE=DATE:20270305",
        "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
    )

    assert busy(marked) == ["03-02 23:00/03-03 23:00", "03-04 23:00/03-05 23:00"]
    assert flaws(marked) == []


@pytest.mark.parametrize(
    ("series", "left_out"),
    [
        (DAILY, "EXDATE;VALUE=DATE:20270304"),
        ((DAY, "DTEND;VALUE=DATE:20270304", "RRULE:FREQ=DAILY;COUNT=3"), "EXDATE:20270303T230000Z"),
    ],
)
def test_left_out_date_of_the_other_kind_is_its_day(series: tuple[str, ...], left_out: str) -> None:
    found = event(*series, left_out)

    assert [start[:5] for start in starts(found)] in (["03-03", "03-05"], ["03-02", "03-04"])
    assert flaws(found) == []


def test_instance_of_a_series_of_times_may_be_named_by_its_date() -> None:
    moved = event("RECURRENCE-ID;VALUE=DATE:20270304", "DTSTART:20270304T160000Z", "DURATION:PT1H")

    assert starts(event(*DAILY), moved) == ["03-03 08:00", "03-04 16:00", "03-05 08:00"]
    assert flaws(event(*DAILY), moved) == [("dates.among_times", 12)]


def test_change_from_a_date_on_moves_times_from_their_hour() -> None:
    change = event(
        "RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20270304",
        "DTSTART;TZID=Europe/Paris:20270304T110000",
        "DURATION:PT1H",
    )

    assert starts(event(*DAILY), change) == ["03-03 08:00", "03-04 10:00", "03-05 10:00"]
    assert flaws(event(*DAILY), change) == [("dates.among_times", 12)]


def test_change_from_a_time_on_moves_whole_days_by_days() -> None:
    series = event(DAY, "RRULE:FREQ=DAILY;COUNT=3")
    change = event("RECURRENCE-ID;RANGE=THISANDFUTURE:20270304T090000", "DTSTART:20270305")

    assert starts(series, change) == ["03-02 23:00", "03-04 23:00", "03-05 23:00"]


def test_times_that_become_whole_days_from_here_on_begin_at_midnight() -> None:
    change = event(CHANGE.replace(";", ";RANGE=THISANDFUTURE;"), "DTSTART;VALUE=DATE:20270304")
    series = event(*DAILY, "RDATE;TZID=Europe/Paris:20270308T170000")

    assert busy(series, change) == [
        "03-03 08:00/03-03 09:00",
        "03-03 23:00/03-05 23:00",
        "03-07 23:00/03-08 23:00",
    ]


@pytest.mark.parametrize("reach", ["FOO", "THISANDPRIOR"])
def test_range_that_is_not_understood_moves_one_instance_and_is_named(reach: str) -> None:
    moved = event(CHANGE.replace(";", f";RANGE={reach};"), "DTSTART:20270304T160000Z")

    found = reading(event(*DAILY), moved)

    assert [f"{each.start.utc:%d %H}" for each in found.occurrences] == ["03 08", "04 16", "05 08"]
    assert [(flaw.code, flaw.line, dict(flaw.facts)) for flaw in found.flaws.kept] == [
        ("range.unknown", 12, {"range": reach})
    ]
    assert found.flaws.count == 0


@pytest.mark.parametrize("reach", ["", ";RANGE=THISANDFUTURE"])
@pytest.mark.parametrize(
    "line",
    ["RRULE:FREQ=WEEKLY;COUNT=2", "RRULE:FREQ=OFTEN", "RDATE:20270320T090000Z",
     "EXRULE:FREQ=DAILY", "EXDATE:20270305T090000Z"],
)  # fmt: skip
def test_changed_instance_does_not_repeat_by_itself_and_that_is_named(
    line: str, reach: str
) -> None:
    same = event(CHANGE.replace(";", f"{reach};", 1), *TIMED, line)
    same = same.replace("20270303", "20270304")

    assert starts(event(*DAILY), same) == ["03-03 08:00", "03-04 08:00", "03-05 08:00"]
    assert flaws(event(*DAILY), same) == [("change.repeats", 15)]


def test_change_from_here_on_without_its_series_is_named() -> None:
    change = event(CHANGE.replace(";", ";RANGE=THISANDFUTURE;"), *TIMED)
    single = event(CHANGE, *TIMED)

    assert (starts(change), flaws(change)) == (["03-03 08:00"], [("change.alone", 6)])
    assert flaws(single) == []


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("DTSTART:20270301T090000Z", "DTSTART"),
        ("DTEND:20270303T150000Z", "DTEND"),
        ("DURATION:PT5H", "DURATION"),
        ("DURATION:never", "DURATION"),
        ("STATUS:CANCELLED", "STATUS"),
        ("TRANSP:TRANSPARENT", "TRANSP"),
        ("SEQUENCE:7", "SEQUENCE"),
        ("UID:another", "UID"),
        ("X-MICROSOFT-CDO-BUSYSTATUS:FREE", "X-MICROSOFT-CDO-BUSYSTATUS"),
    ],
)
def test_second_line_that_says_otherwise_is_named_and_the_first_counts(
    line: str, name: str
) -> None:
    once = (
        *("DTSTART:20270303T090000Z", "DTEND:20270303T100000Z", "STATUS:CONFIRMED"),
        *("TRANSP:OPAQUE", "SEQUENCE:1", "X-MICROSOFT-CDO-BUSYSTATUS:BUSY"),
    )
    found = reading(event(*once, line))

    assert busy(event(*once, line)) == ["03-03 09:00/03-03 10:00"]
    assert [(flaw.code, flaw.line, dict(flaw.facts)) for flaw in found.flaws.kept] == [
        ("line.contradicts", 12, {"name": name})
    ]


def test_second_line_that_says_the_same_or_nothing_needs_no_word() -> None:
    twice = (
        *("DTSTART:20270303T090000Z", "DTSTART;VALUE=DATE-TIME:20270303T090000Z"),
        *("DTEND:20270303T100000Z", "DTEND:", "DURATION:PT1H", "STATUS:", "STATUS:CANCELLED"),
    )

    assert (busy(event(*twice)), flaws(event(*twice))) == ([], [])


def test_second_name_of_an_instance_is_named() -> None:
    moved = event(CHANGE, CHANGE.replace("0304", "0305"), "DTSTART:20270304T160000Z")

    assert starts(event(*DAILY), moved) == ["03-03 08:00", "03-04 16:00", "03-05 08:00"]
    assert flaws(event(*DAILY), moved) == [("line.contradicts", 13)]


def test_two_rules_add_up_and_need_no_word() -> None:
    both = event(*DAILY, "RRULE:FREQ=WEEKLY;COUNT=2")

    assert starts(both) == ["03-03 08:00", "03-04 08:00", "03-05 08:00", "03-10 08:00"]
    assert flaws(both) == []


def zone(*offsets: str, more: tuple[str, ...] = ()) -> str:
    """Definitions of one zone, each with an offset that never changes."""
    return "\r\n".join(
        "\r\n".join(
            (
                *("BEGIN:VTIMEZONE", "TZID:Ours", "BEGIN:STANDARD", "DTSTART:19700101T000000"),
                *(f"TZOFFSETFROM:{each}", f"TZOFFSETTO:{each}", *more),
                *("END:STANDARD", "END:VTIMEZONE"),
            )
        )
        for each in offsets
    )


OURS = event("DTSTART;TZID=Ours:20270303T090000", "DURATION:PT1H")


def test_zone_that_is_defined_twice_in_different_ways_is_named() -> None:
    both = zone("+0100", "+0500")

    assert starts(both, OURS) == ["03-03 08:00"]
    assert flaws(both, OURS) == [("zone.twice", 12)]


def test_zone_that_is_defined_twice_alike_or_that_nobody_uses_needs_no_word() -> None:
    assert flaws(zone("+0100", "+0100"), OURS) == []
    assert flaws(zone("+0100", "+0500"), event(*TIMED)) == []


def test_lines_of_a_zone_that_contradict_are_named() -> None:
    assert flaws(zone("+0100", more=("TZOFFSETTO:+0500",)), OURS) == [("line.contradicts", 10)]
    heads = ("X-WR-TIMEZONE:Europe/Paris", "X-WR-TIMEZONE:Asia/Tokyo")
    assert flaws(*heads, event("DTSTART:20270303T090000")) == [("line.contradicts", 5)]


AVAILABLE = "\r\n".join(
    ("BEGIN:VAVAILABILITY", "{}", "BEGIN:AVAILABLE", "UID:a-1", "{}", "END:AVAILABLE",
     "END:VAVAILABILITY")
)  # fmt: skip
SURE = "DTSTART:20270303T090000Z\r\nDTEND:20270303T170000Z"


@pytest.mark.parametrize(
    ("bounds", "offer", "line"),
    [
        (SURE, "DTSTART;VALUE=DATE:20270303\r\nDURATION:PT12H", 10),
        (SURE, "DTSTART;VALUE=DATE:20270303\r\nDTEND:20270303T120000Z", 10),
        (SURE, f"{SURE}\r\nDTEND:20270303T160000Z", 11),
        ("DTSTART;VALUE=DATE:20270303\r\nDURATION:PT12H", SURE, 6),
        (f"{SURE}\r\nDURATION:PT2H", SURE, 7),
        (f"{SURE}\r\nBUSYTYPE:BUSY\r\nBUSYTYPE:BUSY-TENTATIVE", SURE, 8),
    ],
)
def test_availability_in_doubt_is_left_out_whole_and_named(
    bounds: str, offer: str, line: int
) -> None:
    found = AVAILABLE.format(bounds, offer)

    assert flaws(found, event(*TIMED)) == [("availability.doubtful", line)]
    assert busy(found, event(*TIMED)) == ["03-03 08:00/03-03 09:00"]
