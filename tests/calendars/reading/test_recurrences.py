"""Rules, added and left out dates, changed instances; from here on, too."""

from zoneinfo import ZoneInfo

import pytest

from calendars.reading.limits import Limits
from tests.calendars.reading.files import event, flaws, reading, starts

WEEKLY = ("DTSTART;TZID=Europe/Paris:20270303T090000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=4")


def test_rule_keeps_its_hour_over_a_change_of_season() -> None:
    rule = "RRULE:FREQ=WEEKLY;UNTIL=20270407T070000Z"
    series = event(WEEKLY[0], WEEKLY[1], rule)

    assert starts(series)[-3:] == ["03-24 08:00", "03-31 07:00", "04-07 07:00"]


def test_rule_from_long_ago_is_read_close_to_the_window() -> None:
    old = event("DTSTART:19700101T090000Z", "DURATION:PT1H", "RRULE:FREQ=HOURLY;INTERVAL=100")

    found = reading(old).occurrences

    hours = {(each.start.local - found[0].start.local).total_seconds() / 3600 for each in found}
    assert all(hour % 100 == 0 for hour in hours)
    first = found[0].start.local.replace(tzinfo=None)
    assert (first - first.replace(1970, 1, 1, 9)).total_seconds() / 3600 % 100 == 0


def test_added_and_left_out_dates_count() -> None:
    more = ("RDATE:20270305T100000Z", "EXDATE;TZID=Europe/Paris:20270310T090000")

    assert starts(event(*WEEKLY, *more)) == [
        "03-03 08:00",
        "03-05 10:00",
        "03-17 08:00",
        "03-24 08:00",
    ]


def test_added_period_has_its_own_length() -> None:
    added = "RDATE;VALUE=PERIOD:20270305T100000Z/PT3H,20270306T100000Z/20270306T101500Z"

    found = reading(event("DTSTART:20270301T080000Z", "DURATION:PT1H", added)).occurrences

    assert [(each.end - each.start.utc).seconds // 60 for each in found] == [60, 180, 15]


def test_date_left_out_means_any_time_of_that_day() -> None:
    assert starts(event(*WEEKLY, "EXDATE;VALUE=DATE:20270310"))[1] == "03-17 08:00"


def test_old_exception_rule_takes_away() -> None:
    except_rule = "EXRULE:FREQ=WEEKLY;INTERVAL=2"

    assert starts(event(*WEEKLY, except_rule)) == ["03-10 08:00", "03-24 08:00"]


def test_changed_instance_replaces_the_planned_one() -> None:
    moved = event("RECURRENCE-ID:20270310T080000Z", "DTSTART:20270311T120000Z", "DURATION:PT1H")

    assert starts(event(*WEEKLY), moved) == [
        "03-03 08:00",
        "03-11 12:00",
        "03-17 08:00",
        "03-24 08:00",
    ]


def test_cancelled_instance_is_listed_and_takes_no_time() -> None:
    gone = event(
        "RECURRENCE-ID:20270310T080000Z",
        "DTSTART:20270310T080000Z",
        "DURATION:PT1H",
        "STATUS:CANCELLED",
    )

    found = reading(event(*WEEKLY), gone)

    assert len(found.occurrences) == 4
    assert [f"{each.start:%m-%d}" for each in found.busy] == ["03-03", "03-17", "03-24"]


def test_change_from_here_on_moves_all_that_follow() -> None:
    later = event(
        "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Paris:20270317T090000",
        "DTSTART;TZID=Europe/Paris:20270318T140000",
        "DURATION:PT2H",
    )

    found = reading(event(*WEEKLY), later)

    assert [f"{each.start:%m-%d %H:%M}/{each.end:%H:%M}" for each in found.busy] == [
        "03-03 08:00/09:00",
        "03-10 08:00/09:00",
        "03-18 13:00/15:00",
        "03-25 13:00/15:00",
    ]


def test_newest_sequence_stands() -> None:
    old = event("DTSTART:20270303T090000Z", "SEQUENCE:1")
    new = event("DTSTART:20270304T090000Z", "SEQUENCE:2")

    assert starts(new, old) == ["03-04 09:00"]


def test_one_uid_for_many_events_keeps_them_all() -> None:
    days = [event(f"DTSTART:202703{day:02}T090000Z", uid="same") for day in (2, 3, 4)]

    assert starts(*days) == ["03-02 09:00", "03-03 09:00", "03-04 09:00"]


@pytest.mark.parametrize("frequency", ["SECONDLY", "MINUTELY"])
def test_frequent_rule_is_refused_and_named(frequency: str) -> None:
    often = event("DTSTART:20270303T090000Z", f"RRULE:FREQ={frequency};COUNT=3")

    assert flaws(often, event("DTSTART:20270303T090000Z", uid="e-2")) == [("rule.too_frequent", 7)]


@pytest.mark.parametrize(
    "rule",
    ["FREQ=OFTEN", "COUNT=3", "FREQ=DAILY;BYMONTH=13", "FREQ=DAILY;COUNT=0", "FREQ=DAILY;BYDAY=XX",
     "FREQ=DAILY;INTERVAL=-1", "D1 #10", "FREQ=DAILY;UNTIL=soon"],
)  # fmt: skip
def test_rule_that_cannot_be_followed_is_named_and_its_first_time_counts(rule: str) -> None:
    broken = event("DTSTART:20270303T090000Z", f"RRULE:{rule}")

    assert flaws(broken) == [("rule.unreadable", 7)]
    assert starts(broken) == ["03-03 09:00"]


def test_exception_rule_that_cannot_be_followed_leaves_the_entry_out() -> None:
    # Which of its times are taken away is not known.
    broken = event(*WEEKLY, "EXRULE:FREQ=OFTEN")
    other = event("DTSTART:20270304T090000Z", uid="e-2")

    assert flaws(broken, other) == [("rule.unreadable", 9)]
    assert starts(broken, other) == ["03-04 09:00"]


@pytest.mark.parametrize(
    "line", ["RRULE:", "EXRULE:", "RDATE:", "EXDATE:", "RECURRENCE-ID:", "DTEND:"]
)
def test_line_without_a_value_says_nothing(line: str) -> None:
    entry = event("DTSTART:20270303T090000Z", line)

    assert (starts(entry), flaws(entry)) == (["03-03 09:00"], [])


def test_rule_that_never_matches_ends_with_the_window() -> None:
    never = event("DTSTART:20270303T090000Z", "RRULE:FREQ=HOURLY;BYMONTHDAY=31;BYYEARDAY=1")

    assert (starts(never), flaws(never)) == ([], [])


def test_rule_that_takes_too_long_is_named() -> None:
    endless = event("DTSTART:00020101T090000Z", "RRULE:FREQ=HOURLY;BYSETPOS=1;COUNT=999999999")

    found = reading(
        endless, event("DTSTART:20270303T090000Z", uid="e-2"), limits=Limits(rule_seconds=0.05)
    )

    assert [(flaw.code, flaw.line) for flaw in found.flaws.kept] == [("rule.too_long", 4)]


def test_series_counted_from_long_ago_takes_no_more_than_its_times_in_the_window() -> None:
    old = event("DTSTART:19000101T090000Z", "RRULE:FREQ=DAILY;COUNT=60000")

    found = reading(old, limits=Limits(occurrences=50)).occurrences

    assert len(found) == 42


def test_first_start_that_its_rule_does_not_meet_is_none() -> None:
    # RFC 5545 §3.8.5.3 leaves it undefined; so do the programs whose tests we read.
    series = event("DTSTART:20270302T090000Z", "RRULE:FREQ=WEEKLY;BYDAY=WE;COUNT=2")

    assert starts(series) == ["03-03 09:00", "03-10 09:00"]


def test_days_by_the_calendar_and_time_by_the_watch() -> None:
    # RFC 5545 §3.3.6: P1D over the night of the change is 23 hours, PT24H are 24.
    day = event("DTSTART;TZID=Europe/Paris:20270327T120000", "DURATION:P1D")
    hours = event("DTSTART;TZID=Europe/Paris:20270327T120000", "DURATION:PT24H", uid="e-2")

    found = reading(day, hours).occurrences

    assert [f"{each.end:%H:%M}" for each in found] == ["10:00", "11:00"]


IN_PARIS = (
    "DTSTART;TZID=Europe/Paris:20270303T090000",
    "DURATION:PT1H",
    "RRULE:FREQ=DAILY;COUNT=3",
)
IN_UTC = ("DTSTART:20270303T080000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=3")


@pytest.mark.parametrize("zone", ["Europe/Paris", "America/Toronto", "Asia/Tokyo"])
@pytest.mark.parametrize("general", ["", "X-WR-TIMEZONE:Asia/Kabul"])
@pytest.mark.parametrize(("series", "hour"), [(IN_PARIS, "09"), (IN_UTC, "08")])
def test_time_without_a_zone_is_by_the_clock_of_its_series(
    series: tuple[str, ...], hour: str, general: str, zone: str
) -> None:
    # RFC 5545 §3.8.4.4: an instance is named in the reference of DTSTART.
    named = f"20270304T{hour}0000"

    def found(*parts: str) -> list[str]:
        entries = reading(*filter(None, (general, *parts)), home=ZoneInfo(zone)).occurrences
        return [f"{each.start.utc:%m-%d %H:%M}" for each in entries]

    moved = event(f"RECURRENCE-ID:{named}", "DTSTART:20270309T080000Z", "DURATION:PT1H")
    from_here = event(
        f"RECURRENCE-ID;RANGE=THISANDFUTURE:{named}", "DTSTART:20270304T120000Z", "DURATION:PT1H"
    )
    assert found(event(*series, f"EXDATE:{named}")) == ["03-03 08:00", "03-05 08:00"]
    assert found(event(*series), moved) == ["03-03 08:00", "03-05 08:00", "03-09 08:00"]
    assert found(event(*series), from_here) == ["03-03 08:00", "03-04 12:00", "03-05 12:00"]
    assert found(event(*series[:2], f"RDATE:{named}")) == ["03-03 08:00", "03-04 08:00"]


def other_calendar(*entries: str) -> str:
    """The end of one calendar, and another with these entries."""
    return "\r\n".join(("END:VCALENDAR", "BEGIN:VCALENDAR", *entries))


def test_change_in_another_calendar_of_the_file_replaces_its_instance() -> None:
    moved = event("RECURRENCE-ID:20270310T080000Z", "DTSTART:20270311T120000Z", "DURATION:PT1H")

    expected = ["03-03 08:00", "03-11 12:00", "03-17 08:00", "03-24 08:00"]
    assert starts(event(*WEEKLY), other_calendar(moved)) == expected
    assert starts(moved, other_calendar(event(*WEEKLY))) == expected


def test_later_version_in_another_calendar_of_the_file_stands() -> None:
    old = event("DTSTART:20270303T090000Z", "SEQUENCE:1")
    near = event("DTSTART:20270304T090000Z", "SEQUENCE:2")
    far = event("DTSTART:20310304T090000Z", "SEQUENCE:2")

    assert starts(old, other_calendar(near)) == starts(near, other_calendar(old)) == ["03-04 09:00"]
    assert starts(old, other_calendar(far)) == starts(far, other_calendar(old)) == []


def test_far_series_of_another_calendar_keeps_the_clocks_of_its_own() -> None:
    def own(offset: str) -> str:
        return "\r\n".join((
            "BEGIN:VTIMEZONE", "TZID:Mine", "BEGIN:STANDARD", "DTSTART:19700101T000000",
            f"TZOFFSETFROM:{offset}", f"TZOFFSETTO:{offset}", "END:STANDARD", "END:VTIMEZONE",
        ))  # fmt: skip

    series = event(
        "DTSTART;TZID=Mine:20200106T090000", "DURATION:PT1H",
        "RRULE:FREQ=WEEKLY;UNTIL=20261221T230000Z",
    )  # fmt: skip
    moved = event(
        "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Mine:20261214T090000",
        "DTSTART;TZID=Mine:20270308T090000", "DURATION:PT1H",
    )  # fmt: skip

    # Nine by the clock of either calendar, which is 03:00 and 05:00 in UTC.
    assert starts(own("+0600"), series, other_calendar(own("+0600"), moved)) == [
        "03-08 03:00",
        "03-15 03:00",
    ]
    assert starts(own("+0400"), moved, other_calendar(own("+0400"), series)) == [
        "03-08 05:00",
        "03-15 05:00",
    ]
