"""A message in a worker's hands: one at a time, patient, and never written by who is late."""

from collections.abc import Iterator
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy.orm import Session

from db.engine import Ledger
from db.operations import mailing, outbox
from db.operations.mailing import (
    FAILURES_MAX,
    FIRST_WAIT,
    LEASE,
    LONGEST_WAIT,
    Attempt,
    AttemptOver,
    Failure,
)
from tests import make
from tests.db.outgoing import HOUR, Story, begin, messages, publish_with, take, told

REFUSED = Failure("mail.refused", {"said": "550 no"}, is_final=True)
BUSY = Failure("mail.unreachable")


@pytest.fixture
def story(ledger: Ledger) -> Story:
    with ledger.write() as session:
        story = begin(session, at_once=True)
        publish_with(session, story, story.anne)
        return story


@pytest.fixture
def session(ledger: Ledger, story: Story) -> Iterator[Session]:
    with ledger.write() as session:
        yield session


def test_sent_message_is_not_taken_again(session: Session) -> None:
    mailing.sent(session, take(session), make.AT)

    assert mailing.claim(session, make.AT + LEASE * 2) is None
    row = messages(session)[0]
    assert (row.state, row.sent_at, row.address) == ("sent", make.AT, "anne@qc.example")


def test_failure_waits_twice_as_long_each_time_and_ends(session: Session) -> None:
    at, waits = make.AT, []
    for _ in range(FAILURES_MAX):
        mailing.failed(session, take(session, at), BUSY, at)
        row = messages(session)[0]
        if row.next_at is not None:
            assert mailing.claim(session, row.next_at - timedelta(seconds=1)) is None
            waits.append(row.next_at - at)
            at = row.next_at

    assert waits[:4] == [FIRST_WAIT, 2 * FIRST_WAIT, 4 * FIRST_WAIT, 8 * FIRST_WAIT]
    assert max(waits) == waits[-1] == LONGEST_WAIT
    assert len(waits) == FAILURES_MAX - 1
    assert messages(session)[0].state == "failed"


def test_final_refusal_ends_at_once(session: Session) -> None:
    mailing.failed(session, take(session), REFUSED, make.AT)

    row = messages(session)[0]
    assert (row.state, row.error_code, row.is_doubtful) == ("failed", "mail.refused", False)
    assert mailing.claim(session, make.AT + LEASE * 2) is None


def test_released_again_it_begins_patient(session: Session) -> None:
    mailing.failed(session, take(session), REFUSED, make.AT)

    outbox.release(session, [messages(session)[0].id], make.BY, make.AT)
    mailing.failed(session, take(session), BUSY, make.AT)

    assert messages(session)[0].next_at == make.AT + FIRST_WAIT


def test_message_of_a_dead_worker_comes_again_after_its_lease(session: Session) -> None:
    lost = take(session)

    assert mailing.claim(session, make.AT + LEASE - timedelta(seconds=1)) is None
    again = take(session, make.AT + LEASE)

    assert (again.key, again.number, again.was_doubtful) == (lost.key, lost.number + 1, True)
    with pytest.raises(AttemptOver):
        mailing.sent(session, lost, make.AT + LEASE)
    mailing.sent(session, again, make.AT + LEASE)


def test_what_may_have_arrived_is_followed_by_its_end(session: Session, story: Story) -> None:
    mailing.failed(session, take(session), Failure("mail.cut_off", is_doubtful=True), make.AT)

    publish_with(session, story, at=make.AT + HOUR)

    assert told(session) == [
        (story.anne, "REQUEST", 0, "superseded"),
        (story.anne, "CANCEL", 1, "ready"),
    ]


def test_nothing_overtakes_what_is_on_its_way(session: Session, story: Story) -> None:
    first = take(session)
    publish_with(session, story, story.anne, week=1, at=make.AT + timedelta(minutes=1))
    at = make.AT + timedelta(minutes=2)
    assert mailing.claim(session, at) is None

    mailing.sent(session, first, at)

    assert take(session, at).number == 1
    assert told(session, "sending") == [(story.anne, "REQUEST", 1, "sending")]


def test_what_a_dead_worker_left_gives_way_to_what_is_so_now(
    session: Session, story: Story
) -> None:
    take(session)
    publish_with(session, story, story.anne, week=1, at=make.AT + timedelta(minutes=1))

    take(session, make.AT + LEASE)

    assert told(session) == [
        (story.anne, "REQUEST", 0, "superseded"),
        (story.anne, "REQUEST", 1, "sending"),
    ]


def test_two_workers_never_take_the_same_message(ledger: Ledger, story: Story) -> None:
    with ledger.write() as session:
        home = messages(session)[0].institution
        for number in range(8):
            partner = make.partner(session, f"p{number}")
            expert = make.expert(session, home, f"Expert {number}", email=f"e{number}@qc.example")
            make.staffed(session, make.mission(session, home, partner), expert)
    taken: list[list[Attempt]] = [[], [], []]
    start = Barrier(len(taken))

    def work(mine: list[Attempt]) -> None:
        start.wait()
        while True:
            with ledger.write() as session:
                attempt = mailing.claim(session, make.AT)
            if attempt is None:
                return
            mine.append(attempt)

    threads = [Thread(target=work, args=(mine,)) for mine in taken]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    keys = [attempt.key for mine in taken for attempt in mine]
    assert len(keys) == 9
    assert len(set(keys)) == 9


def test_late_claim_of_a_message_that_another_took_is_refused(
    session: Session, story: Story
) -> None:
    """The guard in the UPDATE itself: what was read before may be old."""
    row = messages(session)[0]
    take(session)
    session.refresh(row)
    stale = Attempt(row.id, row.attempt, row.booking_id, row.method, False)
    row_as_read = type(row)(id=row.id, attempt=row.attempt - 1, state="ready")

    with pytest.raises(AttemptOver):
        mailing._claim(session, row_as_read, stale, "anne@qc.example", make.AT)
