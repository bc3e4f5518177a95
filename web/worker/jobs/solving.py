"""The child process that searches for a plan or tries one; only here is the solver awake.

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
from typing import Protocol

from matcher.plan import Answer, Plan, Progress
from matcher.problem import Problem

STOP = "stop"
"""The one order: end now with the best so far."""
NICENESS = 15
"""The pages come first where both want the processor: a search has what they leave."""
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

    def carry_out(self, tell: Callable[[object], None], stop: Callable[[], bool]) -> Answer:
        """The best plan within the time."""
        from matcher.solve import solve

        return solve(
            self.problem,
            time_limit=self.time_limit,
            workers=self.workers,
            seed=self.seed,
            start=self.start,
            progress=_now_and_then(tell),
            stop=stop,
        )


class Work(Protocol):
    """What a child process can carry out: news on the way, an answer at the end."""

    def carry_out(self, tell: Callable[[object], None], stop: Callable[[], bool]) -> object:
        """Do it."""


def run(pipe: Connection, work: Work) -> None:
    """Work, telling news on the way, and send the answer; the child's whole life."""
    # Ctrl-C in a terminal, and the end of a service, reach the whole group: the worker decides
    # what it means.
    for sent in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sent, signal.SIG_IGN)
    os.nice(NICENESS)
    stop = Event()
    Thread(target=_listen, args=(pipe, stop), daemon=True).start()

    pipe.send(work.carry_out(pipe.send, stop.is_set))


def _listen(pipe: Connection, stop: Event) -> None:
    try:
        while True:
            if pipe.recv() == STOP:
                stop.set()
    except (EOFError, OSError):
        os._exit(1)


def _now_and_then(send: Callable[[object], None]) -> Callable[[Progress], None]:
    """Tells each better plan, and the rest now and then."""
    told_at, told = 0.0, None

    def tell(news: Progress) -> None:
        nonlocal told_at, told
        now = time.monotonic()
        if news.plan is told and now - told_at < QUIET_SECONDS:
            return
        told_at, told = now, news.plan
        send(news)

    return tell
