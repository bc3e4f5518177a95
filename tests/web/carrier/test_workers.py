"""Two worker processes on one database: they share the jobs, and outlive each other."""

import signal
import socket
import time
import urllib.request
from pathlib import Path
from subprocess import Popen

import psutil
import pytest
from sqlalchemy import select, text

from db.engine import Ledger
from db.models import JobRow, PlanRow
from db.operations import jobs
from db.queries import jobs as known
from tests import make
from tests.clock import NOW, TODAY
from tests.web.carrier.conftest import Start
from tests.web.test_worker import ended, states, until
from web.demo.fill import fill
from web.demo.units import QUEBEC

pytestmark = pytest.mark.race

PATIENCE = 6.0
"""Seconds from an order to the end of a search; other tests run meanwhile."""


def ask(ledger: Ledger, times: int, time_limit: int) -> list[int]:
    with ledger.write() as session:
        asked = {"time_limit": time_limit}
        return [jobs.ask(session, "solve", asked, make.BY, make.AT).id for _ in range(times)]


def each_ended_once(ledger: Ledger, job_ids: list[int]) -> None:
    """Every result belongs to one job, and every job that ended well has one."""
    with ledger.read() as session:
        rows = [known.job(session, job_id) for job_id in job_ids]
        results = [row.plan_id for row in rows if row.state == "done"]
        found = session.scalars(select(PlanRow.id).where(PlanRow.state == "solved"))
        assert sorted(found) == sorted(each or 0 for each in results)
        assert all(row.ended_at is not None for row in rows)


def all_end_one_after_another(ledger: Ledger, job_ids: list[int]) -> bool:
    """Does one more end in time, again and again? All at once take as long as the machine is slow:
    a search of two seconds lasted half a minute where twelve other programs wanted two cores.
    """
    return all(
        until(lambda most=most: left(ledger, job_ids) <= most)  # type: ignore[misc]  # a lambda's default
        for most in reversed(range(len(job_ids)))
    )


def left(ledger: Ledger, job_ids: list[int]) -> int:
    """How many have not ended."""
    return sum(not ended(ledger, [job_id]) for job_id in job_ids)


def searching(worker: Popen[bytes]) -> bool:
    return bool(psutil.Process(worker.pid).children())


def has_best(ledger: Ledger, job_id: int, attempt: int = 1) -> bool:
    with ledger.read() as session:
        row = known.job(session, job_id)
        return (row.state, row.attempt) == ("running", attempt) and row.best is not None


def stopped_in(ledger: Ledger, job_id: int, cancelled: bool = False) -> float:
    """Seconds from an order to the end."""
    with ledger.write() as session:
        (jobs.cancel if cancelled else jobs.stop)(session, job_id, make.BY, make.AT)
    asked_at = time.monotonic()
    assert until(lambda: ended(ledger, [job_id]))
    return time.monotonic() - asked_at


@pytest.mark.timeout(900)
def test_two_workers_share_ten_jobs_while_the_web_server_is_restarted(
    carried: Ledger, start: Start
) -> None:
    port = free_port()
    serve = ("run", "--without-worker", "--port", str(port))
    web = start(*serve, HEMICYCLE_SECRET_KEY="k" * 64)
    assert until(lambda: answers(port))
    job_ids = ask(carried, 10, time_limit=2)
    start(), start()

    assert until(lambda: states(carried, job_ids).count("running") == 2)
    web.kill()
    web.wait()
    # What served for it notices within a second, and leaves the port.
    assert until(lambda: not answers(port))
    start(*serve, HEMICYCLE_SECRET_KEY="k" * 64)

    assert all_end_one_after_another(carried, job_ids)
    assert until(lambda: answers(port))
    assert states(carried, job_ids) == ["done"] * 10
    each_ended_once(carried, job_ids)
    with carried.read() as session:
        assert set(session.scalars(select(JobRow.attempt))) == {1}


@pytest.mark.timeout(300)
def test_killed_workers_job_goes_on_with_the_other_and_orders_reach_both(
    empty: Ledger, start: Start
) -> None:
    with empty.write() as session:
        fill(session, QUEBEC, 1, TODAY, NOW)
    first, second, third = ask(empty, 3, time_limit=600)
    dying = start()
    assert until(lambda: states(empty, [first, second]) == ["running", "queued"])
    start()
    assert until(lambda: states(empty, [first, second]) == ["running", "running"])

    assert until(lambda: searching(dying))
    dying.kill()
    dying.wait()
    assert stopped_in(empty, second, cancelled=True) < PATIENCE
    assert until(lambda: has_best(empty, third))
    assert stopped_in(empty, third) < PATIENCE
    # Delivered again once its worker has given no sign of life for a while.
    assert until(lambda: has_best(empty, first, attempt=2))
    assert stopped_in(empty, first) < PATIENCE

    assert states(empty, [first, second, third]) == ["done", "cancelled", "done"]
    each_ended_once(empty, [first, second, third])
    with empty.read() as session:
        tried = {row.id: row.attempt for row in session.scalars(select(JobRow))}
        assert tried == {first: 2, second: 1, third: 1}


@pytest.mark.timeout(300)
def test_suspended_workers_job_is_taken_over_and_ends_once(carried: Ledger, start: Start) -> None:
    first = ask(carried, 1, time_limit=5)
    asleep = start()
    # Its child is starting: it is in no transaction that others would wait for.
    assert until(lambda: states(carried, first) == ["running"] and searching(asleep))
    asleep.send_signal(signal.SIGSTOP)
    try:
        start()
        assert until(lambda: states(carried, first) == ["done"])
    finally:
        asleep.send_signal(signal.SIGCONT)

    more = ask(carried, 2, time_limit=5)
    assert until(lambda: ended(carried, more))
    assert asleep.poll() is None
    assert states(carried, more) == ["done", "done"]
    each_ended_once(carried, first + more)
    with carried.read() as session:
        assert known.job(session, first[0]).attempt == 2


def test_worker_told_to_leave_gives_its_job_back(carried: Ledger, start: Start) -> None:
    job_ids = ask(carried, 1, time_limit=5)
    leaving = start()
    assert until(lambda: states(carried, job_ids) == ["running"])

    leaving.terminate()
    assert leaving.wait(20) == 0
    assert states(carried, job_ids) == ["queued"]
    start()

    assert until(lambda: states(carried, job_ids) == ["done"])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def test_worker_ends_with_a_sentence_once_its_database_is_upgraded(
    empty: Ledger, start: Start, tmp_path: Path
) -> None:
    with (tmp_path / "said").open("wb") as said:
        worker = start(errors=said)
        assert until(lambda: beating(empty))
        with empty.write() as session:
            session.execute(text("UPDATE alembic_version SET version_num = '9999'"))

        assert worker.wait(60) == 2

    assert "belongs to a newer version of Hemicycle" in (tmp_path / "said").read_text("utf-8")


def beating(ledger: Ledger) -> bool:
    """Has a worker said that it lives?"""
    with ledger.read() as session:
        return bool(
            session.scalar(text("SELECT count(*) FROM procrastinate.procrastinate_workers"))
        )
