"""A job and what carries it are written together, and nobody is forgotten."""

import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from alembic import command
from sqlalchemy import text

from db.engine import Ledger
from db.errors import ForeignTables
from db.migrate import settings, upgrade
from db.operations import attempts, jobs
from db.operations.attempts import Ticket
from db.queries import jobs as known
from tests import make
from web.service.carrying.carriers import TASK
from web.worker.carrier.left import hand_over
from web.worker.carrier.schema import SCHEMA, apply, shipped

ROOT = Path(__file__).resolve().parents[3]


def carried_ids(ledger: Ledger) -> list[int]:
    rows = f"SELECT args ->> 'job' FROM {SCHEMA}.procrastinate_jobs WHERE task_name = :task"
    with ledger.read() as session:
        return [int(each) for each in session.scalars(text(f"{rows} ORDER BY id"), {"task": TASK})]


def test_job_is_handed_over_in_its_own_transaction(carried: Ledger) -> None:
    with carried.write() as session:
        kept = jobs.ask(session, "solve", {}, make.BY, make.AT).id
        assert session.scalar(text("SHOW search_path")) == '"$user", public'
    with pytest.raises(ZeroDivisionError), carried.write() as session:
        jobs.ask(session, "solve", {}, make.BY, make.AT)
        raise ZeroDivisionError

    assert carried_ids(carried) == [kept]
    with carried.read() as session:
        assert [row.id for row in known.open_jobs(session)] == [kept]


ASKING = """
import os, sys
from db.engine import Ledger
from db.operations import jobs
from tests import make
from web.service.carrying.carriers import Carrying
from web.service.carrying import carriers as carrying

address, moment = sys.argv[1:]
ledger = Ledger(address, Carrying())
with ledger.write() as session:
    if moment == "before":
        session.info["carrier"] = lambda *_: os._exit(9)
    jobs.ask(session, "solve", {}, make.BY, make.AT)
    session.flush()
    if moment == "between":
        os._exit(9)
os._exit(9)
"""


@pytest.mark.parametrize("moment", ["before", "between", "after"])
def test_process_killed_while_it_asks_loses_no_job_and_carries_none_without_a_row(
    carried: Ledger, postgres_url: str, moment: str
) -> None:
    killed = subprocess.run([sys.executable, "-c", ASKING, postgres_url, moment], cwd=ROOT)

    assert killed.returncode == 9
    with carried.read() as session:
        rows = [row.id for row in known.open_jobs(session)]
    assert carried_ids(carried) == rows
    assert len(rows) == (1 if moment == "after" else 0)


def test_job_that_nobody_carries_is_handed_over(carried: Ledger, postgres_url: str) -> None:
    without = Ledger(postgres_url)
    with without.write() as session:
        forgotten = jobs.ask(session, "solve", {}, make.BY, make.AT).id
        over = jobs.ask(session, "solve", {}, make.BY, make.AT).id
        jobs.cancel(session, over, make.BY, make.AT)
    with carried.write() as session:
        jobs.ask(session, "solve", {}, make.BY, make.AT)

    with carried.write() as session:
        first = hand_over(session)
    with carried.write() as session:
        second = hand_over(session)

    assert (first, second) == ([forgotten], [])
    assert forgotten in carried_ids(carried)
    without.dispose()


def test_take_begins_again_what_a_dead_worker_left_and_nothing_that_has_ended(
    carried: Ledger,
) -> None:
    with carried.write() as session:
        job_id = jobs.ask(session, "solve", {}, make.BY, make.AT).id
    found = []
    for _ in range(attempts.ATTEMPTS_MAX + 1):
        with carried.write() as session:
            found.append(attempts.take(session, job_id, make.AT))

    assert found == [*(Ticket(job_id, n + 1) for n in range(attempts.ATTEMPTS_MAX)), None]
    with carried.write() as session:
        assert known.job(session, job_id).state == "failed"
        assert attempts.take(session, job_id + 1, make.AT) is None


def test_schema_is_made_once_and_leaves_ours_alone(postgres_url: str) -> None:
    upgrade(postgres_url)

    apply(postgres_url)
    apply(postgres_url)

    command.check(settings(postgres_url))
    with psycopg.connect(postgres_url) as wire:
        seen = wire.execute(f"SELECT count(*) FROM {SCHEMA}.hemicycle_seen").fetchone()
        assert seen == (len(shipped()),)


def test_migrations_of_a_later_release_are_applied_once(postgres_url: str) -> None:
    whole, later = "CREATE TABLE procrastinate_jobs (id int)", "ALTER TABLE procrastinate_jobs "
    apply(postgres_url, whole, {"01.sql": ""})

    steps = {"01.sql": "", "02.sql": later + "ADD a int", "03.sql": later + "ADD b int"}
    apply(postgres_url, whole, steps)
    apply(postgres_url, whole, steps)

    with psycopg.connect(postgres_url) as wire:
        table = wire.execute(f"SELECT a, b FROM {SCHEMA}.procrastinate_jobs")
        assert table.fetchall() == []


def test_tables_of_somebody_else_are_left_alone(postgres_url: str) -> None:
    with psycopg.connect(postgres_url, autocommit=True) as wire:
        wire.execute(f"CREATE SCHEMA {SCHEMA}")
        wire.execute(f"CREATE TABLE {SCHEMA}.procrastinate_jobs (id int)")

    with pytest.raises(ForeignTables):
        apply(postgres_url)
