"""Every test has a clock of its own, and so has every program that a test starts."""

import ast
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests import clock, dates

pytestmark = pytest.mark.dates

ROOT = Path(__file__).resolve().parents[1]
ALLOWED = {"tests/clock.py", "tests/children/sitecustomize.py", "web/clock.py"}
"""Where the machine's clock is read: by the tests in one place, by the product in one."""
ASKED_OF_A_MODULE = {
    *("time.time", "time.time_ns", "time.localtime", "time.gmtime", "time.ctime", "time.strftime"),
    *("datetime.now", "datetime.today", "datetime.utcnow", "date.today"),
}
IN_A_PAGE = re.compile(r"new Date\(\)|Date\.now\b|\bDate\(\)")
SAYS = "import datetime, os, time; print(time.time(), datetime.datetime.now().isoformat())"


def asked(path: Path) -> Iterator[str]:
    """The places where a file asks the machine what time it is."""
    tree = ast.parse(path.read_text())
    imported = {
        alias.asname or alias.name: f"time.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "time"
        for alias in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            said = ast.unparse(node.func)
            known = imported.get(said) or ".".join(said.split(".")[-2:])
            if known in ASKED_OF_A_MODULE and not is_told(known, node):
                yield f"{path.relative_to(ROOT)}:{node.lineno}: {said}"


def is_told(known: str, node: ast.Call) -> bool:
    """A moment is given, and only written in another way."""
    return known in ("time.localtime", "time.gmtime", "time.ctime", "time.strftime") and bool(
        len(node.args) > (known == "time.strftime")
    )


@pytest.mark.parametrize("room", ["matcher", "calendars", "db", "web", "tests"])
def test_the_machines_clock_is_read_in_one_place(room: str) -> None:
    found = [
        place
        for path in sorted((ROOT / room).rglob("*.py"))
        if str(path.relative_to(ROOT)) not in ALLOWED
        for place in asked(path)
    ]

    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "datetime.now(UTC)",
        "datetime.datetime.now()",
        "dt.date.today()",
        "date.today()",
        "time.time()",
        "from time import time as t; t()",
        "time.strftime('%Y')",
        "time.localtime()",
    ],
)
def test_a_new_read_of_the_machines_clock_is_found(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules[__name__], "ROOT", tmp_path)
    path = tmp_path / "strange.py"
    path.write_text(line)

    assert len([*asked(path)]) == 1


def test_waits_and_what_is_passed_are_no_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules[__name__], "ROOT", tmp_path)
    path = tmp_path / "sound.py"
    path.write_text("time.monotonic(); clock.now(); self.now(); time.localtime(0); now()")

    assert [*asked(path)] == []


def test_no_page_asks_the_browsers_clock() -> None:
    found = [
        path.name
        for path in sorted((ROOT / "web" / "static" / "js").glob("*.js"))
        if IN_A_PAGE.search(path.read_text())
    ]

    assert found == []


def test_a_test_begins_at_its_clocks_moment() -> None:
    since = clock.now() - clock.NOW

    assert timedelta(0) <= since < timedelta(minutes=5)


def test_time_goes_on_within_a_test() -> None:
    before, waited = clock.now(), time.monotonic()
    while time.monotonic() == waited:
        pass

    assert before < clock.now() < clock.NOW + timedelta(minutes=5)


def test_a_program_that_a_test_starts_has_its_clock_and_zone() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SAYS], capture_output=True, text=True, check=True, cwd=ROOT
    )

    stamp, naive = done.stdout.split()
    then = datetime.fromtimestamp(float(stamp), UTC)
    assert timedelta(0) <= then - clock.NOW < timedelta(minutes=5)
    local = then.astimezone(ZoneInfo(clock.ZONE)).replace(tzinfo=None)
    assert abs(datetime.fromisoformat(naive) - local) < timedelta(seconds=5)


def test_the_machines_zone_and_locale_are_forgotten() -> None:
    theirs = {"TZ": "Pacific/Apia", "LANG": "fr_CA", "LC_ALL": "tr_TR", "LANGUAGE": "fr", "A": "b"}
    theirs["PYTHONPATH"] = "one"

    clock.pin(theirs)

    paths = os.pathsep.join((str(clock.CHILDREN), "one"))
    assert theirs == {"TZ": clock.ZONE, "LANG": "C.UTF-8", "A": "b", "PYTHONPATH": paths}
    assert os.environ["TZ"] == clock.ZONE
    assert not [name for name in os.environ if name.startswith("LC_")]


@pytest.mark.parametrize("text", ["", "yesterday UTC", "2027-03-14T16:30:00 UTC"])
def test_what_is_no_clock_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        clock.read(text)


def test_what_is_shared_is_made_before_any_test_begins() -> None:
    with clock.earlier():
        made = clock.now()

    assert made < clock.NOW <= clock.now()


def test_the_clocks_of_make_dates_meet_what_dates_stumble_over() -> None:
    clocks = {name: clock.read(text) for name, text in dates.CLOCKS.items()}
    days = {each.moment.astimezone(ZoneInfo(each.zone)).date() for each in clocks.values()}
    met = {f"{day:%m-%d}" for day in days} | {f"{day:%A}" for day in days}

    assert len(clocks) >= 12
    assert {"01-01", "12-31", "02-29", "02-28", "05-01", "Friday", "Sunday", "Monday"} <= met
    assert {"2026-11-29", "2027-03-14"} <= {day.isoformat() for day in days}
    assert {"Asia/Kabul", "America/Toronto"} <= {each.zone for each in clocks.values()}
    assert set(dates.TWO) <= set(clocks)
