"""How long a solve may take, and everything else that it is told from outside."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event

from matcher.plan import Progress
from matcher.solve.parameters.control import CONTROL


def never() -> bool:
    """Nobody asks to stop."""
    return False


def quietly(_: object) -> None:
    """Nobody listens."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Seconds and deterministic seconds at most, workers, seed, and who listens.

    A work limit makes the answer depend on the input alone; a time limit beside it is a
    fence. `began` is the monotonic time at which the problem had been read. `simplify_once` is
    for models whose search is easy: CP-SAT then neither probes nor simplifies again.
    """

    time_limit: float = 60.0
    work_limit: float | None = None
    workers: int = 2
    seed: int = 1
    progress: Callable[[Progress], None] = quietly
    stop: Callable[[], bool] = never
    began: float = field(default_factory=time.monotonic)
    simplify_once: bool = False

    @property
    def seconds(self) -> float:
        """Seconds since the problem was read."""
        return time.monotonic() - self.began

    @property
    def time_left(self) -> float:
        """Seconds until the time limit; never negative."""
        return max(0.0, self.time_limit - self.seconds)


def watch(stop: Callable[[], bool], interrupt: Callable[[], object], ended: Event) -> None:
    """Interrupt a solver as soon as it is to stop; for a thread beside it, until it has ended."""
    while not ended.wait(CONTROL.poll):
        if stop():
            interrupt()
