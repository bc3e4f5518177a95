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

StillHeld = Callable[[], bool]


@contextmanager
def worker_lock(engine: Engine) -> Iterator[StillHeld | None]:
    """Try to be the one worker: None where another is, else a question, "still so?"."""
    holding = _on_postgresql if engine.dialect.name == "postgresql" else _on_sqlite
    with holding(engine) as held:
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
def _on_postgresql(engine: Engine) -> Iterator[StillHeld | None]:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for name, value in KEEPALIVE.items():
            connection.execute(text(f"SET {name} = {value}"))
        held = connection.scalar(text(f"SELECT pg_try_advisory_lock({WORKERS_LOCK})"))
        try:
            yield (lambda: connection.scalar(text("SELECT 1")) == 1) if held else None
        finally:
            # Closed for good: back in the pool it would keep the lock.
            connection.invalidate()
