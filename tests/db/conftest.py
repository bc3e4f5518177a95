"""An opened ledger with its tables made, on each database."""

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from db.engine import Ledger
from tests.worlds import tables


@pytest.fixture
def ledger(database_url: str) -> Iterator[Ledger]:
    """An empty ledger, on SQLite and on PostgreSQL."""
    opened = Ledger(database_url)
    tables(opened)
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
