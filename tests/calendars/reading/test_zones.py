"""The ladder of time zones: own definition, IANA, Windows, displayed name, X-WR-TIMEZONE, none."""

import pytest

from tests.calendars.reading.files import event, flaws, starts

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


def test_own_definition_follows_its_seasons() -> None:
    name = "Customized Time Zone"

    assert starts(SEASONS, at(name), at(name, "20270329T090000")) == ["03-10 08:00", "03-29 07:00"]


def test_own_definition_reads_a_skipped_hour_by_the_clock_before() -> None:
    # RFC 5545 §3.3.5: 02:30 does not exist that night and is read as UTC+1.
    assert starts(SEASONS, at("Customized Time Zone", "20270328T023000")) == ["03-28 01:30"]


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


def test_broken_definition_falls_to_the_next_rung() -> None:
    broken = "BEGIN:VTIMEZONE\nTZID:Europe/Paris\nEND:VTIMEZONE"

    assert starts(broken, at("Europe/Paris")) == ["03-10 08:00"]
    assert flaws(broken, at("Europe/Paris")) == [("zone.unreadable", 4)]


def test_floating_time_is_by_the_readers_clock() -> None:
    assert starts("X-WR-TIMEZONE:Asia/Kabul", event("DTSTART:20270310T090000")) == ["03-10 08:00"]
