"""A line of a time that says two things at once is read by what it says first, and named."""

import pytest

from tests.calendars.reading.files import busy, event, flaws, reading, starts

HOUR = "DURATION:PT1H"


@pytest.mark.parametrize(
    ("lines", "taken", "named"),
    [
        (("DTSTART;TZID=Asia/Tokyo;TZID=America/Toronto:20270302T023000", HOUR),
         ["03-01 17:30/03-01 18:30"], [("parameter.contradicts", 6)]),
        (("DTSTART;VALUE=DATE;VALUE=DATE-TIME:20270302T000000",),
         ["03-01 23:00/03-02 23:00"], [("parameter.contradicts", 6)]),
        (("DTSTART;TZID=Asia/Tokyo:20270302T020000",
          "DTEND;TZID=Asia/Tokyo;TZID=Europe/Paris:20270302T040000"),
         ["03-01 17:00/03-01 19:00"], [("parameter.contradicts", 7)]),
        (("DTSTART:20270302T090000Z", HOUR,
          "RDATE;TZID=Asia/Tokyo;TZID=Europe/Paris:20270303T090000"),
         ["03-02 09:00/03-02 10:00", "03-03 00:00/03-03 01:00"], [("parameter.contradicts", 8)]),
    ],
)  # fmt: skip
def test_parameter_that_stands_twice_and_differs_is_named_and_the_first_counts(
    lines: tuple[str, ...], taken: list[str], named: list[tuple[str, int]]
) -> None:
    assert (busy(event(*lines)), flaws(event(*lines))) == (taken, named)


def test_parameter_that_stands_twice_and_says_the_same_needs_no_word() -> None:
    entry = event("DTSTART;TZID=Asia/Tokyo;X-A=1;tzid=asia/tokyo:20270302T090000", HOUR)

    assert (busy(entry), flaws(entry)) == (["03-02 00:00/03-02 01:00"], [])


@pytest.mark.parametrize("kinds", ["BUSY;FBTYPE=FREE", "FREE;FBTYPE=BUSY", "FREE;FBTYPE=OTHER"])
def test_period_that_is_taken_and_free_at_once_is_taken_and_named(kinds: str) -> None:
    period = f"FREEBUSY;FBTYPE={kinds}:20270302T090000Z/PT1H"
    component = "\r\n".join(("BEGIN:VFREEBUSY", period, "END:VFREEBUSY"))

    assert busy(component) == ["03-02 09:00/03-02 10:00"]
    assert flaws(component) == [("period.contradicts", 5)]


@pytest.mark.parametrize("zone", ["America/Toronto", "Europe/London", "Nowhere"])
def test_zone_beside_a_time_in_utc_is_named_and_utc_counts(zone: str) -> None:
    entry = event(f"DTSTART;TZID={zone}:20270302T023000Z", HOUR)

    assert busy(entry) == ["03-02 02:30/03-02 03:30"]
    (flaw,) = reading(entry).flaws.kept
    assert (flaw.code, flaw.line, flaw.facts) == ("zone.beside_utc", 6, {"zone": zone})
    assert not flaw.costs_entry


def test_zone_beside_utc_is_named_wherever_a_time_stands() -> None:
    ends = event(
        "DTSTART;TZID=Europe/Paris:20270301T090000Z", "DTEND;TZID=Europe/Paris:20270301T100000"
    )
    left_out = event(
        *("DTSTART:20270302T090000Z", HOUR, "RRULE:FREQ=DAILY;COUNT=3"),
        "EXDATE;TZID=Asia/Tokyo:20270303T090000Z",
    )

    assert (busy(ends), flaws(ends)) == ([], [("zone.beside_utc", 6)])
    assert starts(left_out) == ["03-02 09:00", "03-04 09:00"]
    assert flaws(left_out) == [("zone.beside_utc", 9)]


@pytest.mark.parametrize("zone", ["UTC", "Etc/UTC", "GMT", "Etc/GMT"])
def test_utc_beside_utc_needs_no_word(zone: str) -> None:
    assert flaws(event(f"DTSTART;TZID={zone}:20270302T023000Z", HOUR)) == []


@pytest.mark.parametrize(
    "line",
    ["DTSTART;TZID=Asia/Tokyo;TZID=Europe/Paris:20270301T000000",
     "DTSTART;TZID=Asia/Tokyo:20270301T000000Z"],
)  # fmt: skip
def test_offer_that_says_two_things_of_its_times_is_left_out_whole(line: str) -> None:
    offered = ("BEGIN:AVAILABLE", "UID:a", line, "DTEND:20270301T170000Z", "END:AVAILABLE")
    offer = "\r\n".join(("BEGIN:VAVAILABILITY", *offered, "END:VAVAILABILITY"))
    bounds = "\r\n".join(("BEGIN:VAVAILABILITY", line, "END:VAVAILABILITY"))

    other = event("DTSTART:20270302T090000Z", HOUR)

    for parts, number in ((offer, other), 7), ((bounds, other), 5):
        assert busy(*parts) == ["03-02 09:00/03-02 10:00"]
        assert flaws(*parts) == [("availability.doubtful", number)]
