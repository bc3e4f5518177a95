"""Can the database serve and be written to? Found out by a write that is taken back."""

import tempfile
from pathlib import Path

from sqlalchemy import Connection, text

from db.engine import Ledger, queueing
from db.errors import ForeignTables
from db.troubles import Unanswered, trouble_of
from db.versions import OtherVersion, check_version

PROBE_OCTETS = 256 * 1024
"""So much room a disk must have."""
SECONDS = 2
"""How long another writer is waited for."""


def check_ready(ledger: Ledger) -> None:
    """Read and write, and leave nothing. Raises: Unanswered."""
    file = ledger.engine.url.database if ledger.engine.dialect.name == "sqlite" else None
    try:
        if file:
            _check_room(Path(file).absolute().parent)
        check_version(ledger)
        with ledger.engine.connect() as connection:
            _check_writing(connection, ledger.patience)
    except OtherVersion as other:
        raise Unanswered(other.age) from other
    except ForeignTables as foreign:
        raise Unanswered("gone") from foreign
    except Exception as error:  # of whatever driver: what is no trouble of a database goes on
        trouble = trouble_of(error)
        if trouble is None:
            raise
        raise Unanswered(trouble) from error


def _check_room(folder: Path) -> None:
    """Write beside a database's file, into one without a name. Raises: OSError."""
    with tempfile.TemporaryFile(dir=folder) as probe:
        probe.write(bytes(PROBE_OCTETS))
        probe.flush()


def _check_writing(connection: Connection, patience: int) -> None:
    dialect = connection.dialect.name
    if dialect == "sqlite":
        _wait(connection, SECONDS)
    try:
        with connection.begin() as turn:
            for statement in (*queueing(dialect, SECONDS), *_TRIED):
                connection.execute(text(statement))
            turn.rollback()
    finally:
        if dialect == "sqlite":
            _wait(connection, patience)


def _wait(connection: Connection, seconds: int) -> None:
    """Outside of a transaction, in which SQLite would have waited already."""
    driver = connection.connection.cursor()
    driver.execute(f"PRAGMA busy_timeout={seconds * 1000}")
    driver.close()


_TRIED = ("SELECT count(*) FROM account", "UPDATE feed_revision SET number = number")
