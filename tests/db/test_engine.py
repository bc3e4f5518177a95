"""Transactions: writers queue, readers cannot write, nothing is half done."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from threading import Barrier

import pytest
from sqlalchemy import Engine, create_engine, insert, select, text
from sqlalchemy.exc import DatabaseError, IntegrityError, StatementError

from db.engine import Ledger, normalised
from db.models import Base, BusyRow, InstitutionRow, SettingRow
from tests import make

ROUNDS = 25
THREADS = 4


def test_writing_commits_at_the_end_of_the_block(ledger: Ledger) -> None:
    with ledger.write() as session:
        session.add(SettingRow(name="a", value="1"))

    with ledger.read() as session:
        assert session.scalar(select(SettingRow.value)) == "1"


def test_writing_undoes_all_of_it_on_an_error(ledger: Ledger) -> None:
    with pytest.raises(RuntimeError), ledger.write() as session:
        session.add(SettingRow(name="a", value="1"))
        session.flush()
        raise RuntimeError

    with ledger.read() as session:
        assert session.scalar(select(SettingRow.value)) is None


def test_the_database_refuses_to_write_where_one_reads(ledger: Ledger) -> None:
    with pytest.raises(DatabaseError, match=r"readonly|read-only"), ledger.read() as session:
        session.add(SettingRow(name="a", value="1"))
        session.flush()


def test_writing_after_reading_on_the_same_connection_works(ledger: Ledger) -> None:
    with ledger.read() as session:
        session.scalars(select(SettingRow)).all()

    with ledger.write() as session:
        session.add(SettingRow(name="a", value="1"))

    with ledger.read() as session:
        assert session.scalars(select(SettingRow.value)).all() == ["1"]


def test_a_reader_sees_one_state_while_others_write(ledger: Ledger) -> None:
    with ledger.read() as reader:
        before = reader.scalars(select(SettingRow.name)).all()
        with ledger.write() as session:
            session.add(SettingRow(name="a", value="1"))
        after = reader.scalars(select(SettingRow.name)).all()

    assert (before, after) == ([], [])


def _count_up(ledger: Ledger) -> None:
    for _ in range(ROUNDS):
        with ledger.write() as session:
            row = session.get_one(SettingRow, "count")
            row.value = str(int(row.value) + 1)


def test_no_read_modify_write_is_lost(ledger: Ledger) -> None:
    with ledger.write() as session:
        session.add(SettingRow(name="count", value="0"))

    with ThreadPoolExecutor(THREADS) as pool:
        for done in [pool.submit(_count_up, ledger) for _ in range(THREADS)]:
            done.result()

    with ledger.read() as session:
        assert session.scalar(select(SettingRow.value)) == str(ROUNDS * THREADS)


def _count_up_unguarded(engine: Engine, all_have_read: Barrier) -> None:
    for number in range(ROUNDS):
        with engine.begin() as connection:
            value = connection.scalar(text("SELECT value FROM setting"))
            if number == 0:
                # Nobody has written yet: however they take turns, the first count is lost.
                all_have_read.wait(timeout=60)
            new = {"value": str(int(value or 0) + 1)}
            connection.execute(text("UPDATE setting SET value = :value"), new)


def test_without_the_guard_updates_are_lost(ledger: Ledger) -> None:
    """The control: the same counting in the drivers' own transactions."""
    with ledger.write() as session:
        session.add(SettingRow(name="count", value="0"))
    engine = create_engine(ledger.engine.url)

    met = Barrier(THREADS)
    with ThreadPoolExecutor(THREADS) as pool:
        for done in [pool.submit(_count_up_unguarded, engine, met) for _ in range(THREADS)]:
            done.exception()
    engine.dispose()

    with ledger.read() as session:
        assert int(session.scalar(select(SettingRow.value)) or 0) < ROUNDS * THREADS


def test_sqlite_is_set_as_decided(sqlite_ledger: Ledger) -> None:
    names = "journal_mode synchronous foreign_keys recursive_triggers trusted_schema busy_timeout"
    with sqlite_ledger.write() as session:
        found = [session.scalar(text(f"PRAGMA {name}")) for name in names.split()]

    assert found == ["wal", 2, 1, 1, 0, 10000]


def test_references_are_held(ledger: Ledger) -> None:
    with pytest.raises(IntegrityError), ledger.write() as session:
        session.add(BusyRow(expert_id=77, first=1, last=1, created_at=make.AT))


def test_error_of_the_database_does_not_repeat_what_was_written(ledger: Ledger) -> None:
    with pytest.raises(IntegrityError) as refused, ledger.write() as session:
        for _ in range(2):
            session.execute(insert(SettingRow).values(name="twice", value="verysecret"))

    assert "verysecret" not in str(refused.value)


def test_checks_are_held(ledger: Ledger) -> None:
    with pytest.raises(IntegrityError), ledger.write() as session:
        make.institution(session, kind="club")


def test_moments_come_back_aware_and_in_utc(ledger: Ledger) -> None:
    local = datetime(2027, 1, 4, 4, 0, tzinfo=timezone(timedelta(hours=-5)))
    with ledger.write() as session:
        expert = make.expert(session, make.institution(session))
        expert.changed_at = local
        session.flush()
        session.expire_all()

        assert (expert.changed_at, expert.changed_at.tzinfo) == (make.AT, UTC)


def test_a_moment_without_a_zone_is_refused(ledger: Ledger) -> None:
    with pytest.raises(StatementError, match="time zone"), ledger.write() as session:
        naive = make.AT.replace(tzinfo=None)
        session.add(BusyRow(expert_id=1, first=1, last=1, created_at=naive))


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_postgresql_addresses_mean_psycopg_3(scheme: str) -> None:
    assert normalised(f"{scheme}://host/name").drivername == "postgresql+psycopg"


def test_accents_are_kept(ledger: Ledger) -> None:
    with ledger.write() as session:
        make.institution(session, name_fr="Assemblée d’Été ☀")
        session.flush()
        session.expire_all()

        assert session.scalar(select(InstitutionRow.name_fr)) == "Assemblée d’Été ☀"


def test_every_table_has_only_named_constraints() -> None:
    assert Base.metadata.tables
    nameless = [
        (table.name, constraint)
        for table in Base.metadata.tables.values()
        for constraint in table.constraints
        if not constraint.name
    ]

    assert nameless == []
