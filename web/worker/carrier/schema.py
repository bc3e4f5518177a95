"""Procrastinate's tables: made in a schema of their own, and brought to the installed release.

Procrastinate ships its tables as one file and the way there as small ones; which of those a
database has seen is kept beside its tables.
"""

from collections.abc import Mapping
from pathlib import Path

import psycopg
from procrastinate.schema import SchemaManager
from sqlalchemy.engine import make_url

from db.errors import ForeignTables
from web.service.carrying.carriers import PATH, SCHEMA, address

_LOCK = 0x48454D4C
"""The advisory lock of whoever applies a schema."""

Steps = Mapping[str, str]
"""The migrations of a release, by name, in the order in which they are applied."""


def apply(url: str, whole: str | None = None, steps: Steps | None = None) -> None:
    """Make the tables, or apply what a database has not seen; by default the installed release's.

    Raises: ForeignTables where somebody else has tables in the schema.
    """
    whole = SchemaManager.get_schema() if whole is None else whole
    steps = shipped() if steps is None else steps
    wire = psycopg.connect(address(make_url(url)), autocommit=True, options=PATH)
    with wire:
        wire.execute("SELECT pg_advisory_lock(%s)", (_LOCK,))
        wire.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
        if not _has(wire, "hemicycle_seen"):
            _make(wire, whole, steps)
        seen = {name for (name,) in wire.execute("SELECT name FROM hemicycle_seen")}
        for name in sorted(steps.keys() - seen):
            with wire.transaction():
                wire.execute(_sql(steps[name]))
                wire.execute("INSERT INTO hemicycle_seen VALUES (%s)", (name,))


def shipped() -> dict[str, str]:
    """The migrations of the installed release."""
    folder = Path(SchemaManager.get_migrations_path())
    return {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.sql"))}


def _make(wire: psycopg.Connection, whole: str, steps: Steps) -> None:
    """Everything at once, in one transaction: all migrations count as seen."""
    if _has(wire, "procrastinate_jobs"):
        raise ForeignTables([f"{SCHEMA}.procrastinate_jobs"])
    with wire.transaction():
        wire.execute(_sql(whole))
        wire.execute("CREATE TABLE hemicycle_seen (name text PRIMARY KEY)")
        for name in steps:
            wire.execute("INSERT INTO hemicycle_seen VALUES (%s)", (name,))


def _has(wire: psycopg.Connection, table: str) -> bool:
    found = wire.execute("SELECT to_regclass(%s)", (f"{SCHEMA}.{table}",)).fetchone()
    return found is not None and found[0] is not None


def _sql(text: str) -> bytes:
    """Files of the wheel: as safe as code, and several statements at once."""
    return text.encode()
