"""Worlds that take long to make: made once a process, and copied into each test's own database."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import make_url
from sqlalchemy.engine import URL

from db.engine import Ledger
from db.migrate import upgrade
from db.models import Base
from tests.clock import earlier

W = TypeVar("W")


class Remembered(BytecodeCache):
    """Templates that another app of this process has compiled already."""

    def __init__(self) -> None:
        self._known: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what is known; the template's own checksum decides whether it still holds."""
        if bucket.key in self._known:
            bucket.bytecode_from_string(self._known[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._known[bucket.key] = bucket.bytecode_to_string()


TEMPLATES = Remembered()

_folder = TemporaryDirectory(prefix="hemicycle-worlds-")


def copied(ledger: Ledger, make: Callable[[Ledger], W]) -> W:
    """Let an SQLite ledger hold what `make` makes in an empty one, and nothing else."""
    source, made = _made(make)
    with closing(sqlite3.connect(source)) as one, closing(_connected(ledger.engine.url)) as other:
        one.backup(other)
    known: W = made  # the cache forgets types
    return known


def tables(ledger: Ledger) -> None:
    """Make the tables of an empty ledger; on SQLite by a copy, in a tenth of the work."""
    if ledger.engine.dialect.name == "sqlite":
        copied(ledger, nothing)
    else:
        Base.metadata.create_all(ledger.engine)


def migrated(url: str) -> None:
    """Bring an empty database to the tables of this release; SQLite as a copy of one that was."""
    if not url.startswith("sqlite"):
        upgrade(url)
        return
    with closing(sqlite3.connect(_migrated())) as one, closing(_connected(url)) as other:
        one.backup(other)


def nothing(_ledger: Ledger) -> None:
    """The world of tables without rows."""


@cache
def _made(make: Callable[[Ledger], object]) -> tuple[Path, object]:
    path = Path(_folder.name) / f"{make.__module__}.{make.__qualname__}.db"
    ledger = Ledger(f"sqlite:///{path}")
    Base.metadata.create_all(ledger.engine)
    with earlier():
        made = make(ledger)
    ledger.dispose()
    return path, made


@cache
def _migrated() -> Path:
    path = Path(_folder.name) / "migrated.db"
    upgrade(f"sqlite:///{path}")
    return path


def _connected(url: str | URL) -> sqlite3.Connection:
    path = make_url(url).database
    assert path is not None
    return sqlite3.connect(path)
