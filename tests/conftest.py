"""What every test has: a clock; and may ask for: databases, shared material; sockets are closed."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql

from db.engine import Ledger
from tests import chance, clock, compiled, postgres
from tests.worlds import tables

COPY = sql.SQL("CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
"""In memory it takes half of the time of the usual way. PostgreSQL knows it from 15 on."""
SHARED = Path(__file__).resolve().parents[2] / "shared"

clock.pin(os.environ)
clock.go(clock.NOW - clock.EARLIER)
chance.choose()
compiled.share()


@pytest.fixture(autouse=True)
def clock_of_its_own() -> Iterator[None]:
    """Every test begins at the same moment; what is made for several of them, a little before."""
    clock.go(clock.NOW)
    yield
    clock.go(clock.NOW - clock.EARLIER)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """The workers of pytest-xdist set their clock themselves, once pytest has seen it imported."""
    os.environ.pop(clock.OFFSET, None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what `make quick` leaves out; warnings pass in browser tests only, of programs there."""
    chance.mark(items)
    browser = Path(__file__).parent / "web" / "browser"
    for item in items:
        if browser in item.path.parents:
            item.add_marker(pytest.mark.filterwarnings("default"))
            item.add_marker("browser")
        if _asks_for_postgres(item):
            item.add_marker("postgres")


def _asks_for_postgres(item: pytest.Item) -> bool:
    """By a fixture of its own, or as one of its parameters."""
    chosen = getattr(item, "callspec", None)
    asked = [*getattr(item, "fixturenames", ()), *(chosen.params.values() if chosen else ())]
    return any(isinstance(each, str) and each.startswith("postgres") for each in asked)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A PostgreSQL server where databases may be made: the one named, else one of our own."""
    named = os.environ.get("HEMICYCLE_TEST_DATABASE_URL")
    if named:
        yield named
        return
    with postgres.server() as url:
        yield url


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """A fresh, empty PostgreSQL database."""
    with _database(postgres_server) as url:
        yield url


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> Iterator[str]:
    """The name of a PostgreSQL database that holds the tables and nothing else."""
    with _database(postgres_server) as url:
        ledger = Ledger(url)
        tables(ledger)
        ledger.dispose()
        yield urlsplit(url).path.removeprefix("/")


@pytest.fixture
def postgres_tables_url(postgres_server: str, postgres_template: str) -> Iterator[str]:
    """A fresh PostgreSQL database with the tables in it: a copy, in a fifth of the time."""
    with _database(postgres_server, postgres_template) as url:
        yield url


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The address of a SQLite file that does not exist yet."""
    return f"sqlite:///{tmp_path / 'ledger.db'}"


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh, empty database, on SQLite and on PostgreSQL."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of third-party test material beside the checkout; left out where missing."""
    if not SHARED.is_dir():
        pytest.skip("left out: the folder of shared test material is not beside the checkout")
    return SHARED


@contextmanager
def _database(server: str, template: str = "template1") -> Iterator[str]:
    """A database of its own for as long as the block lasts."""
    name = f"hemicycle_{uuid4().hex}"
    names = {"name": sql.Identifier(name), "template": sql.Identifier(template)}
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(COPY.format(**names))
    yield _address(server, name)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {name} WITH (FORCE)").format(**names))


def _address(server: str, database: str) -> str:
    """The address of another database of the same server."""
    return urlsplit(server)._replace(path=f"/{database}").geturl()
