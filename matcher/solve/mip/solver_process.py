"""Where programs are solved: small ones here, large ones in a process that can be left.

SCIP hears of a stop between two relaxations only, and one of a large program takes many
seconds. What runs in a process of its own ends the moment we want it to.
"""

import os
import pickle
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO

import matcher
from matcher.solve.mip.program import BinaryProgram, MipResult, SolveLimits
from matcher.solve.mip.scip import solve as solve_here
from matcher.solve.parameters.mip import MIP
from matcher.solve.parameters.sentinels import INFINITY

_HOME = Path(matcher.__file__).parents[1]
_LEFT = MipResult(False, -INFINITY, 0)


class SolverProcessEnded(Exception):
    """The process has ended without being told to."""


class SolverProcess:
    """One process at most, started when it is first wanted, and gone when it is closed."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._said: SimpleQueue[object] = SimpleQueue()

    def __enter__(self) -> "SolverProcess":
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def start(self) -> None:
        """Start the process, which takes a second to be ready; others may work meanwhile."""
        if self._process is not None:
            return
        paths = [str(_HOME), os.environ.get("PYTHONPATH", "")]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "matcher.solve.mip.solver_worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))},
            process_group=0,
        )
        self._said = SimpleQueue()
        Thread(target=_listen, args=(self._process.stdout, self._said), daemon=True).start()

    def close(self) -> None:
        """Leave whatever runs; nothing of it stays behind."""
        if self._process is None:
            return
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        self._process = None

    def solve(
        self, program: BinaryProgram, limits: SolveLimits, heard: Callable[[list[int]], None]
    ) -> MipResult:
        """Tell of each better solution, by its columns at 1, until the best is known.

        Where time is up or a stop is asked for, what was heard so far is all there is.
        """
        if len(program.costs) <= MIP.small:
            return solve_here(program, limits, heard)
        ends = time.monotonic() + limits.seconds
        self.start()
        # The process may still be waking up: whoever writes to it waits, we go on listening.
        task = (program, _told(limits.seconds), limits.nodes, limits.seed)
        Thread(target=_ask, args=(self._process, task), daemon=True).start()
        try:
            return self._listen(limits, heard, ends)
        except SolverProcessEnded:
            self.close()
            return _LEFT

    def _listen(
        self, limits: SolveLimits, heard: Callable[[list[int]], None], ends: float
    ) -> MipResult:
        """Pass solutions on until the run has ended, is over time, or is stopped.

        Raises: SolverProcessEnded where the process was killed or died.
        """
        while not limits.stop() and time.monotonic() <= ends:
            try:
                said = self._said.get(timeout=MIP.poll)
            except Empty:
                continue
            if isinstance(said, MipResult):
                return said
            if not isinstance(said, list):
                raise SolverProcessEnded
            heard(said)
        self.close()
        return _LEFT


def _told(seconds: float) -> float:
    """SCIP should end a little sooner by itself: then it still tells its bound."""
    return max(0.01, seconds - min(0.3, seconds / 10))


def _ask(process: subprocess.Popen[bytes] | None, task: object) -> None:
    """Hand a task over; a process that is gone says so by its silence."""
    stdin = process.stdin if process is not None else None
    with suppress(OSError, ValueError):
        if stdin is not None:
            pickle.dump(task, stdin)
            stdin.flush()


def _listen(answers: IO[bytes] | None, said: SimpleQueue[object]) -> None:
    """Put everything that the process says in a queue, and at its end None."""
    try:
        while answers is not None:
            said.put(pickle.load(answers))
    except (EOFError, OSError, ValueError, pickle.UnpicklingError):
        pass
    said.put(None)
