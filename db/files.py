"""The file of a SQLite database: never made by accident, and never another than was opened."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sqlalchemy import Dialect, Engine, event
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPIConnection

_FILE = "file"
"""Where a connection of the pool keeps which file it has opened."""


def keep_to_its_file(engine: Engine) -> None:
    """Let an engine open an existing file only, and let go of one that has been replaced.

    SQLite makes an empty file in the place of a missing one, and goes on writing into one that
    was taken away.
    """
    path = engine.url.database
    if engine.dialect.name != "sqlite" or path in (None, "", ":memory:"):
        return
    address = f"file:{quote(str(Path(str(path)).absolute()))}?mode=rw"

    @event.listens_for(engine, "do_connect")
    def connecting(
        _dialect: Dialect, _entry: ConnectionPoolEntry, args: list[Any], known: dict[str, Any]
    ) -> None:  # Any: the driver's own arguments
        args[0], known["uri"] = address, True

    @event.listens_for(engine, "connect")
    def connected(_connection: "DBAPIConnection", entry: ConnectionPoolEntry) -> None:
        entry.info[_FILE] = which(str(path))

    @event.listens_for(engine, "checkout")
    def taken(_connection: "DBAPIConnection", entry: ConnectionPoolEntry, _proxy: object) -> None:
        if entry.info.get(_FILE) != which(str(path)):
            raise DisconnectionError("The file of the database is another one, or gone.")


def which(path: str) -> tuple[int, int] | None:
    """What tells a file from another of the same name; None where there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino
