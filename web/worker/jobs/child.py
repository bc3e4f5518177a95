"""A search or a trial in a child process, seen from the worker."""

import multiprocessing
from types import TracebackType
from typing import Any, Self

from web.worker.jobs.solving import STOP, Work, run


class ChildDied(Exception):
    """The child ended without an answer: killed, or out of memory."""


class Child:
    """One work under way; leaving the block ends it, whatever it was doing."""

    def __init__(self, work: Work) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=run, args=(theirs, work), daemon=True)
        self._process.start()
        theirs.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.join()
        self._process.close()
        self._pipe.close()

    @property
    def pid(self) -> int | None:
        """The child's process id."""
        return self._process.pid

    def news(self, seconds: float) -> Any:  # whatever the work tells or answers
        """What the child says next; None where it says nothing for a while.

        Raises: ChildDied.
        """
        try:
            if not self._pipe.poll(seconds):
                return None
            return self._pipe.recv()
        except (EOFError, OSError) as gone:
            raise ChildDied from gone

    def stop(self) -> None:
        """Ask for the best so far, now. Raises: ChildDied."""
        try:
            self._pipe.send(STOP)
        except OSError as gone:
            raise ChildDied from gone
