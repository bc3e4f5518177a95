"""What stands behind the question mark of a database's address, and would not be heeded."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import URL

from db.engine import normalised

_SEVERAL = ("host", "port")
"""What PostgreSQL takes several of: servers that are tried one after the other."""


@dataclass(frozen=True, slots=True)
class Unheeded:
    """An option of an address that has no effect, or a value that cannot be used."""

    name: str
    reason: Literal["unknown", "empty", "twice"]


def unheeded(address: str) -> Unheeded | None:
    """The first option that a driver would pass over or refuse. Raises: ArgumentError.

    SQLite's address has none: what its driver takes is what we set ourselves for all connections.
    """
    url = normalised(address)
    names = _known(url)
    if names is None:
        return None
    for name in (*url.query, *_empty(address)):
        if name not in names:
            return Unheeded(name, "unknown")
    for name, value in url.query.items():
        if isinstance(value, tuple) and name not in _SEVERAL:
            return Unheeded(name, "twice")
    return next((Unheeded(name, "empty") for name in _empty(address)), None)


def _known(url: URL) -> frozenset[str] | None:
    """The options of a database; None where its driver is not installed to say so."""
    if url.get_backend_name() != "postgresql":
        return frozenset()
    try:
        from psycopg.pq import Conninfo
    except ImportError:
        return None
    return frozenset(option.keyword.decode() for option in Conninfo.get_defaults())


def _empty(address: str) -> Iterator[str]:
    """Options without a value, which SQLAlchemy leaves out."""
    # A question mark may stand in a password too.
    query = address.rpartition("@")[2].partition("?")[2]
    for piece in filter(None, query.split("&")):
        name, _equals, value = piece.partition("=")
        if not value:
            yield name
