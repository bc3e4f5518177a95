"""What is done now and then beside the jobs, by the one worker that holds a database's lock.

Each task has a thread of its own: an address or a mail server that answers slowly must keep
neither a search nor another task waiting.
"""

import logging
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from types import TracebackType
from typing import Protocol, Self

from db.engine import Ledger
from db.lock import worker_lock

FAILED_SECONDS = 10.0
"""How long a background task that died is left alone."""
STANDBY_SECONDS = 2.0
"""Between two tries for the lock of another worker."""
SILENT_SECONDS = 30.0
"""After which a holder that has said nothing loses the lock of background tasks, where it can."""
PATIENCE_SECONDS = 1.0
"""How long the end of a background task is waited for; what it leaves undone comes again."""

Clock = Callable[[], datetime]

log = logging.getLogger("hemicycle.worker")


class BackgroundTask(Protocol):
    """Work that comes again and again, known by its rows; doing it twice must do no harm."""

    pause_seconds: float
    """Between two looks that found nothing."""

    def look(self, ledger: Ledger, now: Clock) -> bool:
        """Do what waits; True where more may wait."""
        ...


class BackgroundTasks:
    """Background tasks under way from the beginning of a block to its end."""

    def __init__(self, ledger: Ledger, now: Clock, tasks: Sequence[BackgroundTask]) -> None:
        self._ledger, self._now = ledger, now
        self._over = threading.Event()
        # A daemon: the worker may leave while somebody's server keeps a background task waiting.
        self._threads = [
            threading.Thread(target=self._work, args=(each,), daemon=True) for each in tasks
        ]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join(PATIENCE_SECONDS)

    def _work(self, task: BackgroundTask) -> None:
        while not self._over.is_set():
            try:
                if task.look(self._ledger, self._now):
                    continue
                pause = task.pause_seconds
            except Exception:  # one task's fault must stop neither the next nor the jobs
                log.exception("%s died", type(task).__name__)
                pause = FAILED_SECONDS
            self._over.wait(pause)


class Standby:
    """Background tasks done whenever no other worker does them; leaving the block ends them."""

    def __init__(self, ledger: Ledger, now: Clock, tasks: Sequence[BackgroundTask]) -> None:
        self._ledger, self._now, self._tasks = ledger, now, tasks
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._stand_by, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """End what is under way, and let another worker do the background tasks."""
        self._over.set()
        self._thread.join(PATIENCE_SECONDS * (1 + len(self._tasks)))

    def _stand_by(self) -> None:
        while not self._over.is_set():
            try:
                self._hold()
            except Exception:  # a database that is gone for a while must not end them
                log.exception("The background tasks are left for a while")
            self._over.wait(STANDBY_SECONDS)

    def _hold(self) -> None:
        """Do the background tasks as long as the lock is ours."""
        with worker_lock(self._ledger.engine, SILENT_SECONDS) as held:
            if held is None:
                return
            with BackgroundTasks(self._ledger, self._now, self._tasks):
                while held() and not self._over.wait(STANDBY_SECONDS):
                    pass
