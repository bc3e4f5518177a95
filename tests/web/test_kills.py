"""Twenty kills of workers and children in mid-search: every job ends exactly once."""

import pytest

from db.engine import Ledger
from db.models import JobRow
from tests.web.killing import Killer, lost, starter, wait
from tests.web.test_worker import ask, opened, states

pytestmark = pytest.mark.race

KILLS = 20


@pytest.fixture
def sqlite(sqlite_url: str):  # type: ignore[no-untyped-def]  # as `opened`
    yield from opened(sqlite_url)


@pytest.mark.timeout(600)
def test_twenty_kills_leave_every_job_ended_exactly_once(sqlite: Ledger) -> None:
    found = Killer(sqlite, starter(sqlite)).run(KILLS)

    assert found.lost >= KILLS
    assert found.lost <= found.workers_killed + found.children
    assert min(found.workers_killed, found.children) >= 3
    assert (found.stuck, found.shared) == (0, 0)
    assert found.results == found.done > 0


@pytest.mark.timeout(300)
def test_without_taking_back_a_killed_workers_job_is_stuck(sqlite: Ledger) -> None:
    """The control: what the test above would show if the guard were not there."""
    first, second = ask(sqlite, 2)
    begin = starter(sqlite, "tests.web.unguarded_worker")
    worker = begin()
    wait(lambda: states(sqlite, [first]) == ["running"])
    worker.kill()
    worker.wait()

    worker = begin()
    try:
        wait(lambda: states(sqlite, [second]) == ["done"])
        assert states(sqlite, [first]) == ["running"]
    finally:
        worker.terminate()
        worker.wait(20)
    assert lost(sqlite) == 0
    with sqlite.read() as session:
        assert session.get_one(JobRow, first).ended_at is None
