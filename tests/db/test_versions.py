"""The revision of this release, by which a database of another one is told."""

from pathlib import Path

from alembic.script import ScriptDirectory
from sqlalchemy import text

from db.engine import Ledger
from db.migrate import settings, upgrade
from db.versions import age_of, newest


def test_newest_revision_is_the_one_that_migrations_lead_to() -> None:
    scripts = ScriptDirectory.from_config(settings("sqlite://"))

    assert scripts.get_heads() == [newest()]


def test_database_without_a_revision_has_no_age(tmp_path: Path) -> None:
    ledger = Ledger(f"sqlite:///{tmp_path / 'ledger.db'}")
    ages = []
    with ledger.write() as session:
        ages.append(age_of(session.connection(), newest()))
    upgrade(ledger.engine.url)
    with ledger.write() as session:
        ages.append(age_of(session.connection(), newest()))
        session.execute(text("DELETE FROM alembic_version"))
        ages.append(age_of(session.connection(), newest()))
    ledger.dispose()

    assert ages == [None, None, None]
