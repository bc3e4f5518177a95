"""The worker: every job ends exactly once, whoever is killed on the way."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import psutil
import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from db.engine import Ledger
from db.lock import worker_lock
from db.models import PlanRow
from db.operations import jobs, scenarios
from db.queries import jobs as known
from db.queries import scenarios as known_scenarios
from matcher.scenario import Change
from tests import make
from tests.clock import TODAY
from tests.worlds import migrated
from web.worker.running import work

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 60.0


@pytest.fixture
def ledger(database_url: str) -> Iterator[Ledger]:
    yield from opened(database_url)


@pytest.fixture
def sqlite(sqlite_url: str) -> Iterator[Ledger]:
    yield from opened(sqlite_url)


def opened(url: str) -> Iterator[Ledger]:
    """A ledger in which one expert can be sent on one mission."""
    migrated(url)
    ledger = Ledger(url)
    with ledger.write() as session:
        institution, partner = make.institution(session), make.partner(session)
        make.expert(session, institution)
        make.mission(session, institution, partner, first=next_monday())
    yield ledger
    ledger.dispose()


def next_monday() -> date:
    """A Monday after the freeze zone of today: workers read the real clock."""
    day = TODAY + timedelta(days=42)
    return day + timedelta(days=-day.weekday() % 7)


def ask(ledger: Ledger, times: int = 1) -> list[int]:
    with ledger.write() as session:
        asked = {"time_limit": 5}
        return [jobs.ask(session, "solve", asked, make.BY, make.AT).id for _ in range(times)]


def states(ledger: Ledger, job_ids: list[int]) -> list[str]:
    with ledger.read() as session:
        return [known.job(session, job_id).state for job_id in job_ids]


def ended(ledger: Ledger, job_ids: list[int]) -> bool:
    return not set(states(ledger, job_ids)) & set(known.OPEN)


def until(true: Callable[[], bool]) -> bool:
    """Did it become true in time?"""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.05)
    return False


def work_until(ledger: Ledger, done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + SECONDS
    work(ledger, lambda: done() or time.monotonic() > deadline)


def start_worker(ledger: Ledger) -> subprocess.Popen[bytes]:
    url = ledger.engine.url.render_as_string(hide_password=False)
    environment = os.environ | {"HEMICYCLE_DATABASE_URL": url}
    return subprocess.Popen([sys.executable, "-m", "web.cli", "worker"], cwd=ROOT, env=environment)


def test_a_job_ends_with_a_solved_plan(ledger: Ledger) -> None:
    job_ids = ask(ledger)

    work_until(ledger, lambda: ended(ledger, job_ids))

    with ledger.read() as session:
        job = known.job(session, job_ids[0])
        plan = session.scalars(select(PlanRow)).one()
        assert (job.state, job.attempt, job.plan_id) == ("done", 1, plan.id)
        assert (plan.state, plan.status, len(plan.assignments)) == ("solved", "optimal", 1)
        assert job.progress is not None
        assert job.progress["vacancies"] == 0


def test_a_scenario_is_solved_with_its_changes(ledger: Ledger) -> None:
    with ledger.write() as session:
        row = scenarios.open_scenario(session, "Without her", make.BY, make.AT)
        away = Change("expert.withdrawn", {"expert": "e1"})
        scenarios.change(session, row.id, [away], make.BY, make.AT)
        asked = {"time_limit": 5, "scenario": row.id}
        job_ids = [jobs.ask(session, "solve", asked, make.BY, make.AT).id]

    work_until(ledger, lambda: ended(ledger, job_ids))

    with ledger.read() as session:
        plan = session.scalars(select(PlanRow)).one()
        found = known_scenarios.scenario(session, 1)
        assert (found.plan_id, found.solved_gesture) == (plan.id, 1)
        assert list(plan.assignments) == []


def test_a_cancelled_job_leaves_no_plan(sqlite: Ledger) -> None:
    job_ids = ask(sqlite)

    def cancelled_once_running() -> bool:
        if states(sqlite, job_ids) == ["running"]:
            with sqlite.write() as session:
                jobs.cancel(session, job_ids[0], make.BY, make.AT)
        return ended(sqlite, job_ids)

    work_until(sqlite, cancelled_once_running)

    assert states(sqlite, job_ids) == ["cancelled"]
    with sqlite.read() as session:
        assert session.scalars(select(PlanRow)).all() == []


def test_a_killed_child_is_replaced(sqlite: Ledger) -> None:
    job_ids = ask(sqlite)
    worker = start_worker(sqlite)
    children = psutil.Process(worker.pid).children
    try:
        assert until(lambda: states(sqlite, job_ids) == ["running"] and bool(children()))
        for child in children():
            child.kill()
        assert until(lambda: ended(sqlite, job_ids))
    finally:
        worker.terminate()
        worker.wait(10)

    with sqlite.read() as session:
        job = known.job(session, job_ids[0])
        assert (job.state, job.attempt) == ("done", 2)


def test_a_worker_told_to_leave_gives_its_job_back(sqlite: Ledger) -> None:
    job_ids = ask(sqlite)
    worker = start_worker(sqlite)
    assert until(lambda: states(sqlite, job_ids) == ["running"])

    worker.terminate()

    assert worker.wait(10) == 0
    assert states(sqlite, job_ids) == ["queued"]


def test_silent_holder_loses_the_lock_to_who_asks_for_it(postgres_url: str) -> None:
    ledgers = [Ledger(postgres_url), Ledger(postgres_url)]
    with worker_lock(ledgers[0].engine) as held:
        assert held is not None
        with worker_lock(ledgers[1].engine, silent=30.0) as patient:
            assert patient is None
        time.sleep(0.6)
        with worker_lock(ledgers[1].engine, silent=0.5) as taken:
            assert taken is not None
            with pytest.raises(OperationalError):
                held()
    for ledger in ledgers:
        ledger.dispose()


def test_one_worker_at_a_time(ledger: Ledger) -> None:
    with worker_lock(ledger.engine) as first, worker_lock(ledger.engine) as second:
        assert first is not None
        assert first()
        assert second is None
    with worker_lock(ledger.engine) as third:
        assert third is not None
