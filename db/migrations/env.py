"""How Alembic reaches the database: our own engine, one transaction a migration.

On SQLite a batch makes a table anew and drops the old one, so foreign keys are off here and
checked by hand before each commit; a migration that fails midway leaves nothing behind.
"""

from typing import Any, Literal

from alembic import context
from alembic.runtime.migration import MigrationContext, MigrationInfo
from sqlalchemy import Connection

from db.base import Utc
from db.engine import make_engine
from db.models import Base

MIGRATIONS_LOCK = 0x48454D4B
"""The advisory lock of whoever migrates a PostgreSQL database."""


def check_references(
    ctx: MigrationContext, step: MigrationInfo, heads: object, run_args: object
) -> None:
    """Refuse to commit a migration that left a reference without its row."""
    connection = ctx.connection
    if connection is None or connection.dialect.name != "sqlite":
        return
    lost = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if lost:
        raise RuntimeError(f"The migration broke references: {lost[:5]}.")


def render(kind: str, item: Any, _autogen: Any) -> str | Literal[False]:  # Alembic's own forms
    """Write our column types as the plain ones: a migration does not change with our code."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, Utc) else False


def wait_for_others(connection: Connection) -> None:
    """Let two machines that start at once migrate one PostgreSQL database one after the other."""
    if connection.dialect.name == "postgresql":
        # Held until the connection closes, over all transactions.
        with connection.begin():
            connection.exec_driver_sql(f"SELECT pg_advisory_lock({MIGRATIONS_LOCK})")


def run() -> None:
    """Migrate the database whose address `db.migrate` has put into the attributes."""
    engine = make_engine(context.config.attributes["url"], foreign_keys=False)
    try:
        with engine.connect() as connection:
            wait_for_others(connection)
            context.configure(
                connection=connection,
                target_metadata=Base.metadata,
                render_as_batch=True,
                render_item=render,
                transactional_ddl=True,
                transaction_per_migration=True,
                on_version_apply=check_references,
            )
            with context.begin_transaction():
                context.run_migrations()
    finally:
        engine.dispose()


run()
