"""Two processes that do something at the same moment, over and over."""

import subprocess
import sys
import time
from pathlib import Path

from db.engine import Ledger

ROOT = Path(__file__).parents[2]


def address(ledger: Ledger) -> str:
    """How other processes reach the database of a ledger."""
    return ledger.engine.url.render_as_string(hide_password=False)


def meet(barrier: Path, name: str, which: int) -> None:
    """Wait in a folder until the other of the two is there too."""
    (barrier / f"{name}-{which}").touch()
    while not (barrier / f"{name}-{1 - which}").exists():
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
    said = [racer.communicate(timeout=60 + 2 * tries)[0].splitlines() for racer in racers]
    assert [racer.returncode for racer in racers] == [0, 0]
    outcomes = ([line.partition(" ")[2] for line in lines] for lines in said)
    return list(zip(*outcomes, strict=True))
