"""Large programs are solved apart: left at once, alive no longer than whoever asked."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from threading import Timer

import psutil
import pytest

from benchmarks.generate import problem as generated
from matcher.files import read_problem
from matcher.review import review
from matcher.solve import solve
from matcher.solve.mip.program import BinaryProgram, MipResult, SolveLimits
from matcher.solve.mip.scip import solve as solve_here
from matcher.solve.mip.solver_process import SolverProcess
from matcher.solve.parameters.mip import MIP
from tests.matcher.test_search import grace
from tests.processes import children

ROOT = Path(__file__).resolve().parents[3]


def covering(columns: int, rows: int, size: int) -> BinaryProgram:
    """The cheapest columns such that each row has one of its own; relaxed in time that grows."""
    random = Random(7)
    program = BinaryProgram()
    program.add_columns([random.randint(50, 99) for _ in range(columns)])
    for _ in range(rows):
        program.add_row(sorted(random.sample(range(columns), size)), [1] * size, low=1)
    return program


def limits(seconds: float, stop: Callable[[], bool] = lambda: False) -> SolveLimits:
    return SolveLimits(seconds, None, 1, stop)


def solvers() -> list[psutil.Process]:
    """Living processes of this one that run SCIP."""
    return children(None, "matcher.solve.mip.solver_worker")


@pytest.fixture(scope="module")
def long() -> BinaryProgram:
    """A program whose first relaxation takes much longer than any limit here."""
    return covering(16_000, 4_000, 80)


@pytest.fixture
def process() -> Iterator[SolverProcess]:
    with SolverProcess() as opened:
        opened.start()
        yield opened
    assert solvers() == []


def test_run_apart_ends_as_the_same_run_here(process: SolverProcess) -> None:
    program = covering(MIP.small + 200, 12, 30)
    here: list[list[int]] = []
    apart: list[list[int]] = []

    expected = solve_here(program, limits(60), here.append)
    found = process.solve(program, limits(60), apart.append)

    assert (found, apart) == (expected, here)
    assert found.is_done


def test_second_program_uses_the_same_process(process: SolverProcess) -> None:
    program = covering(MIP.small + 200, 20, 30)
    before = [each.pid for each in solvers()]

    first = process.solve(program, limits(60), lambda _: None)
    second = process.solve(program, limits(60), lambda _: None)

    assert first == second
    assert [each.pid for each in solvers()] == before


def test_small_programme_needs_no_process() -> None:
    with SolverProcess() as process:
        found = process.solve(covering(100, 5, 10), limits(60), lambda _: None)

        assert found.is_done
        assert solvers() == []


def test_time_limit_is_kept_within_a_long_relaxation(
    process: SolverProcess, long: BinaryProgram
) -> None:
    before, began = grace(), time.monotonic()

    found = process.solve(long, limits(2.0), lambda _: None)

    assert time.monotonic() - began < 2 + max(before, grace())
    assert not found.is_done


def test_stop_is_heard_within_a_long_relaxation(
    process: SolverProcess, long: BinaryProgram
) -> None:
    before, began = grace(), time.monotonic()

    found = process.solve(
        long, limits(60, stop=lambda: time.monotonic() > began + 2), lambda _: None
    )

    assert time.monotonic() - began < 2 + max(before, grace())
    assert not found.is_done


def test_process_that_dies_proves_nothing(process: SolverProcess, long: BinaryProgram) -> None:
    [worker] = solvers()
    Timer(1.0, worker.kill).start()

    found = process.solve(long, limits(60), lambda _: None)

    assert found == MipResult(False, float("-inf"), 0)


def test_process_that_died_is_replaced(process: SolverProcess) -> None:
    [worker] = solvers()
    worker.kill()
    worker.wait(10)
    program = covering(MIP.small + 200, 20, 30)

    process.solve(program, limits(60), lambda _: None)
    found = process.solve(program, limits(60), lambda _: None)

    assert found.is_done


ASKING = """
from tests.matcher.lagrangian.test_solver_process import covering, limits, solvers
from matcher.solve.mip.solver_process import SolverProcess
with SolverProcess() as process:
    process.start()
    print(solvers()[0].pid, flush=True)
    process.solve(covering(16_000, 4_000, 80), limits(600), print)
"""


def test_process_ends_with_whoever_asked(long: BinaryProgram) -> None:
    asking = subprocess.Popen(
        [sys.executable, "-c", ASKING], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert asking.stdout is not None
    process = psutil.Process(int(asking.stdout.readline()))
    time.sleep(2.0)

    asking.send_signal(signal.SIGKILL)
    asking.wait()
    asking.stdout.close()

    gone, _alive = psutil.wait_procs([process], timeout=10)
    assert gone == [process]


def test_solve_ends_in_time_and_leaves_no_process() -> None:
    problem = read_problem(json.dumps(generated("consortium", 4, tight=True)))
    before, began = grace(), time.monotonic()

    answer = solve(problem, time_limit=7.0)

    assert time.monotonic() - began < 7 + max(before, grace())
    assert answer.plan is not None
    assert review(problem, answer.plan).breaches == ()
    assert solvers() == []


def test_stop_in_the_last_tier_is_heard_within_a_second() -> None:
    problem = read_problem(json.dumps(generated("consortium", 4, tight=True)))
    before, began = grace(), time.monotonic()

    solve(problem, time_limit=60.0, stop=lambda: time.monotonic() > began + 6.0)

    assert time.monotonic() - began < 6 + max(before, grace())
    assert solvers() == []
