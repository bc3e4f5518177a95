"""One worker for a database: a lock that goes with the process that holds it.

SQLite: an exclusive transaction on a small file beside the database. PostgreSQL: an advisory
lock of one connection. Neither outlives its holder, however that ends: a machine that falls silent
is noticed within a minute.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

from sqlalchemy import Engine, text

WORKERS_LOCK = 0x48454D4A
"""The advisory lock of the one worker of a PostgreSQL database."""

KEEPALIVE = {"tcp_keepalives_idle": 30, "tcp_keepalives_interval": 10, "tcp_keepalives_count": 3}
"""Seconds and tries after which a server gives up the connection of a silent machine."""

_DISMISS = text(
    """
    SELECT pg_terminate_backend(holder.pid, :patience)
    FROM pg_locks
    JOIN pg_stat_activity AS holder USING (pid)
    WHERE locktype = 'advisory'
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND (classid, objid, objsubid) = (0, :lock, 1)
      AND holder.pid <> pg_backend_pid()
      AND holder.state_change < now() - make_interval(secs => :silent)
    """
)
"""Ends the connection of a holder that is suspended or hangs: its machine still answers.

Waits until it has ended (PostgreSQL 14 and later), for only then is the lock free.
"""

_PATIENCE = 5_000
"""Milliseconds that a dismissed connection is given to end."""

StillHeld = Callable[[], bool]


@contextmanager
def worker_lock(engine: Engine, silent: float | None = None) -> Iterator[StillHeld | None]:
    """Try to be the one worker: None where another is, else a question, "still so?".

    On PostgreSQL a holder that has not asked for `silent` seconds loses the lock to the next one
    who tries; its question then fails.
    """
    if engine.dialect.name == "postgresql":
        holding = _on_postgresql(engine, silent)
    else:
        holding = _on_sqlite(engine)
    with holding as held:
        yield held


@contextmanager
def _on_sqlite(engine: Engine) -> Iterator[StillHeld | None]:
    file = engine.url.database
    beside = f"{file}-worker" if file else ":memory:"
    with closing(sqlite3.connect(beside, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            yield None
        else:
            yield lambda: True


@contextmanager
def _on_postgresql(engine: Engine, silent: float | None) -> Iterator[StillHeld | None]:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for name, value in KEEPALIVE.items():
            connection.execute(text(f"SET {name} = {value}"))
        if silent is not None:
            asked = {"lock": WORKERS_LOCK, "silent": silent, "patience": _PATIENCE}
            connection.execute(_DISMISS, asked)
        held = connection.scalar(text(f"SELECT pg_try_advisory_lock({WORKERS_LOCK})"))
        try:
            yield (lambda: connection.scalar(text("SELECT 1")) == 1) if held else None
        finally:
            # Closed for good: back in the pool it would keep the lock.
            connection.invalidate()
