"""The child process that searches for a plan; only here is the solver awake.

Over one pipe come the order to stop, and go the news and at last the answer. When the other
end falls silent the worker is dead, and so is this process.
"""

import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from threading import Event, Thread

from matcher.plan import Plan, Progress
from matcher.problem import Problem

STOP = "stop"
"""The one order: end now with the best so far."""
NICENESS = 5
"""The pages come first where both want the processor."""
QUIET_SECONDS = 0.25
"""News without a better plan is told at most this often."""


@dataclass(frozen=True, slots=True)
class Search:
    """What to search, and for how long."""

    problem: Problem
    time_limit: float
    workers: int = 2
    seed: int = 1
    start: Plan | None = None


def run(pipe: Connection, search: Search) -> None:
    """Search, telling news on the way, and send the answer; the child's whole life."""
    # Ctrl-C in a terminal reaches the whole group: the worker decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(NICENESS)
    stop = Event()
    Thread(target=_listen, args=(pipe, stop), daemon=True).start()

    from matcher.solve import solve

    answer = solve(
        search.problem,
        time_limit=search.time_limit,
        workers=search.workers,
        seed=search.seed,
        start=search.start,
        progress=_teller(pipe),
        stop=stop.is_set,
    )
    pipe.send(answer)


def _listen(pipe: Connection, stop: Event) -> None:
    try:
        while True:
            if pipe.recv() == STOP:
                stop.set()
    except (EOFError, OSError):
        os._exit(1)


def _teller(pipe: Connection) -> Callable[[Progress], None]:
    """Sends news through the pipe: each better plan, and the rest now and then."""
    told_at, told = 0.0, None

    def tell(news: Progress) -> None:
        nonlocal told_at, told
        now = time.monotonic()
        if news.plan is told and now - told_at < QUIET_SECONDS:
            return
        told_at, told = now, news.plan
        pipe.send(news)

    return tell
