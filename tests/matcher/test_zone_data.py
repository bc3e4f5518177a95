"""The newer zone data counts, wherever in the house a zone is asked for."""

import os
import subprocess
import sys
import zoneinfo
from pathlib import Path

import pytest
import tzdata  # type: ignore[import-untyped]  # it has no code to type

from matcher.zone_data import edition

ROOT = Path(__file__).resolve().parents[2]
VANCOUVER = (
    "from datetime import datetime; from zoneinfo import ZoneInfo;"
    "print(datetime(2027, 1, 10, tzinfo=ZoneInfo('America/Vancouver')).utcoffset())"
)
"""British Columbia stays at seven hours behind from 2026 on; older data says eight."""


def folder(path: Path, name: str = "", said: str = "") -> Path:
    (path / "Europe").mkdir(parents=True)
    if name:
        (path / name).write_text(said)
    return path


def test_edition_is_that_of_the_first_folder_with_zones(tmp_path: Path) -> None:
    empty, old = tmp_path / "empty", folder(tmp_path / "old", "tzdata.zi", "# version 2025b\n# x")
    new = folder(tmp_path / "new", "+VERSION", "2026f\n")

    assert edition([empty, old, new]) == "2025b"
    assert edition([new, old]) == "2026f"


def test_edition_is_unknown_where_nobody_says_it(tmp_path: Path) -> None:
    assert edition([folder(tmp_path / "silent"), tmp_path]) is None
    assert edition([folder(tmp_path / "odd", "tzdata.zi", "no number")]) is None
    assert edition([]) is None


@pytest.mark.parametrize(
    "first",
    [
        "matcher",
        "calendars.onsets",
        "calendars.fence.reading",
        "web.language.dates",
        "web.worker.running",
    ],
)
def test_newer_zone_data_counts_in_every_room(first: str) -> None:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONTZPATH"}

    said = subprocess.run(
        [sys.executable, "-c", f"import {first}; {VANCOUVER}"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert tzdata.IANA_VERSION >= "2026f"
    assert said == "-1 day, 17:00:00\n"


def test_this_process_reads_the_newer() -> None:
    system = edition(map(Path, zoneinfo.TZPATH))

    assert system is None or system >= tzdata.IANA_VERSION
