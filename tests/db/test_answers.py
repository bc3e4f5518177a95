"""Experts are asked and answer: a link is used once, old answers hold no more, no booking moves."""

from datetime import date, datetime, timedelta
from functools import partial
from threading import Barrier, Thread

import pytest
from sqlalchemy import func, select

from db.engine import Ledger
from db.errors import Invalid, InvalidState, LinkClosed, NotFound
from db.models import AnswerRow, AnswerTokenRow, AuditRow, Base, BookingRow
from db.operations import answers, mission_states
from db.operations.answers import Given
from db.queries import answers as queries
from tests import make
from tests.db.answering import (
    LATER,
    NO,
    OTHER,
    YES,
    World,
    asked,
    by_link,
    made,
    restaffed,
    standing,
)


@pytest.fixture
def world(ledger: Ledger) -> World:
    return made(ledger)


def test_link_keeps_the_answer_with_its_audit_and_leaves_the_booking(
    ledger: Ledger, world: World
) -> None:
    by_link(ledger, asked(ledger, world), NO)

    with ledger.read() as session:
        row = standing(session, world)
        assert row is not None
        assert (row.answer, row.note, row.way, row.sequence) == (
            "declined",
            "My mandate ends.",
            "page",
            0,
        )
        assert session.get_one(BookingRow, world.booking).status == "hold"
        line = session.scalars(select(AuditRow).where(AuditRow.subject == "answer")).one()
    assert (line.what, line.by) == ("recorded", "Anne Bova")
    assert line.after == {"booking": world.booking, "sequence": 0, "answer": "declined",
                          "way": "page"}  # fmt: skip


def test_secret_is_kept_nowhere(ledger: Ledger, world: World) -> None:
    secret = asked(ledger, world)

    with ledger.read() as session:
        kept = {
            table.name: repr(session.execute(select(table)).all())
            for table in Base.metadata.sorted_tables
        }
        token = session.scalars(select(AnswerTokenRow)).one()
    assert token.sha256 in kept["answer_token"]
    assert [name for name, rows in kept.items() if secret in rows] == []


def test_link_is_good_for_one_answer(ledger: Ledger, world: World) -> None:
    secret = asked(ledger, world)
    by_link(ledger, secret)

    with pytest.raises(LinkClosed) as refused:
        by_link(ledger, secret, NO)

    assert refused.value.state == "used"
    with ledger.read() as session:
        assert session.scalar(select(func.count()).select_from(AnswerRow)) == 1


def test_answer_that_cannot_be_kept_leaves_the_link_open(ledger: Ledger, world: World) -> None:
    secret = asked(ledger, world)

    for wrong in (
        Given("other_dates"),
        Given("other_dates", proposed=(date(2027, 3, 9), date(2027, 3, 8))),
    ):
        with pytest.raises(Invalid):
            by_link(ledger, secret, wrong)

    assert by_link(ledger, secret, OTHER).proposed_first == date(2027, 3, 8)


def test_link_closes_when_the_mission_leaves_and_after_a_month_at_most(
    ledger: Ledger, world: World
) -> None:
    secret = asked(ledger, world)
    with ledger.read() as session:
        link = session.scalars(select(AnswerTokenRow)).one()
        assert link.expires_at == make.AT + answers.OPEN_FOR

    with pytest.raises(LinkClosed) as refused:
        by_link(ledger, secret, at=link.expires_at)

    assert refused.value.state == "expired"
    with ledger.write() as session:
        soon = make.AT + timedelta(days=50)
        answers.issue(session, world.booking, make.BY, soon)
        newest = session.scalars(select(AnswerTokenRow).order_by(AnswerTokenRow.id.desc())).first()
        assert newest is not None
        assert newest.expires_at.date() == make.MONDAY + timedelta(days=1)


def test_cancelled_booking_withdraws_its_link(ledger: Ledger, world: World) -> None:
    secret = asked(ledger, world)
    restaffed(ledger, world, world.jean)

    with pytest.raises(LinkClosed) as refused:
        by_link(ledger, secret)

    assert refused.value.state == "withdrawn"


def test_moved_booking_supersedes_its_links(ledger: Ledger, world: World) -> None:
    first = asked(ledger, world)
    restaffed(ledger, world, world.anne, on=date(2027, 3, 8))

    with pytest.raises(LinkClosed) as refused:
        by_link(ledger, first)

    assert refused.value.state == "superseded"
    assert by_link(ledger, asked(ledger, world)).sequence == 1


def test_links_that_ask_the_same_are_good_for_one_answer(ledger: Ledger, world: World) -> None:
    first, second = asked(ledger, world), asked(ledger, world)
    by_link(ledger, first)

    with pytest.raises(LinkClosed) as refused:
        by_link(ledger, second, NO)

    assert refused.value.state == "used"
    with ledger.write() as session:
        later = LATER + timedelta(hours=1)
        asked_again = answers.issue(session, world.booking, make.BY, later)
    by_link(ledger, asked_again, NO, later)
    with ledger.read() as session:
        row = standing(session, world)
    assert row is not None
    assert row.answer == "declined"


def test_unknown_secret_is_not_found(ledger: Ledger, world: World) -> None:
    with pytest.raises(NotFound):
        by_link(ledger, "x" * 43)


def test_cancelled_or_past_booking_is_not_asked(ledger: Ledger, world: World) -> None:
    with ledger.write() as session, pytest.raises(InvalidState):
        answers.issue(session, world.booking, make.BY, make.AT + timedelta(days=90))
    restaffed(ledger, world, world.jean)

    with ledger.write() as session, pytest.raises(InvalidState):
        answers.issue(session, world.booking, make.BY, make.AT)


def test_answer_outlives_a_confirmation_and_not_a_move(ledger: Ledger, world: World) -> None:
    by_link(ledger, asked(ledger, world))
    with ledger.write() as session:
        for state in ("approved", "proposed", "accepted"):
            mission_states.move(session, world.mission, state, make.BY, LATER)
    with ledger.read() as session:
        booking = session.get_one(BookingRow, world.booking)
        assert (booking.status, booking.sequence) == ("confirmed", 1)
        assert standing(session, world) is not None


def test_answer_is_waited_for_from_the_booking_to_the_answer(ledger: Ledger, world: World) -> None:
    def waiting(on: date = make.TODAY) -> list[tuple[int, bool]]:
        with ledger.read() as session:
            found = queries.waited_for(session, [world.home], on)
            asked = {booking.id: token is not None for booking, token in found}
            return [(world.booking, asked[world.booking])] if world.booking in asked else []

    assert waiting() == [(world.booking, False)]
    asked(ledger, world)
    secret = asked(ledger, world)
    assert waiting() == [(world.booking, True)]
    assert waiting(make.MONDAY) == []
    by_link(ledger, secret, Given("tentative"))
    assert waiting() == []
    restaffed(ledger, world, world.anne, on=date(2027, 3, 8))
    assert waiting() == [(world.booking, False)]


def _use(
    ledger: Ledger, secret: str, at: datetime, ready: Barrier, said: list[str], given: Given
) -> None:
    """Use a link as soon as the other one is ready too."""
    ready.wait()
    try:
        by_link(ledger, secret, given, at)
        said.append("kept")
    except LinkClosed as closed:
        said.append(closed.state)


def test_two_uses_of_a_link_at_once_are_one_answer(ledger: Ledger, world: World) -> None:
    for number in range(20):
        at = LATER + timedelta(minutes=number)
        with ledger.write() as session:
            secret = answers.issue(session, world.booking, make.BY, at)
        ready, said = Barrier(2), list[str]()

        use = partial(_use, ledger, secret, at, ready, said)
        both = [Thread(target=use, args=(given,)) for given in (YES, NO)]
        for each in both:
            each.start()
        for each in both:
            each.join()
        assert sorted(said) == ["kept", "used"]

    with ledger.read() as session:
        assert session.scalar(select(func.count()).select_from(AnswerRow)) == 20
