"""What the test suites of other calendar programs expect of 58 files: the same, or a decision.

The files are read from beside the checkout; where they are missing the tests are left out.
"""

import csv
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from calendars.errors import CalendarUnreadable
from calendars.reading.read import Asked, read
from calendars.reading.spans import Stretch
from tests.conftest import SHARED

Row = dict[str, str]
FILES = SHARED / "data" / "ics"
DECISIONS = Path(__file__).parents[3] / "docs" / "decisions" / "0022-busy-times.md"

DECIDED = {
    ("MinutelyCount1.ics", "1997-09-02"),
    ("MinutelyCount2.ics", "1996-01-01"),
    ("MinutelyCount3.ics", "2010-08-27"),
    ("MinutelyCount4.ics", "2010-08-27"),
    ("YearlyInterval1.ics", "2005-01-11T07:00:00"),
    ("basic.ics", "2017-05-18"),
    ("regression_offset_native.ics", "2020-07-01T00:00:00"),
}
"""File and start of the window of the rows where we differ: the page says why, with the RFC."""


LAST_DAY_WHOLE = {
    ("cest.ics", "2021-03-01"),
    ("cest.ics", "2021-06-01"),
    ("recurrenceid_ms.ics", "2021-04-08"),
}
"""Rows in which something happens on the last day, which that library takes whole."""


def rows() -> list[Row]:
    if not FILES.is_dir():
        return []
    with (FILES / "expected.tsv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def name_of(row: Row) -> str:
    return Path(row["file"]).name


def is_decided(row: Row) -> bool:
    return (name_of(row), row["window_start"]) in DECIDED


def home(row: Row) -> tzinfo:
    """The zone in which the upstream test ran, or whose floating times it expects."""
    if row["file"].startswith("ical.net"):
        return ZoneInfo("America/New_York")
    if name_of(row) == "duration.ics":
        return UTC
    # Without "strict" this library takes floating times for UTC.
    floats = name_of(row) == "floating.ics" and "strict" not in row["timezone_for_floating"]
    return UTC if floats else ZoneInfo("Europe/Zurich")


def moment(text: str, zone: tzinfo) -> datetime:
    found = datetime.fromisoformat(text)
    return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)


def found_in(row: Row) -> Iterator[tuple[datetime, ...]]:
    """Starts of the occurrences, with their ends where the row has them; or starts by the clock."""
    zone = home(row)
    start = moment(row["window_start"], zone)
    default = row["window_end"].startswith("(")
    end = start + timedelta(days=7) if default else moment(row["window_end"], zone)
    if (name_of(row), row["window_start"]) in LAST_DAY_WHOLE:
        end += timedelta(days=1)
    for each in read(
        (FILES / row["file"]).read_bytes(), Asked(Stretch(start, end), zone)
    ).occurrences:
        if "/" in row["expected"]:
            yield each.start.utc, each.end
        else:
            yield (each.start.local,)


def expected_in(row: Row) -> list[tuple[datetime, ...]]:
    zone = home(row)
    pieces = (each.partition("[")[0].split("/") for each in row["expected"].split(";"))
    if "/" in row["expected"]:
        return [tuple(moment(end, zone) for end in piece) for piece in pieces]
    return [(datetime.fromisoformat(piece[0]),) for piece in pieces]


@pytest.mark.parametrize("row", rows() or [None], ids=lambda row: row and name_of(row))
def test_file_gives_what_its_own_test_expects(row: Row | None) -> None:
    if row is None:
        pytest.skip("left out: ../shared/data/ics is not beside the checkout")
    if is_decided(row):
        pytest.skip("we differ: docs/decisions/0022-busy-times.md says why")

    found = sorted(found_in(row))

    assert found == sorted(expected_in(row))
    assert len(found) == int(row["expected_count"])


def test_every_difference_is_decided_and_real() -> None:
    if not FILES.is_dir():
        pytest.skip("left out: ../shared/data/ics is not beside the checkout")
    page = DECISIONS.read_text(encoding="utf-8")

    decided = [row for row in rows() if is_decided(row)]

    assert len(rows()) == 108
    assert len(decided) == 9
    for row in decided:
        assert name_of(row) in page
        assert differs(row), f"{name_of(row)} agrees now: it needs no decision"


def differs(row: Row) -> bool:
    try:
        return sorted(found_in(row)) != sorted(expected_in(row))
    except CalendarUnreadable:
        return True
