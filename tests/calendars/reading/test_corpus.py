"""590 calendars of other programs' test suites: none crashes the reader or keeps it for long."""

import gc
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from calendars.busy import Question, busy
from calendars.errors import CalendarUnreadable
from calendars.reading.read import Asked, read
from calendars.reading.spans import Stretch

WINDOW = Stretch(datetime(1990, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC))
HORIZON = Stretch(datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC))
"""As long as is ever asked of a subscription."""
SECONDS = 6.0


@pytest.fixture
def unwatched() -> Iterator[None]:
    """Nobody is told of collections: what rings while somebody is being told would be lost."""
    watchers = list(gc.callbacks)
    gc.callbacks.clear()
    yield
    gc.callbacks.extend(watchers)


@pytest.mark.usefixtures("unwatched")
def test_every_file_is_read_or_refused(shared: Path) -> None:
    files = sorted((shared / "data" / "ics").rglob("*.ics"))

    slow = []
    for path in files:
        began = time.process_time()
        try:
            read(path.read_bytes(), Asked(WINDOW, UTC))
        except CalendarUnreadable as refusal:
            assert refusal.code.startswith("file.")
        if time.process_time() - began > SECONDS:
            slow.append(path.name)

    assert len(files) == 590
    assert slow == []


def test_largest_files_are_read_behind_the_fence(shared: Path) -> None:
    files = (shared / "data" / "ics").rglob("*.ics")
    largest = sorted(files, key=lambda path: path.stat().st_size)[-5:]

    read_each = [busy(path.read_bytes(), Question(HORIZON, "UTC")).read for path in largest]

    assert all(read_each)
