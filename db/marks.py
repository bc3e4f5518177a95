"""Who has made a database: a mark in it, read without changing anything of it."""

from sqlalchemy import Connection, create_engine, inspect, select
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool

from db.models import SettingRow

MAKER = "made_by"
"""The setting that says it."""


def maker_of(url: URL) -> tuple[bool, str | None]:
    """Has a database tables already, and who, by its mark, has made it?"""
    # An engine of ours would set pragmas that stay in the file, whoever made it.
    engine = create_engine(url, poolclass=NullPool)
    try:
        with engine.connect() as connection:
            tables = inspect(connection).get_table_names()
            return bool(tables), _maker(connection, tables)
    finally:
        engine.dispose()


def _maker(connection: Connection, tables: list[str]) -> str | None:
    if SettingRow.__tablename__ not in tables:
        return None
    found: str | None = connection.scalar(select(SettingRow.value).where(SettingRow.name == MAKER))
    return found
