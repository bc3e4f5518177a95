"""Calendars of an expert: kept, read again, failing with patience, taken away."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.errors import Invalid, NotFound
from db.models import AuditRow, BusyRow, BusySourceRow
from db.operations import sources as operations
from db.operations.sources import EVERY, FIRST_WAIT, LONGEST_WAIT, Read
from db.queries import sources
from tests import make

FIRST, SECOND = Read([(1, 2), (5, 5)], 2, etag='"1"'), Read([(1, 2)], 1)
ADDRESS = "https://calendars.example/secret-token.ics"


@pytest.fixture
def expert(session: Session) -> int:
    return make.expert(session, make.institution(session)).id


def subscribed(session: Session, expert: int) -> BusySourceRow:
    return operations.subscribe(session, expert, "Work", ADDRESS, True, make.BY, make.AT)


def busy(session: Session, expert: int) -> list[tuple[int, int, str]]:
    rows = session.scalars(
        select(BusyRow).where(BusyRow.expert_id == expert).order_by(BusyRow.first)
    )
    return [(row.first, row.last, row.source) for row in rows]


def audited(session: Session) -> list[str]:
    return list(session.scalars(select(AuditRow.what).order_by(AuditRow.id)))


def test_file_of_the_same_name_replaces_the_earlier_one(session: Session, expert: int) -> None:
    for read in (FIRST, SECOND):
        operations.keep_file(session, expert, "Work", True, read, make.BY, make.AT)
    operations.keep_file(session, expert, "Home", True, SECOND, make.BY, make.AT)

    assert [row.name for row in sources.sources_of(session, expert)] == ["Home", "Work"]
    assert busy(session, expert) == [(1, 2, "file"), (1, 2, "file")]


def test_calendar_goes_with_what_came_from_it_and_nothing_else(
    session: Session, expert: int
) -> None:
    work = operations.keep_file(session, expert, "Work", True, FIRST, make.BY, make.AT)
    operations.keep_file(session, expert, "Home", True, SECOND, make.BY, make.AT)

    operations.remove(session, work.id, make.BY, make.AT)

    assert busy(session, expert) == [(1, 2, "file")]
    with pytest.raises(NotFound):
        sources.source(session, work.id)


def test_calendar_needs_a_name(session: Session, expert: int) -> None:
    with pytest.raises(Invalid):
        operations.subscribe(session, expert, "  ", ADDRESS, True, make.BY, make.AT)


def test_subscription_waits_for_its_turn(session: Session, expert: int) -> None:
    row = subscribed(session, expert)

    assert row.state == "waiting"
    assert sources.next_due(session, make.AT) is row
    operations.took(session, row.id, FIRST, make.AT)
    session.flush()
    assert sources.next_due(session, make.AT + EVERY - timedelta(seconds=1)) is None
    assert sources.next_due(session, make.AT + EVERY) is row
    assert (row.state, row.etag) == ("well", '"1"')


def test_failure_keeps_what_was_read_and_waits_longer_each_time(
    session: Session, expert: int
) -> None:
    row = subscribed(session, expert)
    operations.took(session, row.id, FIRST, make.AT)

    waits = []
    for _ in range(9):
        operations.failed(session, row.id, "fetch.failed", {}, make.AT)
        assert row.next_at is not None
        waits.append(row.next_at - make.AT)

    assert waits[:3] == [FIRST_WAIT, 2 * FIRST_WAIT, 4 * FIRST_WAIT]
    assert waits[-1] == LONGEST_WAIT
    assert row.state == "failing"
    assert busy(session, expert) == [(1, 2, "subscription"), (5, 5, "subscription")]


def test_answer_after_failures_starts_anew(session: Session, expert: int) -> None:
    row = subscribed(session, expert)
    operations.failed(session, row.id, "fetch.failed", {}, make.AT)

    operations.unchanged(session, row.id, make.AT)

    assert (row.failures, row.error_code, row.state) == (0, None, "well")


def test_reading_in_part_is_a_state_of_its_own(session: Session, expert: int) -> None:
    row = subscribed(session, expert)

    read = Read([(1, 2)], 1, flaw_count=1, flaws=[["zone.unknown", 7, {"zone": "Nowhere"}]])
    operations.took(session, row.id, read, make.AT)

    assert row.state == "part"
    assert row.flaws == [["zone.unknown", 7, {"zone": "Nowhere"}]]


def test_only_changes_are_audited_and_never_the_address(session: Session, expert: int) -> None:
    row = subscribed(session, expert)
    for read in (FIRST, FIRST, SECOND):
        operations.took(session, row.id, read, make.AT)

    assert audited(session) == ["calendar_subscribed", "busy_replaced", "busy_replaced"]
    lines = session.scalars(select(AuditRow))
    assert all("secret-token" not in f"{line.before} {line.after}" for line in lines)
