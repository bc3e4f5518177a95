"""What keeps a database from answering, told by its driver's codes."""

import errno
import sqlite3
from typing import Literal

from sqlalchemy.exc import DBAPIError

from db.errors import LedgerError

Trouble = Literal["locked", "full", "read_only", "gone", "older", "newer"]

_OF_SQLITE: dict[int, Trouble] = {
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_PERM: "read_only",
    sqlite3.SQLITE_CANTOPEN: "gone",
    sqlite3.SQLITE_IOERR: "gone",
    sqlite3.SQLITE_CORRUPT: "gone",
    sqlite3.SQLITE_NOTADB: "gone",
}
_OF_POSTGRESQL: dict[str, Trouble] = {
    "53100": "full",
    "25006": "read_only",
    "55P03": "locked",
    "42P01": "gone",  # its tables are
    "3D000": "gone",
    "53300": "gone",
}
_CLASSES: dict[str, Trouble] = {"08": "gone", "28": "gone", "57": "gone", "58": "gone"}
_OF_FILES: dict[int | None, Trouble] = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EFBIG: "full",
    errno.EROFS: "read_only",
    errno.EACCES: "read_only",
    errno.EPERM: "read_only",
}


class Unanswered(LedgerError):
    """The database cannot serve now: `locked`, `full`, `read_only` or `gone`.

    `older` and `newer` are those of other releases, which this one cannot use.
    """

    def __init__(self, trouble: Trouble) -> None:
        self.trouble = trouble
        super().__init__(f"The database is {trouble}.")


def trouble_of(error: BaseException) -> Trouble | None:
    """What an error of a database or of its file means; None where it is a fault of ours."""
    if isinstance(error, Unanswered):
        return error.trouble
    if isinstance(error, DBAPIError):
        if error.connection_invalidated:
            return "gone"
        return trouble_of(error.orig) if error.orig is not None else None
    if isinstance(error, sqlite3.Error):
        return _of_sqlite(error)
    if isinstance(error, OSError):
        return _OF_FILES.get(error.errno, "gone")
    return _of_postgresql(error)


def _of_sqlite(error: sqlite3.Error) -> Trouble | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    if "no such table" in str(error):
        return "gone"
    return _OF_SQLITE.get(code & 0xFF)


def _of_postgresql(error: BaseException) -> Trouble | None:
    state: str | None = getattr(error, "sqlstate", None)
    if state is None:
        # What fails before the server says anything: it is not reached.
        is_lost = type(error).__name__ in ("OperationalError", "InterfaceError")
        return "gone" if is_lost else None
    return _OF_POSTGRESQL.get(state) or _CLASSES.get(state[:2])
