"""Two processes that do something at the same moment, over and over."""

import subprocess
import sys
import time
from pathlib import Path

from db.engine import Ledger

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 30.0
"""How long one of the two waits for the other, on a busy machine too."""


def address(ledger: Ledger) -> str:
    """How other processes reach the database of a ledger."""
    return ledger.engine.url.render_as_string(hide_password=False)


def meet(barrier: Path, name: str, which: int) -> None:
    """Wait in a folder until the other of the two is there too.

    Raises: TimeoutError where it does not come, because it has ended.
    """
    (barrier / f"{name}-{which}").touch()
    ends = time.monotonic() + PATIENCE_SECONDS
    while not (barrier / f"{name}-{1 - which}").exists():
        if time.monotonic() > ends:
            raise TimeoutError(f"The other one did not come to {name}.")
        time.sleep(0.0005)


def race(program: str, url: str, barrier: Path, tries: int, *more: str) -> list[tuple[str, str]]:
    """What two processes of a program said of each try: one line each, its number first."""
    barrier.mkdir()
    racers = [
        subprocess.Popen(
            [sys.executable, "-m", program, url, str(barrier), str(tries), str(which), *more],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        for which in (0, 1)
    ]
    try:
        said = [racer.communicate()[0].splitlines() for racer in racers]
    finally:
        for racer in racers:
            racer.kill()
            racer.wait()
    assert [racer.returncode for racer in racers] == [0, 0]
    outcomes = ([line.partition(" ")[2] for line in lines] for lines in said)
    return list(zip(*outcomes, strict=True))
