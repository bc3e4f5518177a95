"""Trials as jobs: asked on a page, worked out in a child, kept and shown, on both databases."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from db.engine import Ledger
from db.mapping import load_plan, load_problem
from db.models import ExpertRow, InstitutionRow, JobRow
from db.operations import attempts, jobs
from db.operations.publish import publish
from db.queries import jobs as known
from db.queries import plans
from matcher.plan import Answer
from matcher.trials.fragility import fragility
from matcher.trials.trial import TrialLimits
from tests import make
from tests.clock import NOW, now
from tests.web.conftest import Browser
from tests.web.test_worker import ended, next_monday, work_until
from tests.worlds import migrated
from web.service.trials.found import read_losses
from web.service.trials.kinds import LOSSES
from web.worker.jobs.solve import perform


@pytest.fixture
def both(database_url: str) -> Iterator[Ledger]:
    """A published plan that stands and falls with one expert, on each database."""
    migrated(database_url)
    opened = Ledger(database_url)
    fill(opened)
    yield opened
    opened.dispose()


@pytest.fixture
def filled(ledger: Ledger, institution: int) -> Ledger:
    """The same in the app's own database."""
    fill(ledger, institution)
    return ledger


def fill(ledger: Ledger, institution: int | None = None) -> None:
    """Two officials and a mission for one: only Anne speaks Spanish."""
    with ledger.write() as session:
        known_one = institution is not None and session.get_one(InstitutionRow, institution)
        home, partner = known_one or make.institution(session, "trial"), make.partner(session)
        make.expert(session, home, "Anne Bova", languages={"fr": "C2", "es": "C1"})
        make.expert(session, home, "Luc Dorval", languages={"fr": "C2"})
        role = make.role(languages={"es": "B2"})
        make.mission(session, home, partner, role, title="Budget", first=next_monday())
    carry_out(ledger, "solve", {"time_limit": 5})
    with ledger.write() as session:
        [job] = session.scalars(select(JobRow))
        assert job.plan_id is not None
        publish(session, job.plan_id, make.BY, NOW)


def carry_out(
    ledger: Ledger,
    kind: str,
    asked: dict[str, object],
    leaving: Callable[[], bool] = lambda: False,
) -> int:
    """Ask for a job and do it, as the worker would."""
    with ledger.write() as session:
        job_id = jobs.ask(session, kind, asked, make.BY, NOW).id
    go_on(ledger, leaving)
    return job_id


def go_on(ledger: Ledger, leaving: Callable[[], bool] = lambda: False) -> None:
    with ledger.write() as session:
        ticket = attempts.claim(session, NOW)
    assert ticket is not None
    perform(ledger, ticket, now, leaving)


def test_losses_are_worked_out_by_the_worker_as_by_the_matcher(both: Ledger) -> None:
    with both.write() as session:
        job_id = jobs.ask(session, LOSSES, {"seconds": 20}, make.BY, NOW).id

    work_until(both, lambda: ended(both, [job_id]))

    with both.read() as session:
        job = known.job(session, job_id)
        problem = load_problem(session, today=NOW.date(), freeze_days=0)
        live = plans.live_id(session)
        plan = load_plan(session, live or 0, problem)
    assert (job.state, job.attempt, job.base_plan_id) == ("done", 1, live)
    found = read_losses(job.best or {})
    uncounted = replace(problem, published={})
    sure = fragility(
        uncounted, Answer("feasible", plan), seconds=240, limits=TrialLimits(seconds=60)
    )
    assert found.fragility.critical == sure.critical
    assert [each.expert for each in found.fragility.critical] == ["e1"]
    assert (found.fragility.complete, found.untouched) == (True, 1)


def test_losses_of_a_plan_that_broke_are_refused(both: Ledger) -> None:
    with both.write() as session:
        anne = session.scalars(select(ExpertRow).order_by(ExpertRow.id)).first()
        assert anne is not None
        make.busy(session, anne, next_monday(), next_monday() + timedelta(days=40))

    job_id = carry_out(both, LOSSES, {"seconds": 10})

    with both.read() as session:
        job = known.job(session, job_id)
        assert (job.state, job.error_code) == ("failed", "trial.broken_plan")


def test_leaving_worker_gives_a_trial_back_and_the_next_one_ends_it(both: Ledger) -> None:
    job_id = carry_out(both, LOSSES, {"seconds": 10}, leaving=lambda: True)

    with both.read() as session:
        assert known.job(session, job_id).state == "queued"
    go_on(both)

    with both.read() as session:
        job = known.job(session, job_id)
        assert (job.state, job.attempt) == ("done", 1)


def test_cancelled_trial_keeps_nothing(filled: Ledger) -> None:
    with filled.write() as session:
        job_id = jobs.ask(session, LOSSES, {"seconds": 60}, make.BY, NOW).id
        ticket = attempts.claim(session, NOW)
        jobs.cancel(session, job_id, make.BY, NOW)
    assert ticket is not None

    perform(filled, ticket, now, lambda: False)

    with filled.read() as session:
        job = known.job(session, job_id)
        assert (job.state, job.best) == ("cancelled", None)


def test_page_asks_once_shows_progress_and_then_the_findings(
    filled: Ledger, coordinator: Browser
) -> None:
    assert "Nobody has asked yet" in coordinator.get("/coverage").text

    first = coordinator.send("/trials/losses", {"seconds": 30}, page="/coverage")
    again = coordinator.send("/trials/losses", {"seconds": 30}, page="/coverage")
    waiting = coordinator.get(first.location).text
    go_on(filled)
    shown = coordinator.get(first.location)
    page = coordinator.get("/coverage").text

    assert first.status_code == 303
    assert first.location == again.location
    assert "The question waits for its turn." in waiting
    assert (shown.status_code, shown.location) == (303, "/coverage#losses")
    assert "Found for release 1" in page
    assert "1 person is hard to replace" in page
    assert "Without Anne Bova, whatever is done:" in page
    assert "“Budget”: nobody could step in as the plan stands." in page


def test_page_leads_to_conflicts_where_the_plan_broke(filled: Ledger, coordinator: Browser) -> None:
    with filled.write() as session:
        anne = session.scalars(select(ExpertRow).order_by(ExpertRow.id)).first()
        assert anne is not None
        make.busy(session, anne, next_monday(), next_monday() + timedelta(days=40))

    page = coordinator.get("/coverage").text

    assert "repair its conflicts first" in page
    assert 'action="/trials/losses"' not in page


def test_trial_that_waits_can_be_cancelled_on_its_page(
    filled: Ledger, coordinator: Browser
) -> None:
    asked = coordinator.send("/trials/losses", {"seconds": 30}, page="/coverage")

    coordinator.send(f"{asked.location}/cancel", page=asked.location)

    assert "The question was cancelled" in coordinator.get(asked.location).text


@pytest.mark.parametrize("seconds", ["0", "7", "86400"])
def test_other_times_than_those_offered_are_refused(
    filled: Ledger, coordinator: Browser, seconds: str
) -> None:
    answer = coordinator.send("/trials/losses", {"seconds": seconds}, page="/coverage")

    assert answer.status_code == 400


def test_losses_are_not_asked_of_nothing(coordinator: Browser, ledger: Ledger) -> None:
    answer = coordinator.send("/trials/losses", {"seconds": 30}, page="/scenarios")

    assert answer.location == "/coverage"
    with ledger.read() as session:
        assert known.latest(session, LOSSES) is None
