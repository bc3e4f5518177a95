"""Sixty hostile files: each is refused or ends within the fence, and we are unharmed."""

import resource
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from calendars.busy import Question, busy
from calendars.errors import CalendarUnreadable
from tests.calendars.hostile.files import FILES
from tests.calendars.hostile.unguarded import WINDOW, passes_the_bounds

SECONDS = 6.0 + 2.0
"""The wall, and what starting and ending a child may take on a busy machine."""
MEGABYTES = 512
QUESTION = Question(WINDOW, "Europe/Paris")
HARMFUL = (
    *("secondly", "minutely from year 2", "every second of a day"),
    *("thousand secondly", "two hundred that never match", "everything by everything"),
)
"""Files that without guards do harm on any machine: each takes more than half a minute."""


def test_there_are_sixty_of_them() -> None:
    assert len(FILES) == 60


@pytest.mark.parametrize("name", FILES)
def test_hostile_file_ends_within_the_fence(name: str) -> None:
    body = FILES[name]()
    began = time.monotonic()

    try:
        times = busy(body, QUESTION)
    except CalendarUnreadable as refusal:
        assert refusal.code.startswith("file.")
    else:
        assert len(times.flaws) <= 1000

    assert time.monotonic() - began < SECONDS
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024 < MEGABYTES


def test_two_children_at_once_and_no_more() -> None:
    slow = FILES["two hundred that never match"]()

    def reads(_number: int) -> str:
        with pytest.raises(CalendarUnreadable) as refusal:
            busy(slow, QUESTION)
        return refusal.value.code

    began = time.monotonic()
    with ThreadPoolExecutor(4) as pool:
        codes = list(pool.map(reads, range(4)))

    assert set(codes) <= {"file.nothing_readable", "file.took_too_long"}
    # Each works for two seconds: four of them take two turns.
    assert time.monotonic() - began > 4.0


def test_without_guards_the_same_files_do_harm() -> None:
    def harms(name: str) -> bool:
        return passes_the_bounds(FILES[name](), SECONDS, MEGABYTES)

    with ThreadPoolExecutor(2) as pool:
        assert all(pool.map(harms, HARMFUL))
