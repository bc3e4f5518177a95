"""The best plan that a running search has told of: the next attempt begins from it."""

import json
from collections.abc import Iterator

import pytest

from db.engine import Ledger
from db.mapping import load_problem
from db.queries import jobs as known
from matcher.files import read_plan
from tests.clock import TODAY
from tests.web.test_trials import carry_out, fill
from tests.worlds import migrated
from web.service.trials.question import right_plan


@pytest.fixture
def ledger(sqlite_url: str) -> Iterator[Ledger]:
    """Two experts and a mission, solved and published."""
    migrated(sqlite_url)
    opened = Ledger(sqlite_url)
    fill(opened)
    yield opened
    opened.dispose()


def test_best_so_far_can_be_read_by_the_next_attempt(ledger: Ledger) -> None:
    # It once was kept without its measures, and thrown away as unreadable.
    job_id = carry_out(ledger, "solve", {"time_limit": 5})

    with ledger.read() as session:
        best = known.job(session, job_id).best
        problem = load_problem(session, today=TODAY)
    assert best is not None
    plan = read_plan(json.dumps(best), problem.horizon)
    assert right_plan(plan, problem) == plan
    assert sum(1 for _ in plan.assignments) == 1
