"""Jobs: asked for by people, carried by attempts, ended exactly once."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from db.actors import Actor
from db.engine import Ledger
from db.errors import InvalidState
from db.migrate import upgrade
from db.models import AuditRow, JobRow
from db.operations import attempts, jobs
from db.operations.attempts import Orders, Superseded, Ticket
from db.queries import jobs as known

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)
LATER = NOW + timedelta(minutes=1)
SOMEBODY = Actor(id=None, name="test")


@pytest.fixture
def ledger(database_url: str) -> Iterator[Ledger]:
    upgrade(database_url)
    opened = Ledger(database_url)
    yield opened
    opened.dispose()


def asked(ledger: Ledger) -> int:
    with ledger.write() as session:
        return jobs.ask(session, "solve", {"time_limit": 5}, SOMEBODY, NOW).id


def claimed(ledger: Ledger) -> Ticket:
    with ledger.write() as session:
        ticket = attempts.claim(session, NOW)
    assert ticket is not None
    return ticket


def state(ledger: Ledger, job_id: int) -> str:
    with ledger.read() as session:
        return known.job(session, job_id).state


def test_ask_leaves_an_audit_line(ledger: Ledger) -> None:
    job_id = asked(ledger)

    with ledger.read() as session:
        line = session.scalars(select(AuditRow)).one()

    assert (line.subject, line.subject_id, line.what) == ("job", job_id, "asked")


def test_claim_takes_the_oldest_first(ledger: Ledger) -> None:
    first, second = asked(ledger), asked(ledger)

    tickets = [claimed(ledger), claimed(ledger)]

    assert tickets == [Ticket(first, 1), Ticket(second, 1)]
    with ledger.write() as session:
        assert attempts.claim(session, NOW) is None


def test_report_keeps_the_best_and_hears_orders(ledger: Ledger) -> None:
    job_id = asked(ledger)
    ticket = claimed(ledger)
    with ledger.write() as session:
        attempts.report(session, ticket, {"tier": 0}, {"m1": {}}, NOW)
        jobs.stop(session, job_id, SOMEBODY, NOW)

    with ledger.write() as session:
        orders = attempts.report(session, ticket, {"tier": 1}, None, LATER)

    assert orders == Orders(stop=True, cancel=False)
    with ledger.read() as session:
        row = known.job(session, job_id)
        assert (row.progress, row.best, row.seen_at) == ({"tier": 1}, {"m1": {}}, LATER)


def test_an_attempt_thought_dead_changes_nothing(ledger: Ledger) -> None:
    job_id = asked(ledger)
    dead = claimed(ledger)
    with ledger.write() as session:
        assert attempts.recover(session, NOW) == (job_id,)
    alive = claimed(ledger)

    with ledger.write() as session, pytest.raises(Superseded):
        attempts.drop(session, dead, NOW)

    assert alive == Ticket(job_id, 2)
    assert state(ledger, job_id) == "running"


def test_a_job_that_dies_three_times_is_given_up(ledger: Ledger) -> None:
    job_id = asked(ledger)

    for _ in range(attempts.ATTEMPTS_MAX):
        ticket = claimed(ledger)
        with ledger.write() as session:
            attempts.lose(session, ticket, LATER)

    with ledger.read() as session:
        row = known.job(session, job_id)
        assert (row.state, row.error_code, row.error_facts, row.ended_at) == (
            "failed",
            "job.died",
            {"attempts": 3},
            LATER,
        )


def test_leaving_in_good_order_uses_up_no_attempt(ledger: Ledger) -> None:
    job_id = asked(ledger)

    for _ in range(attempts.ATTEMPTS_MAX + 1):
        ticket = claimed(ledger)
        with ledger.write() as session:
            attempts.give_back(session, ticket)
    last = claimed(ledger)
    with ledger.write() as session:
        attempts.lose(session, last, LATER)

    assert last == Ticket(job_id, 1)
    assert state(ledger, job_id) == "queued"


def test_attempt_thought_dead_has_no_ticket_of_a_later_one(ledger: Ledger) -> None:
    job_id = asked(ledger)
    dead = claimed(ledger)
    with ledger.write() as session:
        attempts.lose(session, dead, NOW)
    left = claimed(ledger)
    with ledger.write() as session:
        attempts.give_back(session, left)

    with ledger.write() as session, pytest.raises(Superseded):
        attempts.drop(session, dead, NOW)
    assert claimed(ledger) == Ticket(job_id, 2)
    with ledger.write() as session, pytest.raises(Superseded):
        attempts.drop(session, dead, NOW)
    assert state(ledger, job_id) == "running"


def test_cancel_ends_a_waiting_job_at_once(ledger: Ledger) -> None:
    job_id = asked(ledger)

    with ledger.write() as session:
        jobs.cancel(session, job_id, SOMEBODY, NOW)

    assert state(ledger, job_id) == "cancelled"
    with ledger.write() as session, pytest.raises(InvalidState):
        jobs.stop(session, job_id, SOMEBODY, NOW)


def test_stop_keeps_a_waiting_job_that_found_something(ledger: Ledger) -> None:
    job_id = asked(ledger)
    ticket = claimed(ledger)
    with ledger.write() as session:
        attempts.report(session, ticket, {}, {"m1": {}}, NOW)
        attempts.lose(session, ticket, NOW)

    with ledger.write() as session:
        jobs.stop(session, job_id, SOMEBODY, NOW)

    assert state(ledger, job_id) == "queued"


def test_a_cancelled_job_that_dies_does_not_run_again(ledger: Ledger) -> None:
    job_id = asked(ledger)
    ticket = claimed(ledger)
    with ledger.write() as session:
        jobs.cancel(session, job_id, SOMEBODY, NOW)
        attempts.lose(session, ticket, LATER)

    assert state(ledger, job_id) == "cancelled"


def test_queries_find_the_latest_and_the_open(ledger: Ledger) -> None:
    first, second = asked(ledger), asked(ledger)
    with ledger.write() as session:
        jobs.cancel(session, first, SOMEBODY, NOW)

    with ledger.read() as session:
        latest = known.latest(session, "solve")
        open_ids = [row.id for row in known.open_jobs(session, "solve")]

    assert isinstance(latest, JobRow)
    assert latest.id == second
    assert open_ids == [second]
