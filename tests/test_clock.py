"""Every test has a clock of its own, and so has every program that a test starts."""

import os
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests import clock, dates

pytestmark = pytest.mark.dates

ROOT = Path(__file__).resolve().parents[1]
SAYS = "import datetime, os, time; print(time.time(), datetime.datetime.now().isoformat())"


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
