"""Answers that come by mail: matched, kept though outdated, the same in any order."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from db.engine import Ledger
from db.errors import ReplyUnusable
from db.models import AnswerRow, Base, BookingRow
from db.operations import answers
from db.operations.answers import Given
from db.queries import answers as queries
from db.queries import refusals
from tests import make
from tests.chance import examples
from tests.db.answering import (
    LATER,
    NO,
    OTHER,
    YES,
    World,
    asked,
    by_mail,
    made,
    reply,
    restaffed,
    standing,
)


@pytest.fixture
def world(ledger: Ledger) -> World:
    return made(ledger)


def test_mail_is_matched_by_uid_sequence_and_address(ledger: Ledger, world: World) -> None:
    row = by_mail(ledger, reply(world))

    assert (row.answer, row.way, row.answered_at) == ("accepted", "mail", LATER)


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"uid": "somebody-else"}, "reply.uid_unknown"),
        ({"address": "jean@example.org"}, "reply.not_theirs"),
        ({"address": ""}, "reply.not_theirs"),
        ({"sequence": 7}, "reply.sequence_unknown"),
    ],
)
def test_mail_to_no_booking_of_theirs_is_refused(
    ledger: Ledger, world: World, facts: dict[str, object], code: str
) -> None:
    with pytest.raises(ReplyUnusable) as refused:
        by_mail(ledger, reply(world, **facts))  # type: ignore[arg-type]  # fields of the reply

    assert refused.value.code == code


def test_mail_to_an_older_sequence_is_kept_and_holds_no_more(ledger: Ledger, world: World) -> None:
    asked(ledger, world)
    restaffed(ledger, world, world.anne, on=date(2027, 3, 8))

    row = by_mail(ledger, reply(world, sequence=0))

    with ledger.read() as session:
        booking = session.get_one(BookingRow, world.booking)
        assert (booking.sequence, row.sequence) == (1, 0)
        assert not queries.asks_the_same(row, booking)
        assert standing(session, world) is None
        assert [each.id for each in queries.answers_of(session, world.booking)] == [row.id]


def test_last_word_is_the_one_said_last_whatever_arrives_last(ledger: Ledger, world: World) -> None:
    by_mail(ledger, reply(world, NO, said_at=LATER))
    by_mail(ledger, reply(world, YES, said_at=LATER - timedelta(hours=5)))

    with ledger.read() as session:
        row = standing(session, world)
    assert row is not None
    assert row.answer == "declined"


def test_clock_of_a_mail_that_is_ahead_gives_it_no_advantage(ledger: Ledger, world: World) -> None:
    by_mail(ledger, reply(world, YES, said_at=LATER + timedelta(days=900)))
    with ledger.write() as session:
        answers.record(session, world.booking, NO, "account", make.BY, LATER + timedelta(hours=2))

    with ledger.read() as session:
        row = standing(session, world)
    assert row is not None
    assert row.answer == "declined"


def test_no_of_a_booking_is_a_refusal_until_another_word(ledger: Ledger, world: World) -> None:
    by_mail(ledger, reply(world, NO))
    with ledger.read() as session:
        found = refusals.against_bookings(session, make.TODAY)
        assert [(b.id, r.kind) for b, r in found] == [(world.booking, "outright")]
        assert refusals.against_bookings(session, make.MONDAY + timedelta(days=9)) == []

    by_mail(ledger, reply(world, YES, said_at=LATER + timedelta(minutes=1)))

    with ledger.read() as session:
        assert refusals.against_bookings(session, make.TODAY) == []


SAID = st.tuples(st.sampled_from([YES, NO, OTHER, Given("tentative")]), st.integers(0, 600))


@examples(15)
@given(said=st.lists(SAID, min_size=1, max_size=6), data=st.data())
def test_mail_read_in_any_order_and_twice_says_the_same(
    said: list[tuple[Given, int]], data: st.DataObject
) -> None:
    ledger = Ledger("sqlite://")
    Base.metadata.create_all(ledger.engine)
    world = made(ledger)
    sent = [
        reply(world, each, said_at=LATER - timedelta(minutes=minutes, seconds=number))
        for number, (each, minutes) in enumerate(said)
    ]
    for each in data.draw(st.permutations(sent + sent)):
        by_mail(ledger, each)

    last = max(sent, key=lambda each: each.said_at)
    with ledger.read() as session:
        row = standing(session, world)
        assert session.scalar(select(func.count()).select_from(AnswerRow)) == len(sent)
    assert row is not None
    assert row.answer == last.given.answer
    ledger.dispose()
