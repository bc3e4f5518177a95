"""The fence seen from outside: start a child, hand it bytes, take its answer or end it."""

import os
import subprocess
import sys
from pathlib import Path

from calendars.errors import CalendarUnreadable
from calendars.fence.bounds import Bounds
from calendars.fence.slots import slot

ROOT = Path(__file__).resolve().parents[2]
_KEPT = ("PATH", "SYSTEMROOT", "PYTHONTZPATH", "SSL_CERT_FILE", "SSL_CERT_DIR")
"""What a child may know of our environment: no key, no database, no account."""


def ask(module: str, question: bytes, bounds: Bounds) -> bytes:
    """What a child of ours answers to a question.

    Raises: CalendarUnreadable where it takes too long, too much memory, or falls over.
    """
    with slot(module):
        child = subprocess.Popen(
            [sys.executable, "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            cwd=ROOT,
            close_fds=True,
        )
        try:
            answer, _ = child.communicate(question, timeout=bounds.wall)
        except subprocess.TimeoutExpired:
            raise CalendarUnreadable("file.took_too_long") from None
        finally:
            child.kill()
            child.wait()
            for pipe in (child.stdin, child.stdout):
                if pipe is not None:
                    pipe.close()
    if child.returncode != 0:
        raise CalendarUnreadable(_why(child.returncode))
    return answer


def _environment() -> dict[str, str]:
    known = {name: os.environ[name] for name in _KEPT if name in os.environ}
    paths = [str(ROOT), os.environ.get("PYTHONPATH", "")]
    return known | {"PYTHONPATH": os.pathsep.join(filter(None, paths)), "PYTHONUTF8": "1"}


def _why(status: int) -> str:
    """A killed child ran out of processor time; one that fell over met what nobody foresaw: where
    it has no memory left it says so itself.
    """
    return "file.took_too_long" if status < 0 else "file.not_foreseen"
