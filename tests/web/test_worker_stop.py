"""Stopping a long search keeps the best it has found, at once."""

import os
import time
from collections.abc import Iterator

import pytest

from db.engine import Ledger
from db.mapping import load_plan, load_problem
from db.models import PlanRow
from db.operations import attempts, jobs
from db.queries import jobs as known
from matcher.review import review
from tests import make
from tests.clock import NOW, TODAY
from tests.processes import searches
from tests.web.test_worker import start_worker, states, until
from tests.worlds import migrated
from web.demo.fill import fill
from web.demo.units import QUEBEC
from web.worker.running import attempt

pytestmark = pytest.mark.race

PATIENCE = 4.0
"""Seconds from the order to the end; other tests run meanwhile."""


@pytest.fixture
def ledger(sqlite_url: str) -> Iterator[Ledger]:
    """A parliament with a year of missions: nobody proves its best plan in a minute."""
    migrated(sqlite_url)
    opened = Ledger(sqlite_url)
    with opened.write() as session:
        fill(session, QUEBEC, 1, TODAY, NOW)
    yield opened
    opened.dispose()


def test_stop_keeps_the_best_at_once(ledger: Ledger) -> None:
    with ledger.write() as session:
        job_id = jobs.ask(session, "solve", {"time_limit": 600}, make.BY, make.AT).id
    worker = start_worker(ledger)
    try:
        assert until(lambda: has_found_something(ledger, job_id))
        with ledger.write() as session:
            jobs.stop(session, job_id, make.BY, make.AT)
        asked_at = time.monotonic()
        assert until(lambda: states(ledger, [job_id]) == ["done"])
        seconds = time.monotonic() - asked_at
    finally:
        worker.terminate()
        worker.wait(10)

    assert seconds < PATIENCE
    with ledger.read() as session:
        plan_id = known.job(session, job_id).plan_id
        assert plan_id is not None
        problem = load_problem(session, today=TODAY)
        kept = load_plan(session, plan_id, problem)
        plan = session.get_one(PlanRow, plan_id)
        assert review(problem, kept).breaches == ()
        assert list(review(problem, kept).tiers) == [tier["value"] for tier in plan.tiers]


def test_service_that_is_stopped_uses_up_no_attempt(ledger: Ledger) -> None:
    """All of its processes are told at once, as a service manager does."""
    with ledger.write() as session:
        job_id = jobs.ask(session, "solve", {"time_limit": 600}, make.BY, make.AT).id
    worker = start_worker(ledger)
    try:
        assert until(lambda: has_found_something(ledger, job_id))
        for child in searches(worker.pid):
            child.terminate()
        worker.terminate()
    finally:
        worker.wait(20)

    with ledger.read() as session:
        row = known.job(session, job_id)
        assert (row.state, row.attempt) == ("queued", 0)


def test_child_that_died_because_we_leave_uses_up_no_attempt(ledger: Ledger) -> None:
    with ledger.write() as session:
        job_id = jobs.ask(session, "solve", {"time_limit": 600}, make.BY, make.AT).id
        ticket = attempts.claim(session, make.AT)
    assert ticket is not None
    asked: list[bool] = []

    def leaving() -> bool:
        if not asked:
            for child in searches(os.getpid()):
                child.kill()
        asked.append(True)
        return len(asked) > 1

    attempt(ledger, ticket, leaving)

    with ledger.read() as session:
        row = known.job(session, job_id)
        assert (row.state, row.attempt) == ("queued", 0)


def has_found_something(ledger: Ledger, job_id: int) -> bool:
    with ledger.read() as session:
        return known.job(session, job_id).best is not None
