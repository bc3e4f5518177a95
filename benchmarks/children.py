"""A measurement runs in a process of its own: fresh memory, and an end that is sure to come."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

from benchmarks.folders import ROOT

_EVERY = 0.1
_MB = 2**20
_SAID_KEPT = 2000


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child ended: exit code, peak memory of it and its children, why it was killed."""

    code: int
    peak_mb: float
    killed: str | None
    said: str


def run_child(
    command: Sequence[str | os.PathLike[str]],
    *,
    seconds: float,
    memory_mb: float,
    counts: Callable[[], bool] = lambda: True,
) -> Ended:
    """Run a command to its end; killed, with its children, past the seconds or the memory.

    `counts` says whether memory still counts: not what a child uses to check its own answer.
    """
    # A file takes what is said: a pipe that nobody empties would stop a child that says much.
    with TemporaryFile() as log:
        child = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            peak, killed = _watched(child, seconds, memory_mb, counts)
        finally:
            _end(child)
        log.seek(0)
        said = log.read().decode(errors="replace").strip()
    return Ended(child.returncode, peak, killed, said[-_SAID_KEPT:])


def _watched(
    child: subprocess.Popen[bytes], seconds: float, memory_mb: float, counts: Callable[[], bool]
) -> tuple[float, str | None]:
    """Peak memory in 2²⁰ bytes, and why the child was killed, once it has ended."""
    ends, peak = time.monotonic() + seconds, 0.0
    while child.poll() is None:
        used = sum(map(resident, family(child.pid))) / _MB
        if counts():
            peak = max(peak, used)
        if time.monotonic() > ends or used > memory_mb:
            _end(child)
            return peak, "memory" if used > memory_mb else "time"
        time.sleep(_EVERY)
    return peak, None


def _end(child: subprocess.Popen[bytes]) -> None:
    """Leave nothing of a child behind, whether it has ended, hangs or was interrupted."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def family(pid: int) -> Iterator[int]:
    """A process, its children, and theirs. Linux tells; elsewhere the process alone."""
    yield pid
    for listed in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = listed.read_text().split()
        except OSError:
            continue
        for child in children:
            yield from family(int(child))


def resident(pid: int) -> int:
    """Bytes that a process holds in memory now; 0 where nobody tells."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def peak_so_far_mb() -> float:
    """The most that this process has held since it began, in 2²⁰ bytes; 0 where nobody tells.

    Not `getrusage`: a child inherits its parent's peak there.
    """
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return 0.0
    peaks = (int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))
    return next(peaks, 0.0)
