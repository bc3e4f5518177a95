"""A measurement ends, whatever its child does."""

import sys

import pytest

from benchmarks.campaign import trouble
from benchmarks.children import run_child


def run(code: str, *, seconds: float = 20.0, memory_mb: float = 2000.0) -> dict[str, str]:
    return trouble(run_child([sys.executable, "-c", code], seconds=seconds, memory_mb=memory_mb))


def test_a_child_that_ends_well_is_no_trouble() -> None:
    assert run("print('done')") == {}


def test_a_child_that_hangs_is_killed() -> None:
    assert run("import time; time.sleep(60)", seconds=0.3) == {"trouble": "killed: time"}


def test_a_child_that_takes_too_much_memory_is_killed() -> None:
    code = "import time; held = bytearray(300_000_000); time.sleep(60)"

    assert run(code, memory_mb=150.0) == {"trouble": "killed: memory"}


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("raise SystemExit('no such thing')", "exit 1: no such thing"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "exit -11: nothing said"),
    ],
)
def test_a_child_that_fails_says_why(code: str, said: str) -> None:
    assert run(code) == {"trouble": said}


@pytest.mark.skipif(sys.platform != "linux", reason="what a child holds is read from /proc")
def test_memory_is_that_of_a_child_and_its_children() -> None:
    inner = "import time; held = bytearray(120_000_000); time.sleep(0.6)"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}])"

    ended = run_child([sys.executable, "-c", code], seconds=20.0, memory_mb=2000.0)

    assert 110 < ended.peak_mb < 400
