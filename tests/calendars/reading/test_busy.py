"""What counts as busy: opaque events, free/busy periods, the complement of availability."""

from calendars.reading.halves import half_days
from matcher.halfdays import Horizon
from tests.calendars.reading.files import PARIS, WINDOW, busy, event, reading

MORNING = ("DTSTART;TZID=Europe/Paris:20270303T090000", "DURATION:PT3H")


def halves(*parts: str) -> list[str]:
    horizon = Horizon(WINDOW.start.date(), WINDOW.end.date())
    spans = half_days(reading(*parts).busy, PARIS, horizon)
    return [horizon.moment(half)[5:] for span in spans for half in span]


def test_transparent_and_cancelled_take_no_time() -> None:
    free = event(*MORNING, "TRANSP:TRANSPARENT", uid="a")
    gone = event(*MORNING, "STATUS:CANCELLED", uid="b")

    assert busy(free, gone) == []


def test_tentative_counts_by_setting() -> None:
    maybe = event(*MORNING, "STATUS:TENTATIVE")

    assert busy(maybe) == ["03-03 08:00/03-03 11:00"]
    assert busy(maybe, tentative=False) == []


def test_stretches_are_merged_and_cut_to_the_window() -> None:
    long = event("DTSTART:20270210T000000Z", "DTEND:20270302T000000Z", uid="a")
    next_ = event("DTSTART:20270302T000000Z", "DURATION:PT1H", uid="b")

    assert busy(long, next_) == ["03-01 00:00/03-02 01:00"]


def test_free_busy_periods_count_but_the_free_ones() -> None:
    told = "\r\n".join(
        (
            "BEGIN:VFREEBUSY",
            "FREEBUSY:20270303T080000Z/PT1H,20270304T080000Z/20270304T100000Z",
            "FREEBUSY;FBTYPE=FREE:20270305T080000Z/PT1H",
            "FREEBUSY;FBTYPE=BUSY-TENTATIVE:20270306T080000Z/PT1H",
            "END:VFREEBUSY",
        )
    )

    assert len(busy(told)) == 3
    assert busy(told, tentative=False) == ["03-03 08:00/03-03 09:00", "03-04 08:00/03-04 10:00"]


OFFICE = "\r\n".join(
    (
        "BEGIN:VAVAILABILITY",
        "DTSTART;TZID=Europe/Paris:20270301T000000",
        "DTEND;TZID=Europe/Paris:20270303T000000",
        "BEGIN:AVAILABLE",
        "UID:x",
        "DTSTART;TZID=Europe/Paris:20270301T090000",
        "DTEND;TZID=Europe/Paris:20270301T170000",
        "RRULE:FREQ=DAILY",
        "END:AVAILABLE",
        "END:VAVAILABILITY",
    )
)


def test_outside_availability_is_busy() -> None:
    assert busy(OFFICE) == [
        "03-01 00:00/03-01 08:00",
        "03-01 16:00/03-02 08:00",
        "03-02 16:00/03-02 23:00",
    ]


def test_higher_priority_speaks_last() -> None:
    # RFC 7953 §3.2: 1 is the highest; the office hours, without one, the lowest.
    away = OFFICE.replace("BEGIN:VAVAILABILITY", "BEGIN:VAVAILABILITY\r\nPRIORITY:1", 1)
    away = away.replace("20270301T090000", "20270301T120000")

    assert busy(OFFICE, away)[0] == "03-01 00:00/03-01 11:00"
    assert busy(away, OFFICE)[0] == "03-01 00:00/03-01 11:00"


def test_availability_that_cannot_be_read_takes_no_time() -> None:
    broken = OFFICE.replace("FREQ=DAILY", "FREQ=SECONDLY")

    found = reading(broken, event(*MORNING))

    assert len(found.busy) == 1
    assert [flaw.code for flaw in found.flaws.kept] == ["rule.too_frequent"]


def test_availability_beyond_all_years_spoils_nothing_else() -> None:
    endless = OFFICE.replace(
        "DTSTART;TZID=Europe/Paris:20270301T000000", "DTSTART:99980101T000000Z"
    )
    endless = endless.replace("DTEND;TZID=Europe/Paris:20270303T000000", "DURATION:P36000D")

    found = reading(endless, event(*MORNING))

    assert len(found.busy) == 1
    assert found.flaws.kept == []


def test_availability_that_is_busy_perhaps_counts_by_setting() -> None:
    perhaps = OFFICE.replace(
        "BEGIN:VAVAILABILITY", "BEGIN:VAVAILABILITY\r\nBUSYTYPE:BUSY-TENTATIVE", 1
    )

    assert busy(perhaps) == busy(OFFICE)
    assert busy(perhaps, tentative=False) == []


def test_whole_day_takes_both_halves() -> None:
    assert halves(event("DTSTART;VALUE=DATE:20270303")) == ["03-03/am", "03-03/pm"]


def test_timed_event_takes_the_halves_it_touches() -> None:
    assert halves(event("DTSTART:20270303T115900Z", "DTEND:20270303T120100Z")) == [
        "03-03/am",
        "03-03/pm",
    ]


def test_what_ends_at_one_is_a_mornings_and_what_starts_then_is_not() -> None:
    until = event("DTSTART:20270303T080000Z", "DTEND:20270303T120000Z")
    from_ = event("DTSTART:20270304T120000Z", "DTEND:20270304T230000Z", uid="e-2")

    assert halves(until, from_) == ["03-03/am", "03-04/pm"]


def test_what_takes_no_time_takes_no_half_day() -> None:
    assert halves(event("DTSTART:20270303T080000Z")) == []


def test_same_date_twice_is_a_whole_day() -> None:
    both = event("DTSTART;VALUE=DATE:20270303", "DTEND;VALUE=DATE:20270303")

    assert halves(both) == ["03-03/am", "03-03/pm"]
