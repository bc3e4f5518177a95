"""Small files after reports of other programs' users, each with its right answer."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from calendars.errors import CalendarUnreadable
from calendars.reading.read import Asked, Reading, read
from calendars.reading.spans import Stretch

FILES = Path(__file__).parents[2] / "golden" / "calendars"
YEAR = Stretch(datetime(2027, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC))


def reading(name: str, zone: str = "Europe/Paris") -> Reading:
    return read((FILES / f"{name}.ics").read_bytes(), Asked(YEAR, ZoneInfo(zone)))


def busy(found: Reading) -> list[str]:
    return [f"{each.start:%m-%d %H:%M}/{each.end:%m-%d %H:%M}" for each in found.busy]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("03-blank-rrule", ["12-24 23:00/12-25 23:00"]),
        ("08-crcrlf-fold", ["03-01 08:00/03-01 09:00", "03-04 08:00/03-04 09:00"]),
        ("02-busystatus-free-no-transp", []),
        ("24-byday-mixed",
         ["01-03 23:00/01-04 23:00", "01-10 23:00/01-12 23:00", "01-17 23:00/01-18 23:00"]),
        ("34-weekly-bysetpos",
         ["01-06 08:00/01-06 09:00", "01-11 08:00/01-11 09:00", "01-13 08:00/01-13 09:00"]),
        ("35-byhour-allday",
         ["10-17 22:00/10-18 22:00", "10-19 22:00/10-20 22:00", "10-21 22:00/10-22 22:00"]),
        ("58-rfc7529-skip",
         ["01-30 23:00/01-31 23:00", "02-27 23:00/02-28 23:00", "03-30 22:00/03-31 22:00"]),
    ],
)  # fmt: skip
def test_case_is_read_whole(name: str, expected: list[str]) -> None:
    found = reading(name)

    assert (busy(found), found.flaws.kept) == (expected, [])


def test_floating_time_is_by_the_clock_of_its_calendar() -> None:
    assert busy(reading("14-xwr-floating", "Africa/Porto-Novo")) == ["05-19 16:00/05-19 17:30"]


def test_part_of_a_rule_that_nobody_knows_is_named_and_the_first_time_counts() -> None:
    found = reading("55-rrule-unknown-part")

    assert busy(found) == ["03-01 09:00/03-01 10:00"]
    assert [(flaw.code, flaw.line, dict(flaw.facts)) for flaw in found.flaws.kept] == [
        ("rule.not_understood", 9, {"part": "BYEASTER=0"})
    ]


def test_fold_inside_a_letter_is_undone_before_the_letter_is_read() -> None:
    found = reading("38b-fold-in-multibyte-summary")

    assert [each.told.summary for each in found.occurrences] == ["AAAAéBBBB"]


def test_entries_beside_misspelt_ends_are_read_and_the_ends_are_named() -> None:
    found = reading("59-nine-unclosed-todos")

    assert busy(found) == ["03-01 09:00/03-01 10:00", "03-02 09:00/03-02 10:00"]
    assert {flaw.code for flaw in found.flaws.kept} == {"component.misspelt"}
    assert [flaw.line for flaw in found.flaws.kept] == [*range(13, 49, 4)]


def test_reason_of_a_refusal_is_the_first_line_that_costs_an_entry() -> None:
    with pytest.raises(CalendarUnreadable) as refusal:
        reading("62-stray-line-reason")

    assert refusal.value.code == "file.nothing_readable"
    assert refusal.value.facts == {"line": "7", "reason": "zone.unknown", "zone": "Nowhere"}
