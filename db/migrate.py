"""Bring a database to the tables of this release, or back."""

from io import StringIO

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, inspect
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool

from db import versions
from db.engine import normalised
from db.errors import ForeignTables
from db.versions import TABLE, OtherVersion, age_of, newest

MIGRATIONS = versions.MIGRATIONS


def settings(url: str | URL) -> Config:
    """Alembic's settings for a database, whatever the working directory."""
    config = Config(stdout=StringIO())  # Alembic would talk to the user
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["url"] = url
    return config


def upgrade(url: str | URL, revision: str = "head") -> None:
    """Apply the migrations that the database has not seen yet; none is a matter of course.

    Raises: ForeignTables where another program has its tables, OtherVersion where a newer
    release of this one has.
    """
    check_ours(url)
    command.upgrade(settings(url), revision)


def check_ours(url: str | URL) -> None:
    """Go on only where migrations can be applied. Raises: ForeignTables, OtherVersion."""
    # An engine of ours would set pragmas that stay in the file, whoever made it.
    engine = create_engine(normalised(url), poolclass=NullPool)
    try:
        with engine.connect() as connection:
            tables = inspect(connection).get_table_names()
            age = age_of(connection, newest(MIGRATIONS))
    finally:
        engine.dispose()
    if tables and TABLE not in tables:
        raise ForeignTables(tables)
    if age == "newer":
        raise OtherVersion(age)


def downgrade(url: str | URL, revision: str) -> None:
    """Take migrations back, down to a revision; `base` is the empty database."""
    command.downgrade(settings(url), revision)
