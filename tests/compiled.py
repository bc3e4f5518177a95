"""Statements are compiled once a process, and not again for each test's own database.

SQLAlchemy keeps what it has compiled by engine and dialect, and every test opens engines of its
own: a third of their time went into compiling the same statements. Here the engines of one driver
share a dialect and a cache, as all requests to a served site do.
"""

from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.util import LRUCache

from db import engine

MOST = 5000
"""Statements that are kept; all tests together ask a few thousand."""

_make = engine.create_engine
_dialects: dict[str, Any] = {}  # by driver; each of its own class
_kept: LRUCache[Any, Any] = LRUCache(MOST)


def share() -> None:
    """From now on every engine of this process knows what the others have compiled."""
    engine.create_engine = _sharing


def _sharing(*url: Any, **options: Any) -> Engine:  # whatever SQLAlchemy takes
    made = _make(*url, **options)
    driver = made.driver
    if driver in _dialects:
        made.dialect = _dialects[driver]
        made._compiled_cache = _kept
    else:
        # A dialect can be shared once it has met its database.
        event.listen(made, "connect", lambda *_: _dialects.setdefault(driver, made.dialect))
    return made
