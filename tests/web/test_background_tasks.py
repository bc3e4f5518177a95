"""Background tasks: beside each other, none in the way of another, all over with their block."""

import threading
from datetime import UTC, datetime

import pytest

from db.engine import Ledger
from web.worker.background_tasks import STANDBY_SECONDS, BackgroundTasks, Clock, Standby

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)
SECONDS = 20.0


class Counting:
    """Finds something a few times, and then nothing more."""

    pause_seconds = 0.01

    def __init__(self, waiting: int) -> None:
        self.waiting, self.looks = waiting, 0
        self.through = threading.Event()

    def look(self, ledger: Ledger, now: Clock) -> bool:
        """Count the looks."""
        self.looks += 1
        assert now() == NOW
        if self.looks > self.waiting:
            self.through.set()
        return self.looks <= self.waiting


class Slow:
    """Waits for somebody's server until it is told to go on."""

    pause_seconds = 0.01

    def __init__(self) -> None:
        self.begun, self.answer = threading.Event(), threading.Event()

    def look(self, ledger: Ledger, now: Clock) -> bool:
        """Wait for the answer."""
        self.begun.set()
        return not self.answer.wait(SECONDS)


class Broken:
    """Dies at its first look."""

    pause_seconds = 0.01

    def __init__(self) -> None:
        self.looks = 0

    def look(self, ledger: Ledger, now: Clock) -> bool:
        """Die."""
        self.looks += 1
        raise ValueError("This task is broken.")


def test_slow_chore_keeps_no_other_waiting(ledger: Ledger) -> None:
    slow, quick = Slow(), Counting(3)

    with BackgroundTasks(ledger, lambda: NOW, (slow, quick)):
        assert slow.begun.wait(SECONDS)
        assert quick.through.wait(SECONDS)
        slow.answer.set()

    assert quick.looks >= 4


def test_broken_chore_is_left_alone_and_told_of(
    ledger: Ledger, caplog: pytest.LogCaptureFixture
) -> None:
    broken, quick = Broken(), Counting(3)

    with BackgroundTasks(ledger, lambda: NOW, (broken, quick)):
        assert quick.through.wait(SECONDS)

    assert broken.looks == 1
    assert "Broken died" in caplog.text


def test_chores_end_with_their_block(ledger: Ledger) -> None:
    quick = Counting(0)
    with BackgroundTasks(ledger, lambda: NOW, (quick,)):
        assert quick.through.wait(SECONDS)
        assert any("(_work)" in thread.name for thread in threading.enumerate())

    assert not any("(_work)" in thread.name for thread in threading.enumerate())


def test_chores_are_done_by_one_worker_at_a_time(database_url: str) -> None:
    ledgers = [Ledger(database_url), Ledger(database_url)]
    mine, yours = Counting(0), Counting(0)

    with Standby(ledgers[0], lambda: NOW, (mine,)):
        assert mine.through.wait(SECONDS)
        with Standby(ledgers[1], lambda: NOW, (yours,)) as other:
            assert not yours.through.wait(1.5 * STANDBY_SECONDS)
            other.stop()
    with Standby(ledgers[1], lambda: NOW, (yours,)):
        assert yours.through.wait(SECONDS)

    for ledger in ledgers:
        ledger.dispose()
