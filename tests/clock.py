"""The one clock of the tests: their moment, zone and locale, on whatever machine and day they run.

Every test begins at `NOW`, and time goes on from there; what is made for several tests is made a
little before. `HEMICYCLE_TEST_CLOCK` names another moment and another zone for the machine:
`2027-03-14T16:30:00Z America/Toronto`. Programs that a test starts have the same clock: Python
imports `children/sitecustomize.py` before anything else, where PYTHONPATH leads to it.

The product reads `datetime.now`; nothing in it knows of this. Waits are measured by
`time.monotonic`, which nobody moves.
"""

import os
import time
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import time_machine

VARIABLE = "HEMICYCLE_TEST_CLOCK"
OFFSET = "HEMICYCLE_TEST_CLOCK_OFFSET"
"""For programs that a test starts: by how many seconds its clock is ahead of the machine's."""
CHILDREN = Path(__file__).with_name("children")
USUAL = "2027-01-04T12:00:00Z UTC"
"""A Monday at noon: seven in the morning in Québec, and the same day in nearly every zone."""
EARLIER = timedelta(minutes=15)
"""By how much what several tests share is older than each of them."""


class Clock(NamedTuple):
    """A moment, and the zone of the machine."""

    moment: datetime
    zone: str


def read(text: str) -> Clock:
    """A clock as it is written in the environment. Raises: ValueError where it is none."""
    moment, _, zone = text.partition(" ")
    at = datetime.fromisoformat(moment)
    if at.tzinfo is None:
        raise ValueError(f"A clock has a zone, as 2027-03-14T16:30:00Z has: {text!r}.")
    return Clock(at.astimezone(UTC), ZoneInfo(zone or "UTC").key)


NOW, ZONE = read(os.environ.get(VARIABLE) or USUAL)
"""The moment at which every test begins, in UTC, and the machine's zone."""
TODAY = NOW.date()

_travels: list[time_machine.Traveller] = []


def now() -> datetime:
    """This moment, in UTC: a little after `NOW`."""
    return datetime.now(UTC)


def today(zone: str) -> date:
    """The day that it is somewhere when a test begins."""
    return NOW.astimezone(ZoneInfo(zone)).date()


def machines_now() -> datetime:
    """The machine's own time, in UTC: that of programs which are not Python, databases too."""
    return datetime.fromtimestamp(time_machine.escape_hatch.time.time(), UTC)


def monday(day: date) -> date:
    """This day, or the first Monday after it."""
    return day + timedelta(days=-day.weekday() % 7)


def pin(environment: MutableMapping[str, str]) -> None:
    """Put our zone and locale in the place of the machine's, here and in every program started."""
    for name in [each for each in environment if each.startswith("LC_")]:
        del environment[name]
    environment.pop("LANGUAGE", None)
    environment.update({"LANG": "C.UTF-8", "TZ": ZONE})
    known = environment.get("PYTHONPATH", "").split(os.pathsep)
    paths = [str(CHILDREN), *(path for path in known if path and path != str(CHILDREN))]
    environment["PYTHONPATH"] = os.pathsep.join(paths)
    time.tzset()


def go(to: datetime) -> None:
    """Let it be this moment, here and in every program that is started from now on."""
    if not _travels:
        _travels.append(time_machine.travel(0).start())
    # A number, as a moment with a zone would move the machine's zone too.
    _travels[0].move_to(to.timestamp(), tick=True)
    os.environ[OFFSET] = repr(time.time() - time_machine.escape_hatch.time.time())


def start() -> None:
    """For programs that use the tests' worlds beside pytest: the clock of a test."""
    pin(os.environ)
    go(NOW)


@contextmanager
def earlier() -> Iterator[None]:
    """What several tests share is made here: not later than any of them begins."""
    back = now()
    if _travels:
        go(NOW - EARLIER)
    yield
    if _travels:
        go(back)
