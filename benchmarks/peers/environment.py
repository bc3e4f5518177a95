"""A peer's own Python environment, made when it is first asked for and kept in `build/`."""

import subprocess
import sys
from pathlib import Path

from benchmarks.folders import MADE, ROOT

_PEERS = ROOT / "benchmarks" / "peers"


class NoEnvironment(Exception):
    """The environment could not be made; the message is the installer's last line."""


def interpreter(requirements: str | None) -> Path:
    """The Python that runs a peer; this one where it needs nothing of its own.

    Raises: NoEnvironment where its requirements cannot be installed.
    """
    if requirements is None:
        return Path(sys.executable)
    wanted = (_PEERS / requirements).read_text()
    folder = MADE / Path(requirements).stem
    python, ready = folder / "bin" / "python", folder / "ready.txt"
    if not ready.exists() or ready.read_text() != wanted:
        print(f"Making an environment with {', '.join(wanted.split())}", flush=True)
        _run(sys.executable, "-m", "venv", "--clear", str(folder))
        _run(str(python), "-m", "pip", "install", "--quiet", "-r", str(_PEERS / requirements))
        ready.write_text(wanted)
    return python


def _run(*words: str) -> None:
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        lines = done.stderr.strip().splitlines()
        raise NoEnvironment(lines[-1] if lines else f"exit {done.returncode}")
