"""The commands `occurrences` and `busy`: a calendar file in, JSON out, flaws with their lines."""

import json
from pathlib import Path

import pytest

from tests.calendars.reading.files import calendar, event
from web.cli import status

Captured = pytest.CaptureFixture[str]
WINDOW = ("--from", "2027-03-01", "--to", "2027-03-15")


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test begins in English; `--lang` sets the language of the whole process."""
    monkeypatch.setenv("LANGUAGE", "en")


@pytest.fixture
def file(tmp_path: Path) -> str:
    """Two events, one of them cancelled, and one that cannot be read."""
    path = tmp_path / "mine.ics"
    path.write_bytes(
        calendar(
            event("DTSTART:20270303T090000Z", "DURATION:PT1H", "SUMMARY:Été, hiver", uid="a"),
            event("DTSTART;VALUE=DATE:20270302", "STATUS:CANCELLED", uid="b"),
            event("DTSTART;TZID=Nowhere:20270304T090000", uid="c"),
        )
    )
    return str(path)


def test_occurrences_are_lines_sorted_by_start(file: str, capsys: Captured) -> None:
    assert status(["occurrences", file, *WINDOW, "--zone", "Europe/Paris"]) == 0

    said = capsys.readouterr()
    assert [json.loads(line) for line in said.out.splitlines()] == [
        {
            "uid": "b",
            "start": "2027-03-02",
            "end": "2027-03-03",
            "all_day": True,
            "summary": "",
            "status": "CANCELLED",
            "busy": False,
        },
        {
            "uid": "a",
            "start": "2027-03-03T09:00:00+00:00",
            "end": "2027-03-03T10:00:00+00:00",
            "all_day": False,
            "summary": "Été, hiver",
            "status": "",
            "busy": True,
        },
    ]
    assert said.err == f"{file}:17: The time zone is unknown: Nowhere.\n"


def test_busy_sums_up_with_half_days_and_problems(file: str, capsys: Captured) -> None:
    assert status(["busy", file, *WINDOW, "--zone", "Asia/Kabul"]) == 0

    assert json.loads(capsys.readouterr().out) == {
        "busy": [["2027-03-03T09:00:00Z", "2027-03-03T10:00:00Z"]],
        "half_days": ["2027-03-03/pm"],
        "problems": [
            {
                "line": 17,
                "code": "zone.unknown",
                "zone": "Nowhere",
                "message": "The time zone is unknown: Nowhere.",
            }
        ],
    }


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        ("2027-03-03T10:00Z", "2027-03-04", 0),
        ("2027-03-03T09:59:59Z", "2027-03-04", 1),
        ("2027-03-03", "2027-03-03T10:00", 0),
        ("2027-03-03T00:00:00+01:00", "2027-03-03T10:00:01+01:00", 1),
    ],
)
def test_window_is_half_open(
    file: str, capsys: Captured, first: str, last: str, count: int
) -> None:
    status(["busy", file, "--from", first, "--to", last, "--zone", "Europe/Paris"])

    assert len(json.loads(capsys.readouterr().out)["busy"]) == count


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["missing.ics", *WINDOW], "cannot be read"),
        (["{file}", "--from", "soon", "--to", "2027-01-01"], "a date such as"),
        (["{file}", "--from", "2027-01-01", "--to", "2027-01-01"], "must end after it starts"),
        (["{file}", *WINDOW, "--zone", "Mars/Olympus"], "there is no time zone"),
        (["{empty}", *WINDOW], "This is not a calendar"),
    ],
)
def test_bad_input_ends_with_two(
    file: str, tmp_path: Path, capsys: Captured, arguments: list[str], said: str
) -> None:
    empty = tmp_path / "empty.ics"
    empty.touch()

    ended = status(["busy", *(each.format(file=file, empty=empty) for each in arguments)])

    assert ended == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("command", ["occurrences", "busy"])
@pytest.mark.parametrize(
    "window", [("0001-01-01", "2028-01-01"), ("2020-01-01", "9999-12-31"), ("1599-01-01", "2030")]
)
def test_window_beyond_all_calendars_is_refused_as_a_window(
    file: str, capsys: Captured, command: str, window: tuple[str, str]
) -> None:
    first, last = window
    last = last if len(last) > 4 else f"{last}-01-01"

    assert status([command, file, "--from", first, "--to", last]) == 2

    said = capsys.readouterr().err
    assert "The dates lie outside the years 1600 to 3000." in said


def test_window_of_a_thousand_years_is_read(file: str, capsys: Captured) -> None:
    assert status(["busy", file, "--from", "1600-01-01", "--to", "3000-12-31"]) == 0

    assert json.loads(capsys.readouterr().out)["busy"]
