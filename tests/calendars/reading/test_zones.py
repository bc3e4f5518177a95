"""The ladder of time zones: own definition, IANA, Windows, displayed name, X-WR-TIMEZONE, none."""

from datetime import UTC, datetime

import pytest

from calendars.onsets import is_zone
from calendars.reading.read import Asked, read
from calendars.reading.spans import Stretch
from tests.calendars.reading.files import PARIS, calendar, event, flaws, reading, starts

OWN = """BEGIN:VTIMEZONE
TZID:Europe/Paris
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0500
TZOFFSETTO:+0500
END:STANDARD
END:VTIMEZONE"""
SEASONS = """BEGIN:VTIMEZONE
TZID:Customized Time Zone
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE"""


def at(tzid: str, clock: str = "20270310T090000") -> str:
    return event(f'DTSTART;TZID="{tzid}":{clock}', "DURATION:PT1H")


def test_own_definition_comes_before_the_name() -> None:
    assert starts(OWN, at("Europe/Paris")) == ["03-10 04:00"]


@pytest.mark.parametrize(
    ("defined", "used"),
    [
        ("TZID:My Zone ", "My Zone"),
        ('TZID:"My Zone"', "My Zone"),
        ("TZID:my zone", "My Zone"),
        ("TZID;X-OF=me:My Zone", "My Zone"),
        (r"TZID:Mine\, yours", "Mine, yours"),
        ("TZID:Mine, yours", r"Mine\, yours"),
        ("TZID:EUROPE/PARIS", "Europe/Paris"),
    ],
)
def test_own_definition_is_found_however_its_name_is_written(defined: str, used: str) -> None:
    own = OWN.replace("TZID:Europe/Paris", defined)

    assert starts(own, at(used)) == ["03-10 04:00"]


def test_own_definition_that_is_spelled_alike_comes_first() -> None:
    other = OWN.replace("Europe/Paris", "my zone").replace("+0500", "+0300")
    own = OWN.replace("Europe/Paris", "My Zone")

    assert starts(other, own, at("My Zone")) == ["03-10 04:00"]
    assert starts(other, own, at("my zone")) == ["03-10 06:00"]
    assert flaws(other, own, at("My Zone")) == [("zone.twice", 4)]


def test_own_definition_follows_its_seasons() -> None:
    name = "Customized Time Zone"

    assert starts(SEASONS, at(name), at(name, "20270329T090000")) == ["03-10 08:00", "03-29 07:00"]


def test_own_definition_reads_a_skipped_hour_by_the_clock_before() -> None:
    # RFC 5545 §3.3.5: 02:30 does not exist that night and is read as UTC+1.
    assert starts(SEASONS, at("Customized Time Zone", "20270328T023000")) == ["03-28 01:30"]


def seasons(standard: str, daylight: str, offsets: tuple[str, str] = ("+0100", "+0200")) -> str:
    """A definition of two rules: the winter's offset, then the summer's."""
    winter, summer = offsets
    parts = [
        ("STANDARD", "19971026T030000", summer, winter, standard),
        ("DAYLIGHT", "19970330T020000", winter, summer, daylight),
    ]
    lines = ["BEGIN:VTIMEZONE", "TZID:Mine"]
    for name, first, before, after, rule in parts:
        lines += [f"BEGIN:{name}", f"DTSTART:{first}", f"TZOFFSETFROM:{before}"]
        lines += [f"TZOFFSETTO:{after}", f"RRULE:FREQ=YEARLY;{rule}", f"END:{name}"]
    return "\n".join([*lines, "END:VTIMEZONE"])


AUTUMN, SPRING = "BYMONTH=10;BYDAY=-1SU", "BYMONTH=3;BYDAY=-1SU"


@pytest.mark.parametrize(
    ("standard", "daylight", "start"),
    [
        # The last change was to summer time, and it stays: 09:00 is 07:00 UTC.
        (f"{AUTUMN};UNTIL=20051101T010000Z", f"{SPRING};UNTIL=20060401T010000Z", "03-10 07:00"),
        (f"{AUTUMN};COUNT=9", f"{SPRING};COUNT=10", "03-10 07:00"),
        (f"{AUTUMN};UNTIL=20221101T010000Z", f"{SPRING};UNTIL=20230401T010000Z", "03-10 07:00"),
        # The last change was to winter time.
        (f"{AUTUMN};UNTIL=20101101T010000Z", f"{SPRING};UNTIL=20100401T010000Z", "03-10 08:00"),
        (f"{AUTUMN};COUNT=10", f"{SPRING};COUNT=10", "03-10 08:00"),
        # Changes every seventh year: the last ones before 2027 were in 2025.
        (f"{AUTUMN};INTERVAL=7", f"{SPRING};INTERVAL=7", "03-10 08:00"),
        # One goes on, the other has ended: only the first autumn after it changed the clock.
        (AUTUMN, f"{SPRING};UNTIL=20060401T010000Z", "03-10 08:00"),
    ],
)
def test_last_change_of_a_clock_holds_ever_after(standard: str, daylight: str, start: str) -> None:
    assert starts(seasons(standard, daylight), at("Mine")) == [start]


def test_clock_that_changes_no_more_keeps_the_day() -> None:
    """Samoa gave summer time up in 2021; the hour after midnight in UTC is no day before."""
    samoa = seasons(
        "BYMONTH=4;BYDAY=1SU;UNTIL=20210403T140000Z",
        "BYMONTH=9;BYDAY=-1SU;UNTIL=20200926T140000Z",
        ("+1300", "+1400"),
    )

    assert starts(samoa, at("Mine", "20270302T133000")) == ["03-02 00:30"]


@pytest.mark.parametrize(
    ("tzid", "start"),
    [
        ("America/Toronto", "03-10 14:00"),
        ("america/toronto", "03-10 14:00"),
        ("Eastern Standard Time", "03-10 14:00"),
        ("(UTC-05:00) Eastern Time (US & Canada)", "03-10 14:00"),
        ("(GMT-05:00) Eastern Time (US & Canada)", "03-10 14:00"),
        ("(UTC-05:00) Eastern Time (US and Canada)", "03-10 14:00"),
        ("Pacific Time (US & Canada), Tijuana", "03-10 17:00"),
        ("(UTC+01:00) Brussels, Copenhagen, Madrid, Paris", "03-10 08:00"),
        ("/freeassociation.sourceforge.net/Tzfile/Europe/Paris", "03-10 08:00"),
        ("/mozilla.org/20050126_1/America/Argentina/Buenos_Aires", "03-10 12:00"),
        ("tzone://Microsoft/Utc", "03-10 09:00"),
    ],
)
def test_name_of_any_kind_is_known(tzid: str, start: str) -> None:
    assert starts(at(tzid)) == [start]


def test_every_displayed_name_leads_to_a_zone() -> None:
    from calendars.reading.display_names import WINDOWS_BY_DISPLAY_NAME
    from calendars.reading.zone_names import named

    lost = [shown for shown in WINDOWS_BY_DISPLAY_NAME if named(f"(UTC+00:00) {shown}") is None]

    assert lost == []


def test_calendar_zone_is_the_last_rung() -> None:
    assert starts("X-WR-TIMEZONE:Asia/Kabul", at("tzone://Microsoft/Custom")) == ["03-10 04:30"]


def test_unknown_zone_is_named_and_never_utc() -> None:
    other = event("DTSTART:20270311T090000Z", uid="e-2")

    assert starts(at("tzone://Microsoft/Custom"), other) == ["03-11 09:00"]
    assert flaws(at("tzone://Microsoft/Custom"), other) == [("zone.unknown", 6)]


@pytest.mark.parametrize("name", ["Factory", "factory", "localtime", "posixrules"])
def test_zone_of_a_machine_that_was_never_set_is_unknown_and_never_utc(name: str) -> None:
    other = event("DTSTART:20270311T090000Z", uid="e-2")
    floating = event("DTSTART:20270310T090000")

    assert (starts(at(name), other), flaws(at(name), other)) == (
        ["03-11 09:00"],
        [("zone.unknown", 6)],
    )
    assert flaws(f"X-WR-TIMEZONE:{name}", floating, other) == [("zone.unknown", 7)]
    assert not is_zone(name)


def test_broken_definition_falls_to_the_next_rung() -> None:
    broken = "BEGIN:VTIMEZONE\nTZID:Europe/Paris\nEND:VTIMEZONE"

    assert starts(broken, at("Europe/Paris")) == ["03-10 08:00"]
    assert flaws(broken, at("Europe/Paris")) == [("zone.unreadable", 4)]


def test_floating_time_is_by_the_calendars_clock() -> None:
    floating = event("DTSTART:20270310T090000")

    assert starts("X-WR-TIMEZONE:Asia/Kabul", floating) == ["03-10 04:30"]
    assert starts(floating) == ["03-10 08:00"]


def test_whole_day_is_the_readers_whatever_the_calendars_zone() -> None:
    assert starts("X-WR-TIMEZONE:Asia/Kabul", event("DTSTART;VALUE=DATE:20270310")) == [
        "03-09 23:00"
    ]


def test_calendars_clock_may_be_defined_in_the_file() -> None:
    named = "X-WR-TIMEZONE:Customized Time Zone"

    assert starts(SEASONS, named, event("DTSTART:20270329T090000")) == ["03-29 07:00"]


def test_floating_time_in_an_unknown_zone_is_named_and_never_the_readers() -> None:
    other = event("DTSTART:20270311T090000Z", uid="e-2")
    parts = ("X-WR-TIMEZONE:Nowhere", event("DTSTART:20270310T090000"), other)

    assert starts(*parts) == ["03-11 09:00"]
    assert flaws(*parts) == [("zone.unknown", 7)]


def zone(name: str, *observances: tuple[str, str, str, str]) -> str:
    """A VTIMEZONE: what begins when, from and to which offset, by which rule."""
    parts = [
        f"BEGIN:{kind}\nDTSTART:16010101T020000\nTZOFFSETFROM:{before}\nTZOFFSETTO:{after}\n"
        f"{f'RRULE:{rule}' + chr(10) if rule else ''}END:{kind}"
        for kind, before, after, rule in observances
    ]
    return "\n".join(("BEGIN:VTIMEZONE", f"TZID:{name}", *parts, "END:VTIMEZONE"))


def test_definition_older_than_the_law_gives_way_and_is_named() -> None:
    # Moscow was at +04:00 all year from 2011 to 2014, and is at +03:00 since.
    old = zone("Russian Standard Time", ("STANDARD", "+0400", "+0400", ""))
    found = reading(old, at("Russian Standard Time"))

    assert starts(old, at("Russian Standard Time")) == ["03-10 06:00"]
    assert [(flaw.code, flaw.line, flaw.facts["zone"]) for flaw in found.flaws.kept] == [
        ("zone.older", 4, "Russian Standard Time")
    ]
    assert found.flaws.count == 0


def test_definition_with_a_summer_time_that_was_given_up_gives_way() -> None:
    # Brazil has had none since 2019; by its old rule 10 January 2027 would be at -02:00.
    old = zone(
        "America/Sao_Paulo",
        ("STANDARD", "-0200", "-0300", "FREQ=YEARLY;BYMONTH=2;BYDAY=3SU"),
        ("DAYLIGHT", "-0300", "-0200", "FREQ=YEARLY;BYMONTH=11;BYDAY=1SU"),
    )
    summer = event("DTSTART;TZID=America/Sao_Paulo:20270110T090000")
    january = Stretch(datetime(2027, 1, 1, tzinfo=UTC), datetime(2027, 2, 1, tzinfo=UTC))

    found = read(calendar(old, summer), Asked(january, PARIS)).occurrences

    assert [f"{each.start.utc:%H:%M}" for each in found] == ["12:00"]


def test_definition_without_the_summer_time_of_its_zone_gives_way() -> None:
    fixed = zone("Europe/Paris", ("STANDARD", "+0100", "+0100", ""))

    assert starts(fixed, at("Europe/Paris", "20270329T090000")) == ["03-29 07:00"]


def test_definition_that_never_held_there_is_used_and_named() -> None:
    assert starts(OWN, at("Europe/Paris")) == ["03-10 04:00"]
    assert flaws(OWN, at("Europe/Paris")) == [("zone.differs", 4)]


def test_definition_that_says_what_is_known_is_not_spoken_of() -> None:
    same = SEASONS.replace("Customized Time Zone", "Romance Standard Time")

    assert flaws(same, at("Romance Standard Time")) == []
