"""A database that is locked, full, read-only or gone is told from one that can be used."""

import os
import resource
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import event, text
from sqlalchemy.engine import make_url

from db import readiness
from db.engine import Ledger
from db.readiness import check_ready
from db.troubles import Unanswered, trouble_of
from tests.worlds import tables


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


@pytest.fixture
def ledger(file: Path) -> Iterator[Ledger]:
    opened = Ledger(f"sqlite:///{file}", must_exist=True)
    tables(opened)
    yield opened
    opened.dispose()


def trouble(ledger: Ledger) -> str:
    """What keeps a ledger from being ready; nothing where it is."""
    try:
        check_ready(ledger)
    except Unanswered as found:
        return found.trouble
    return ""


def numbers(ledger: Ledger) -> list[int]:
    with ledger.read() as session:
        return list(session.scalars(text("SELECT number FROM feed_revision ORDER BY id")))


def test_ready_ledger_is_left_as_it_was(ledger: Ledger, tmp_path: Path) -> None:
    before, files = numbers(ledger), sorted(os.listdir(tmp_path))

    assert trouble(ledger) == ""
    assert (numbers(ledger), sorted(os.listdir(tmp_path))) == (before, files)


def test_missing_file_is_said_and_not_made(ledger: Ledger, file: Path) -> None:
    assert trouble(ledger) == ""
    away = file.rename(file.with_suffix(".away"))

    assert trouble(ledger) == "gone"
    with pytest.raises(Exception, match="unable to open") as missing, ledger.write() as session:
        session.execute(text("SELECT 1"))
    assert trouble_of(missing.value) == "gone"
    with pytest.raises(Unanswered):
        ledger.polls.ask("0" * 64)
    assert not file.exists()

    away.rename(file)
    assert trouble(ledger) == ""
    assert ledger.polls.ask("0" * 64) is None


def test_file_that_was_replaced_is_opened_anew(ledger: Ledger, file: Path) -> None:
    """SQLite would go on writing into the one that is gone."""
    assert ledger.polls.ask("0" * 64) is None
    with closing(sqlite3.connect(file)) as one, closing(sqlite3.connect(f"{file}-new")) as other:
        one.backup(other)
        other.execute("UPDATE feed_revision SET number = 77")
        other.commit()
    for ending in ("-wal", "-shm"):
        Path(f"{file}{ending}").unlink(missing_ok=True)
    Path(f"{file}-new").rename(file)

    assert set(numbers(ledger)) == {77}
    assert ledger.polls.ask("0" * 64) is None


def test_locked_ledger_is_said(ledger: Ledger, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "SECONDS", 0)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert trouble(ledger) == "locked"
        other.execute("ROLLBACK")

    assert trouble(ledger) == ""


def test_full_database_is_said(ledger: Ledger) -> None:
    @event.listens_for(ledger.engine, "connect")
    def confined(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")

    with pytest.raises(Exception, match="full") as full, ledger.write() as session:
        session.execute(text("CREATE TABLE more (x)"))
        for _ in range(100):
            session.execute(text("INSERT INTO more VALUES (zeroblob(100000))"))

    assert trouble_of(full.value) == "full"


def test_disk_without_room_is_said(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "PROBE_OCTETS", 1 << 22)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, hard))
    try:
        assert trouble(ledger) == "full"
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
    assert trouble(ledger) == ""


def test_read_only_database_is_said(ledger: Ledger, file: Path) -> None:
    reader = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    with closing(reader), pytest.raises(sqlite3.Error) as refused:
        reader.execute("UPDATE feed_revision SET number = 1")

    assert trouble_of(refused.value) == "read_only"


def test_emptied_database_is_said(ledger: Ledger, file: Path) -> None:
    with closing(sqlite3.connect(file)) as other:
        other.execute("DROP TABLE feed_revision")

    assert trouble(ledger) == "gone"


def test_file_that_is_no_database_is_said(ledger: Ledger, file: Path) -> None:
    ledger.dispose()
    file.write_bytes(b"nothing of a database" * 1000)

    assert trouble(ledger) == "gone"


def test_fault_of_ours_is_no_trouble(ledger: Ledger) -> None:
    with pytest.raises(Exception, match="syntax") as fault, ledger.read() as session:
        session.execute(text("SELEC 1"))

    assert trouble_of(fault.value) is None
    assert trouble_of(ValueError()) is None


def test_postgresql_that_is_locked_read_only_or_gone_is_said(
    postgres_tables_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readiness, "SECONDS", 1)
    ledger, url = Ledger(postgres_tables_url, must_exist=True), make_url(postgres_tables_url)
    try:
        assert trouble(ledger) == ""
        with psycopg.connect(postgres_tables_url) as other:
            other.execute("SELECT pg_advisory_xact_lock(1212501321)")
            assert trouble(ledger) == "locked"
        assert trouble(ledger) == ""

        with psycopg.connect(postgres_tables_url, autocommit=True) as other:
            other.execute(f'ALTER DATABASE "{url.database}" SET default_transaction_read_only = on')
            other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        assert trouble(ledger) == "read_only"
    finally:
        ledger.dispose()

    for missing in (url.set(database="none_of_ours"), url.set(host="127.0.0.1", port=1)):
        nowhere = Ledger(missing, must_exist=True)
        assert trouble(nowhere) == "gone"
        with pytest.raises(Unanswered):
            nowhere.polls.ask("0" * 64)
        nowhere.dispose()
