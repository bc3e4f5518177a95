"""Statements are compiled once a process, and not again for each test's own database.

SQLAlchemy keeps what it has compiled by engine and dialect, and every test opens engines of its
own: a third of their time went into compiling the same statements. Here the engines of this
process have one cache, where dialects of one class are one, as their statements are.
"""

from typing import Any

from sqlalchemy import Engine
from sqlalchemy.util import LRUCache

from db import engine

MOST = 5000
"""Statements that are kept; all tests together ask a few thousand."""


class Compiled(LRUCache[Any, Any]):
    """What was compiled; the first part of a key is a dialect, the rest says the statement."""

    def get(self, key: Any, default: Any = None) -> Any:
        """What was compiled for a dialect of the same class."""
        return super().get(_by_class(key), default)

    def __setitem__(self, key: Any, value: Any) -> None:
        """Keep it for all dialects of the class."""
        super().__setitem__(_by_class(key), value)


_make = engine.create_engine
_kept = Compiled(MOST)


def share() -> None:
    """From now on every engine of this process knows what the others have compiled."""
    engine.create_engine = _sharing


def _sharing(*url: Any, **options: Any) -> Engine:  # whatever SQLAlchemy takes
    made = _make(*url, **options)
    made._compiled_cache = _kept
    return made


def _by_class(key: tuple[Any, ...]) -> tuple[Any, ...]:
    return (type(key[0]), *key[1:])
