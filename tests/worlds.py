"""Worlds that take long to make: made once a process, and copied into each test's own database."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from db.engine import Ledger
from db.models import Base

W = TypeVar("W")

_folder = TemporaryDirectory(prefix="hemicycle-worlds-")


def copied(ledger: Ledger, make: Callable[[Ledger], W]) -> W:
    """Let an SQLite ledger hold what `make` makes in an empty one, and nothing else."""
    source, made = _made(make)
    target = ledger.engine.url.database
    assert target is not None
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as other:
        one.backup(other)
    known: W = made  # the cache forgets types
    return known


@cache
def _made(make: Callable[[Ledger], object]) -> tuple[Path, object]:
    path = Path(_folder.name) / f"{make.__module__}.{make.__qualname__}.db"
    ledger = Ledger(f"sqlite:///{path}")
    Base.metadata.create_all(ledger.engine)
    made = make(ledger)
    ledger.dispose()
    return path, made
