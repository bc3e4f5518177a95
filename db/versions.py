"""Which version of Hemicycle a database belongs to, by the migration that it stands at."""

import re
from pathlib import Path
from typing import Literal

from sqlalchemy import Connection, inspect, text

from db.engine import Ledger
from db.errors import ForeignTables, LedgerError

MIGRATIONS = Path(__file__).parent / "migrations"
TABLE = "alembic_version"
"""Where Alembic keeps the revision."""
_OURS = re.compile(r"\d{4}")

Age = Literal["older", "newer"]


class OtherVersion(LedgerError):
    """The database belongs to an `older` or to a `newer` version of this program."""

    def __init__(self, age: Age) -> None:
        self.age = age
        super().__init__(f"The database belongs to a version that is {age}.")


def newest(migrations: Path = MIGRATIONS) -> str:
    """The revision of this release: revisions begin the names of their files."""
    return max(file.name[:4] for file in (migrations / "versions").glob("[0-9]*.py"))


def age_of(connection: Connection, ours: str) -> Age | None:
    """What a database is beside the release whose revision is `ours`.

    None where it is its own, or has no revision yet.

    Raises: ForeignTables where another program has its tables, by the revision they stand at.
    """
    inspector = inspect(connection)
    if not inspector.has_table(TABLE):
        return None
    found = connection.scalars(text(f"SELECT version_num FROM {TABLE}")).all()
    if not found or found == [ours]:
        return None
    if len(found) > 1 or not _OURS.fullmatch(found[0]):
        raise ForeignTables(inspector.get_table_names())
    return "newer" if found[0] > ours else "older"


def check_version(ledger: Ledger, ours: str | None = None) -> None:
    """Go on only where the tables are this release's. Raises: OtherVersion, ForeignTables.

    Who stays gives `ours`, the revision at the start: an upgrade may bring the files of another.
    """
    # Takes no lock on SQLite, and leaves PostgreSQL's connection as the server has made it.
    with ledger.engine.connect().execution_options(reading=True) as connection:
        age = age_of(connection, newest() if ours is None else ours)
    if age is not None:
        raise OtherVersion(age)
