"""An opened ledger with its tables made, on each database."""

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from db.engine import Ledger
from tests.worlds import tables


@pytest.fixture(params=["sqlite_ledger", "postgres_ledger"], ids=["sqlite", "postgres"])
def ledger(request: pytest.FixtureRequest) -> Ledger:
    """An empty ledger, on SQLite and on PostgreSQL."""
    opened: Ledger = request.getfixturevalue(request.param)
    return opened


@pytest.fixture
def postgres_ledger(postgres_tables_url: str) -> Iterator[Ledger]:
    """An empty ledger on PostgreSQL."""
    opened = Ledger(postgres_tables_url)
    yield opened
    opened.dispose()


@pytest.fixture
def sqlite_ledger(sqlite_url: str) -> Iterator[Ledger]:
    """An empty ledger on SQLite, where the database makes no difference."""
    opened = Ledger(sqlite_url)
    tables(opened)
    yield opened
    opened.dispose()


@pytest.fixture
def session(ledger: Ledger) -> Iterator[Session]:
    """A writing session on an empty ledger."""
    with ledger.write() as session:
        yield session
