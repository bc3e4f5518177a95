"""The one factory of engines, and the two ways in: to read and to write.

SQLite: the driver's own transactions begin too late (they lose most concurrent
read-modify-writes), so ours begin here, and a writing one takes the write lock at once.
PostgreSQL: a writing transaction first takes one advisory lock. On both, writers queue.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.orm import Session, sessionmaker

from db import revision
from db.files import keep_to_its_file
from db.polls import Polls

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPIConnection

WRITERS_LOCK = 0x48454D49
"""The advisory lock that orders the writers of one PostgreSQL database."""

CARRIER = "carrier"
"""Where a writing session keeps who carries its jobs to their workers."""
Carrier = Callable[[Session, int], None]
"""Is told of each job in the transaction that writes its row."""

PATIENCE_SECONDS = 10
"""How long another writer is waited for, unless somebody waits for the answer."""
CONNECT_SECONDS = 5
"""How long a server may take to let somebody in, unless its address says otherwise."""
PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA recursive_triggers=ON",
    "PRAGMA trusted_schema=OFF",
)


class Ledger:
    """An opened database: sessions to read, sessions to write.

    Without a carrier the one worker of the database looks for jobs itself. Where it `must_exist`
    nothing is put in the place of a file that is not there. `patience` is how many seconds
    another writer is waited for.
    """

    def __init__(
        self,
        url: str | URL,
        carrier: Carrier | None = None,
        *,
        must_exist: bool = False,
        patience: int = PATIENCE_SECONDS,
    ) -> None:
        self.patience = patience
        self.engine = make_engine(url, must_exist=must_exist, patience=patience)
        reading = self.engine.execution_options(reading=True, **_read_only(self.engine))
        self._reading = sessionmaker(reading, expire_on_commit=False)
        told = {} if carrier is None else {CARRIER: carrier}
        self._writing = sessionmaker(self.engine, expire_on_commit=False, info=told)
        self.polls = Polls(self.engine.url, must_exist=must_exist)
        revision.watch(self._writing)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session of one consistent view; the database itself refuses to write in it."""
        with self._reading() as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session that commits at the end of the block, or undoes all of it."""
        with self._writing.begin() as session:
            for statement in queueing(self.engine.dialect.name, self.patience):
                session.execute(text(statement))
            yield session

    def dispose(self) -> None:
        """Close all connections."""
        self.polls.dispose()
        self.engine.dispose()


def queueing(dialect: str, seconds: int) -> tuple[str, ...]:
    """What lets a writing transaction of PostgreSQL wait its turn, and not for ever."""
    if dialect != "postgresql":
        return ()
    turn = f"SELECT pg_advisory_xact_lock({WRITERS_LOCK})"
    return f"SET LOCAL lock_timeout = '{seconds}s'", turn


def make_engine(
    url: str | URL,
    *,
    foreign_keys: bool = True,
    must_exist: bool = False,
    patience: int = PATIENCE_SECONDS,
) -> Engine:
    """An engine with this house's transactions; `foreign_keys` is off for migrations only."""
    known = normalised(url)
    engine = create_engine(
        # What is written may be secret, and errors are logged.
        known,
        pool_pre_ping=True,
        connect_args=connecting(known),
        hide_parameters=True,
    )
    if must_exist:
        keep_to_its_file(engine)
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine, foreign_keys, patience)
    return engine


def connecting(url: URL) -> dict[str, int]:
    """What a driver is told beside the address."""
    if url.get_backend_name() != "postgresql" or "connect_timeout" in url.query:
        return {}
    return {"connect_timeout": CONNECT_SECONDS}


def normalised(url: str | URL) -> URL:
    """The address with the driver we use: `postgresql://` means psycopg 3."""
    known = make_url(url)
    if known.drivername in ("postgresql", "postgres"):
        return known.set(drivername="postgresql+psycopg")
    return known


def _read_only(engine: Engine) -> dict[str, Any]:
    """What makes PostgreSQL read one consistent view and refuse writes."""
    if engine.dialect.name != "postgresql":
        return {}
    return {"postgresql_readonly": True, "isolation_level": "REPEATABLE READ"}


def _prepare_sqlite(engine: Engine, foreign_keys: bool, patience: int) -> None:
    @event.listens_for(engine, "connect")
    def connected(connection: "DBAPIConnection", _record: object) -> None:
        # The driver must not begin anything by itself; `begun` does.
        connection.isolation_level = None
        cursor = connection.cursor()
        # First: the others have to wait for a writer too.
        cursor.execute(f"PRAGMA busy_timeout={patience * 1000}")
        for pragma in (*PRAGMAS, f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}"):
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        reading = connection.get_execution_options().get("reading", False)
        connection.exec_driver_sql(f"PRAGMA query_only={'ON' if reading else 'OFF'}")
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
