"""A worker beside a site, as `hemicycle run` has one."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from db.engine import Ledger
from web.worker.running import work

LEAVES_SECONDS = 90


@contextmanager
def working(ledger: Ledger) -> Iterator[None]:
    """Jobs of this database are done within the block."""
    leave = Event()
    own = Ledger(ledger.engine.url)
    thread = Thread(target=work, args=(own, leave.is_set), daemon=True)
    thread.start()
    try:
        yield
    finally:
        leave.set()
        thread.join(LEAVES_SECONDS)
        own.dispose()
