"""Bring a database to the tables of this release, or back."""

from io import StringIO
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, inspect
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool

from db.engine import normalised
from db.errors import ForeignTables

MIGRATIONS = Path(__file__).parent / "migrations"


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

    Raises: ForeignTables where another program has its tables.
    """
    _refuse_foreign(url)
    command.upgrade(settings(url), revision)


def _refuse_foreign(url: str | URL) -> None:
    # An engine of ours would set pragmas that stay in the file, whoever made it.
    engine = create_engine(normalised(url), poolclass=NullPool)
    try:
        tables = inspect(engine).get_table_names()
    finally:
        engine.dispose()
    if tables and "alembic_version" not in tables:
        raise ForeignTables(tables)


def downgrade(url: str | URL, revision: str) -> None:
    """Take migrations back, down to a revision; `base` is the empty database."""
    command.downgrade(settings(url), revision)
