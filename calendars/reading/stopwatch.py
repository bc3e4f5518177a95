"""Processor time that one rule may take: a pattern that never matches would look for ever."""

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from calendars.reading.limits import Limits


class TooLong(Exception):
    """The time is up."""


class Stopwatch:
    """What is left of the time for rules; outside the main thread only the total is held."""

    def __init__(self, limits: Limits) -> None:
        self._each, self._left = limits.rule_seconds, limits.rules_seconds

    @contextmanager
    def running(self) -> Iterator[None]:
        """Time one rule. Raises: TooLong."""
        if self._left <= 0:
            raise TooLong
        began = time.process_time()
        try:
            with _alarm(min(self._each, self._left)):
                yield
        finally:
            self._left -= time.process_time() - began


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    if not hasattr(signal, "setitimer") or threading.current_thread() is not _main():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _ring(_number: int, _frame: FrameType | None) -> None:
    raise TooLong


def _main() -> threading.Thread:
    return threading.main_thread()
