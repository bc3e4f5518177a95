"""At most two children of a kind at once on a machine, whatever number of processes asks for them.

Each slot is a file that is locked by whoever holds it; the lock goes with its holder, however
that ends.
"""

import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from calendars.errors import CalendarUnreadable

SLOTS = 2
PATIENCE = 15.0
"""Seconds that somebody waits for a slot, before they are told to come back."""
_PAUSE = 0.05
_INSIDE = threading.BoundedSemaphore(SLOTS)
"""Where files cannot be locked: two at once in this process."""


@contextmanager
def slot(kind: str, patience: float = PATIENCE) -> Iterator[None]:
    """Hold one of the slots of a kind. Raises: CalendarUnreadable where none gets free in time."""
    if sys.platform == "win32":
        if not _INSIDE.acquire(timeout=patience):
            raise CalendarUnreadable("reading.busy")
        try:
            yield
        finally:
            _INSIDE.release()
        return
    descriptor = _held(kind, time.monotonic() + patience)
    try:
        yield
    finally:
        os.close(descriptor)


def _held(kind: str, until: float) -> int:
    while True:
        for number in range(SLOTS):
            descriptor = _try(_folder() / f"{kind}-{number}")
            if descriptor is not None:
                return descriptor
        if time.monotonic() > until:
            raise CalendarUnreadable("reading.busy")
        time.sleep(_PAUSE)


def _try(path: Path) -> int | None:
    import fcntl

    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor


def _folder() -> Path:
    """A folder of this account alone."""
    folder = Path(tempfile.gettempdir()) / f"hemicycle-fence-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.getuid():
        raise CalendarUnreadable("reading.busy")
    return folder
