"""Migrations: the same tables as the rows ask for, up and down, all of a step or nothing."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DatabaseError

from db import migrate
from db.engine import Ledger, make_engine
from db.models import Base

ROOT = Path(__file__).parents[2]
STEPS = sorted(
    file.name[:4] for file in Path(migrate.__file__).parent.glob("migrations/versions/0*.py")
)

MIDWAY = '''"""A migration that makes a table, fills it, and fails."""

import sqlalchemy as sa
from alembic import op

revision = "0099"
down_revision = "{latest}"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("half_done", sa.Column("id", sa.Integer(), primary_key=True))
    with op.batch_alter_table("institution") as batch:
        batch.add_column(sa.Column("motto", sa.String()))
    {failure}


def downgrade():
    op.drop_table("half_done")
'''
FAILURE = 'raise RuntimeError("Midway.")'
SITTING = "INSERT INTO sitting VALUES (1, 77, '2027-01-01', '2027-01-01', '')"
BROKEN_REFERENCE = f'op.execute("{SITTING}")'
INSTITUTION = """INSERT INTO institution
(id, code, kind, name_en, name_fr, country, timezone, weekend, mailbox, hosts_at_once)
VALUES (1, 'qc', 'parliament', 'A', 'A', 'CA', 'UTC', '67', '', 1)"""


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An engine on an empty database, on SQLite and on PostgreSQL."""
    made = make_engine(database_url)
    yield made
    made.dispose()


def _tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names()) - {"alembic_version"}


def _checks(connection: Connection) -> dict[str, set[str]]:
    found = inspect(connection)
    return {
        table: {str(check["name"]) for check in found.get_check_constraints(table)}
        for table in Base.metadata.tables
    }


def test_migrations_make_what_the_rows_ask_for(engine: Engine) -> None:
    migrate.upgrade(engine.url)

    command.check(migrate.settings(engine.url))
    assert _tables(engine) == set(Base.metadata.tables)


def test_migrations_make_the_same_checks_as_create_all(database_url: str, tmp_path: Path) -> None:
    migrate.upgrade(database_url)
    migrated = make_engine(database_url)
    created = make_engine(f"sqlite:///{tmp_path / 'created.db'}")
    Base.metadata.create_all(created)

    with migrated.connect() as one, created.connect() as other:
        assert _checks(one) == _checks(other)
    migrated.dispose()
    created.dispose()


def test_upgrading_twice_is_a_matter_of_course(engine: Engine) -> None:
    migrate.upgrade(engine.url)
    migrate.upgrade(engine.url)

    assert _tables(engine) == set(Base.metadata.tables)


def test_each_step_goes_up_down_and_up_again(engine: Engine) -> None:
    below = "base"
    for step in STEPS:
        migrate.upgrade(engine.url, step)
        tables = _tables(engine)
        migrate.downgrade(engine.url, below)
        migrate.upgrade(engine.url, step)
        assert _tables(engine) == tables
        below = step

    migrate.downgrade(engine.url, "base")
    assert _tables(engine) == set()
    migrate.upgrade(engine.url)
    command.check(migrate.settings(engine.url))


@pytest.fixture
def branched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the migrations, in which one more can be written."""
    folder = copytree(migrate.MIGRATIONS, tmp_path / "migrations")
    monkeypatch.setattr(migrate, "MIGRATIONS", folder)
    return folder / "versions" / "0099_half_done.py"


@pytest.mark.parametrize("failure", [FAILURE, BROKEN_REFERENCE])
def test_a_migration_that_fails_midway_leaves_nothing_behind(
    engine: Engine, branched: Path, failure: str
) -> None:
    ledger = Ledger(engine.url)
    migrate.upgrade(engine.url)
    with ledger.write() as session:
        session.execute(text(INSTITUTION))
    branched.write_text(MIDWAY.format(latest=STEPS[-1], failure=failure))

    with pytest.raises((RuntimeError, DatabaseError)):
        migrate.upgrade(engine.url)

    columns = {column["name"] for column in inspect(engine).get_columns("institution")}
    assert (_tables(engine), "motto" in columns) == (set(Base.metadata.tables), False)

    branched.write_text(MIDWAY.format(latest=STEPS[-1], failure="pass"))
    migrate.upgrade(engine.url)
    with ledger.read() as session:
        assert session.scalar(text("SELECT code FROM institution")) == "qc"
        assert session.scalar(text("SELECT count(*) FROM half_done")) == 0
    ledger.dispose()


def test_without_the_guards_a_failed_migration_cannot_be_tried_again(
    sqlite_url: str, branched: Path
) -> None:
    """The control: the driver's own transactions leave half of the migration behind."""
    migrate.upgrade(sqlite_url)
    environment = branched.parents[1] / "env.py"
    unguarded = environment.read_text().replace(
        'make_engine(context.config.attributes["url"], foreign_keys=False)',
        '__import__("sqlalchemy").create_engine(context.config.attributes["url"])',
    )
    environment.write_text(unguarded)
    branched.write_text(MIDWAY.format(latest=STEPS[-1], failure=FAILURE))
    with pytest.raises(RuntimeError, match="Midway"):
        migrate.upgrade(sqlite_url)

    branched.write_text(MIDWAY.format(latest=STEPS[-1], failure="pass"))
    with pytest.raises(DatabaseError, match="already exists"):
        migrate.upgrade(sqlite_url)


def test_the_migrations_are_found_from_anywhere(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    config: Config = migrate.settings(sqlite_url)
    command.upgrade(config, "head")

    ledger = Ledger(sqlite_url)
    assert _tables(ledger.engine) == set(Base.metadata.tables)
    ledger.dispose()


UPGRADE = "import sys; from db.migrate import upgrade; upgrade(sys.argv[1])"


def test_two_machines_may_upgrade_postgresql_at_once(postgres_url: str) -> None:
    upgrading = [
        subprocess.Popen([sys.executable, "-c", UPGRADE, postgres_url], cwd=ROOT) for _ in range(3)
    ]

    assert [process.wait(60) for process in upgrading] == [0, 0, 0]
