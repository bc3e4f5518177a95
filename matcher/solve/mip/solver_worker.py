"""The process that runs SCIP for another: `python -m matcher.solve.mip.solver_worker`.

Tasks come pickled through standard input, solutions and the end of each run go back through
standard output. When the other side falls silent there is nobody to solve for.
"""

import os
import pickle
import signal
import sys
from queue import SimpleQueue
from threading import Thread
from typing import BinaryIO

from matcher.solve.mip.program import BinaryProgram, SolveLimits
from matcher.solve.mip.scip import solve

SolverTask = tuple[BinaryProgram, float, int | None, int]
"""A program, and the seconds, nodes and seed of its run."""


def main() -> None:
    """Carry out task after task until standard input ends."""
    # Whoever asked decides what Ctrl-C in a terminal means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # What libraries print must not get between the answers.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    tasks: SimpleQueue[SolverTask] = SimpleQueue()
    Thread(target=_listen, args=(sys.stdin.buffer, tasks), daemon=True).start()
    while True:
        program, seconds, nodes, seed = tasks.get()
        limits = SolveLimits(seconds, nodes, seed, stop=lambda: False)
        solved = solve(program, limits, lambda columns: _tell(answers, columns))
        _tell(answers, solved)


def _listen(asked: BinaryIO, tasks: SimpleQueue[SolverTask]) -> None:
    """Take tasks in; at the end of input leave at once, even in the middle of a relaxation."""
    try:
        while True:
            tasks.put(pickle.load(asked))
    except (EOFError, OSError, pickle.UnpicklingError):
        os._exit(0)


def _tell(answers: BinaryIO, said: object) -> None:
    pickle.dump(said, answers)
    answers.flush()


if __name__ == "__main__":
    main()
