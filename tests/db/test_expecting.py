"""Who knows that they go hears of the end, although no mail has reached them."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from db import words
from db.models import BookingRow, MessageRow, MissionRow
from db.operations import answers, mailing, mission_states, outbox
from db.operations.answers import Given, Reply
from db.operations.bookings import follow
from db.operations.mailing import Failure
from tests import make
from tests.db.outgoing import HOUR, Story, begin, messages, publish_with, send_all, take, told


@pytest.fixture
def story(session: Session) -> Story:
    return begin(session)


def booking(session: Session, expert: int) -> BookingRow:
    return session.scalars(select(BookingRow).where(BookingRow.expert_id == expert)).one()


def say(
    session: Session, story: Story, answer: words.Answer, way: words.AnswerWay = "account"
) -> None:
    given = Given(answer, proposed=(make.MONDAY, make.MONDAY) if answer == "other_dates" else None)
    answers.record(session, booking(session, story.anne).id, given, way, make.BY, make.AT)


def state(session: Session, story: Story, state: words.MissionState) -> None:
    """The mission is in a state, and calendars follow."""
    session.get_one(MissionRow, story.mission).state = state
    session.flush()
    follow(session, story.mission, make.AT + HOUR)


@pytest.mark.parametrize("way", ["account", "page", "mail"])
def test_who_said_yes_hears_of_the_end_whatever_the_way(
    session: Session, story: Story, way: words.AnswerWay
) -> None:
    publish_with(session, story, story.anne, story.paul)
    say(session, story, "accepted", way)

    written = publish_with(session, story, at=make.AT + HOUR)

    assert written == 1
    assert told(session, "draft") == [(story.anne, "CANCEL", 1, "draft")]
    assert messages(session)[-1].before is None


def test_who_said_yes_by_link_or_reply_hears_of_the_end(session: Session, story: Story) -> None:
    publish_with(session, story, story.anne, story.paul)
    secret = answers.issue(session, booking(session, story.anne).id, make.BY, make.AT)
    answers.record_by_link(session, secret, Given("accepted"), make.AT)
    uid = booking(session, story.paul).uid
    reply = Reply(uid, 0, "paul@qc.example", Given("accepted"), make.AT)
    answers.record_by_mail(session, reply, make.AT)

    publish_with(session, story, at=make.AT + HOUR)

    assert [row[:2] for row in told(session, "draft")] == [
        (story.anne, "CANCEL"),
        (story.paul, "CANCEL"),
    ]


@pytest.mark.parametrize("answer", ["tentative", "other_dates"])
def test_who_may_come_hears_of_the_end(
    session: Session, story: Story, answer: words.Answer
) -> None:
    publish_with(session, story, story.anne)
    say(session, story, answer)

    publish_with(session, story, at=make.AT + HOUR)

    assert told(session, "draft") == [(story.anne, "CANCEL", 1, "draft")]


def test_who_took_their_yes_back_needs_no_words(session: Session, story: Story) -> None:
    publish_with(session, story, story.anne)
    say(session, story, "accepted")
    say(session, story, "declined")

    assert publish_with(session, story, at=make.AT + HOUR) == 0


def test_yes_to_days_that_were_moved_unsent_counts_still(session: Session, story: Story) -> None:
    publish_with(session, story, story.anne)
    say(session, story, "accepted")
    publish_with(session, story, story.anne, week=1, at=make.AT + HOUR)

    publish_with(session, story, story.paul, week=1, at=make.AT + 2 * HOUR)

    assert [row[:3] for row in told(session, "draft")] == [
        (story.anne, "CANCEL", 2),
        (story.paul, "REQUEST", 0),
    ]


def test_who_loses_a_confirmed_seat_hears_of_it(session: Session, story: Story) -> None:
    publish_with(session, story, story.anne, story.paul)
    state(session, story, "accepted")

    publish_with(session, story, story.paul, at=make.AT + 2 * HOUR)

    assert (story.anne, "CANCEL", 2, "draft") in told(session, "draft")


def test_team_of_a_confirmed_mission_hears_that_it_is_cancelled(
    session: Session, story: Story
) -> None:
    publish_with(session, story, story.anne)
    state(session, story, "accepted")

    mission_states.move(
        session, story.mission, "cancelled", make.BY, make.AT + 2 * HOUR, reason="Floods"
    )

    assert told(session, "draft") == [(story.anne, "CANCEL", 2, "draft")]


def test_confirmed_seat_of_which_the_outbox_knows_nothing_is_closed_with_words(
    session: Session, story: Story
) -> None:
    """A booking from before there was an outbox."""
    publish_with(session, story, story.anne)
    state(session, story, "accepted")
    for row in session.scalars(select(MessageRow)):
        session.delete(row)
    session.flush()

    assert publish_with(session, story, at=make.AT + 2 * HOUR) == 1


def test_yes_is_no_reason_to_tell_the_end_twice(session: Session, story: Story) -> None:
    publish_with(session, story, story.anne)
    say(session, story, "accepted")
    publish_with(session, story, at=make.AT + HOUR)
    outbox.release(session, [messages(session)[-1].id], make.BY, make.AT)
    assert send_all(session) == 1
    publish_with(session, story, story.anne, at=make.AT + 2 * HOUR)

    assert publish_with(session, story, at=make.AT + 3 * HOUR) == 0


def test_yes_after_an_end_makes_the_next_end_news(session: Session, story: Story) -> None:
    test_yes_is_no_reason_to_tell_the_end_twice(session, story)
    publish_with(session, story, story.anne, at=make.AT + 4 * HOUR)
    say(session, story, "accepted")

    assert publish_with(session, story, at=make.AT + 5 * HOUR) == 1


def test_end_is_told_to_who_said_yes_although_their_invitation_failed(
    session: Session, story: Story
) -> None:
    publish_with(session, story, story.anne)
    outbox.release(session, [messages(session)[0].id], make.BY, make.AT)
    attempt = take(session)
    say(session, story, "accepted")
    assert publish_with(session, story, at=make.AT + HOUR) == 1

    mailing.failed(session, attempt, Failure("mail.unreachable"), make.AT + HOUR)

    assert told(session, "draft") == [(story.anne, "CANCEL", 1, "draft")]


def test_yes_of_somebody_else_tells_nobody_who_was_never_asked(
    session: Session, story: Story
) -> None:
    publish_with(session, story, story.anne, story.paul)
    say(session, story, "accepted")

    publish_with(session, story, story.anne, at=make.AT + HOUR)

    assert [row[:2] for row in told(session, "draft")] == [(story.anne, "REQUEST")]
