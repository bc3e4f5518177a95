"""The outbox: what a change of bookings writes into it, and what gives way to what."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actors import PROGRAM
from db.engine import Ledger
from db.errors import DoubleBooking, NothingToPublish
from db.models import AuditRow, Base, BookingRow, ExpertRow, MissionRow
from db.moments import half_day
from db.operations import answers, mailing, mission_states, missions, outbox
from db.operations.answers import Given
from db.operations.bookings import follow
from db.operations.mailing import Failure
from db.operations.mission_facts import mission_facts
from db.queries import missions as known_missions
from db.queries import outbox as known
from tests import make
from tests.db.outgoing import (
    HOUR,
    Story,
    begin,
    messages,
    publish_with,
    send_all,
    take,
    told,
    unit,
)


@pytest.fixture
def story(session: Session) -> Story:
    return begin(session)


def sent_to_both(session: Session, story: Story) -> None:
    publish_with(session, story, story.anne, story.paul)
    outbox.release(session, [row.id for row in messages(session)], make.BY, make.AT)
    assert send_all(session) == 2


def test_publishing_writes_a_draft_for_each_booking(session: Session, story: Story) -> None:
    written = publish_with(session, story, story.anne, story.paul)

    assert written == 2
    assert told(session) == [
        (story.anne, "REQUEST", 0, "draft"),
        (story.paul, "REQUEST", 0, "draft"),
    ]
    first = messages(session)[0]
    booking = session.get_one(BookingRow, first.booking_id)
    assert first.message_id == f"<{booking.uid}.0@qc.example>"
    assert first.told["first"] == half_day(make.MONDAY)
    assert (first.before, first.created_at) == (None, make.AT)


def test_publishing_the_same_writes_nothing(session: Session, story: Story) -> None:
    publish_with(session, story, story.anne)

    with pytest.raises(NothingToPublish):
        publish_with(session, story, story.anne, at=make.AT + HOUR)

    assert len(told(session)) == 1


def test_refused_publication_leaves_no_message(database_url: str) -> None:
    ledger = Ledger(database_url)
    Base.metadata.create_all(ledger.engine)
    with ledger.write() as session:
        story = begin(session)
        home = unit(session, story)
        other = make.mission(session, home, make.partner(session, "ml"), title="Other")
        make.staffed(session, other, session.get_one(ExpertRow, story.anne))

    with pytest.raises(DoubleBooking), ledger.write() as session:
        publish_with(session, story, story.anne, story.paul)

    with ledger.read() as session:
        assert [row.booking.mission_id for row in messages(session)] == [other.id]
    ledger.dispose()


def test_newer_draft_takes_the_place_of_an_unsent_one(session: Session, story: Story) -> None:
    publish_with(session, story, story.anne)

    publish_with(session, story, story.anne, week=1, at=make.AT + HOUR)

    assert told(session) == [
        (story.anne, "REQUEST", 0, "superseded"),
        (story.anne, "REQUEST", 1, "draft"),
    ]
    assert messages(session)[1].before is None


def test_request_that_was_never_sent_and_its_cancellation_say_nothing(
    session: Session, story: Story
) -> None:
    publish_with(session, story, story.anne)

    written = publish_with(session, story, at=make.AT + HOUR)

    assert written == 0
    assert told(session) == [(story.anne, "REQUEST", 0, "superseded")]


def test_who_was_invited_hears_of_the_move_from_what_they_knew(
    session: Session, story: Story
) -> None:
    sent_to_both(session, story)

    publish_with(session, story, story.anne, story.paul, week=1, at=make.AT + HOUR)
    publish_with(session, story, story.anne, story.paul, week=2, at=make.AT + 2 * HOUR)

    last = messages(session)[-1]
    assert (last.sequence, last.state) == (2, "draft")
    assert last.before is not None
    weeks = (last.told["first"] - last.before["first"]) // 14
    assert weeks == 2


def test_who_was_invited_hears_of_the_end(session: Session, story: Story) -> None:
    sent_to_both(session, story)

    publish_with(session, story, story.paul, at=make.AT + HOUR)

    assert told(session, "draft") == [(story.anne, "CANCEL", 1, "draft")]


def test_end_and_return_before_anybody_heard_is_no_second_invitation(
    session: Session, story: Story
) -> None:
    sent_to_both(session, story)

    publish_with(session, story, story.paul, at=make.AT + HOUR)
    publish_with(session, story, story.anne, story.paul, at=make.AT + 2 * HOUR)

    assert told(session, "draft") == []
    assert [row.state for row in messages(session)] == ["sent", "sent", "superseded"]


def test_nobody_is_asked_again_for_what_they_have_declined(session: Session, story: Story) -> None:
    sent_to_both(session, story)
    row = session.get_one(MissionRow, story.mission)
    row.state = "accepted"
    session.flush()
    follow(session, story.mission, make.AT)
    outbox.release(session, [each.id for each in messages(session)], make.BY, make.AT)
    send_all(session)
    booking = session.scalars(select(BookingRow).where(BookingRow.expert_id == story.anne)).one()
    answers.record(session, booking.id, Given("declined"), "account", make.BY, make.AT)

    row.state = "proposed"
    session.flush()
    follow(session, story.mission, make.AT + HOUR)

    assert told(session, "draft") == [(story.paul, "REQUEST", 2, "draft")]


def test_end_is_told_once(session: Session, story: Story) -> None:
    sent_to_both(session, story)
    publish_with(session, story, story.paul, at=make.AT + HOUR)
    outbox.release(session, [messages(session)[-1].id], make.BY, make.AT)
    send_all(session)

    publish_with(session, story, story.anne, story.paul, at=make.AT + 2 * HOUR)
    publish_with(session, story, story.paul, at=make.AT + 3 * HOUR)

    assert told(session, "draft") == []


def test_confirmation_is_told_and_a_new_title_is_not(session: Session, story: Story) -> None:
    publish_with(session, story, story.anne)
    row = known_missions.mission(session, story.mission)
    facts = mission_facts(row)
    missions.edit(
        session,
        story.mission,
        type(facts)(**{name: getattr(facts, name) for name in facts.__slots__} | {"title": "New"}),
        row.version,
        make.BY,
        make.AT + HOUR,
    )
    assert len(told(session)) == 1

    for state in ("approved", "proposed", "accepted"):
        mission_states.move(session, story.mission, state, make.BY, make.AT + 2 * HOUR)  # type: ignore[arg-type]  # words of the test

    assert told(session, "draft") == [(story.anne, "REQUEST", 1, "draft")]
    assert messages(session)[-1].told["status"] == "confirmed"


def test_what_is_over_is_news_to_nobody(session: Session, story: Story) -> None:
    late = make.AT.replace(month=6)

    assert publish_with(session, story, story.anne, at=late) == 0
    assert told(session) == []


def test_unit_may_let_messages_go_at_once(session: Session, story: Story) -> None:
    outbox.send_at_once(session, unit(session, story), True, make.BY, make.AT)

    publish_with(session, story, story.anne)

    assert told(session) == [(story.anne, "REQUEST", 0, "ready")]
    assert take(session).number == 1


def test_draft_waits_until_somebody_releases_it(session: Session, story: Story) -> None:
    publish_with(session, story, story.anne)
    assert mailing.claim(session, make.AT) is None

    outbox.release(session, [messages(session)[0].id], make.BY, make.AT)

    assert take(session).booking_id == messages(session)[0].booking_id
    audited = session.scalars(select(AuditRow.what).where(AuditRow.subject == "message")).all()
    assert audited == ["released"]


def test_dropped_message_is_never_sent_nor_followed_by_an_end(
    session: Session, story: Story
) -> None:
    publish_with(session, story, story.anne)

    assert outbox.drop(session, [messages(session)[0].id], make.BY, make.AT) == 1
    assert mailing.claim(session, make.AT) is None
    assert publish_with(session, story, at=make.AT + HOUR) == 0


def test_only_what_is_so_now_can_be_released(session: Session, story: Story) -> None:
    publish_with(session, story, story.anne)
    key = messages(session)[0].id
    outbox.drop(session, [key], make.BY, make.AT)
    publish_with(session, story, at=make.AT + HOUR)

    assert outbox.release(session, [key], make.BY, make.AT) == 0
    assert told(session) == [(story.anne, "REQUEST", 0, "dropped")]


def test_people_without_an_address_are_listed_and_not_lost(session: Session, story: Story) -> None:
    outbox.send_at_once(session, unit(session, story), True, make.BY, make.AT)
    anne = session.get_one(ExpertRow, story.anne)
    anne.email = ""
    publish_with(session, story, story.anne)

    assert mailing.claim(session, make.AT) is None
    listed = known.listing(session, [story.home], "unaddressed", 10)
    assert [each.expert.id for each in listed] == [story.anne]
    anne.email = "anne@qc.example"
    session.flush()
    assert take(session).number == 1


def test_unit_without_a_mailbox_sends_nothing(session: Session, story: Story) -> None:
    home = unit(session, story)
    home.mailbox, home.mails_at_once = None, True
    publish_with(session, story, story.anne)

    assert mailing.claim(session, make.AT) is None
    assert messages(session)[0].message_id.endswith("@hemicycle.invalid>")


def test_mail_that_came_back_is_marked_and_its_end_needs_no_words(
    session: Session, story: Story
) -> None:
    sent_to_both(session, story)
    first = messages(session)[0]

    row = outbox.bounced(session, first.message_id.strip("<>"), "No such\n user", make.AT)

    assert row is first
    assert (first.state, first.error_code) == ("bounced", "mail.bounced")
    assert first.error_facts == {"said": "No such user"}
    assert outbox.bounced(session, "<somebody@else.example>", "No", make.AT) is None
    assert publish_with(session, story, story.paul, at=make.AT + HOUR) == 0


def test_mail_that_came_back_can_be_sent_again(session: Session, story: Story) -> None:
    sent_to_both(session, story)
    first = messages(session)[0]
    outbox.bounced(session, first.message_id, "No such user", make.AT)

    assert outbox.release(session, [first.id], make.BY, make.AT + HOUR) == 1

    assert take(session, make.AT + HOUR).key == first.id
    assert (first.failures, first.error_code) == (0, None)


def test_failure_before_a_move_makes_the_move_an_invitation(session: Session, story: Story) -> None:
    publish_with(session, story, story.anne)
    outbox.release(session, [messages(session)[0].id], make.BY, make.AT)
    attempt = take(session)
    publish_with(session, story, story.anne, week=1, at=make.AT + HOUR)
    assert messages(session)[1].before is not None

    mailing.failed(session, attempt, Failure("mail.refused", is_final=True), make.AT + HOUR)

    assert told(session) == [
        (story.anne, "REQUEST", 0, "superseded"),
        (story.anne, "REQUEST", 1, "draft"),
    ]
    session.refresh(messages(session)[1])
    assert messages(session)[1].before is None


def test_failure_before_an_end_leaves_nothing_to_say(session: Session, story: Story) -> None:
    publish_with(session, story, story.anne)
    outbox.release(session, [messages(session)[0].id], make.BY, make.AT)
    attempt = take(session)
    assert publish_with(session, story, at=make.AT + HOUR) == 1

    mailing.failed(session, attempt, Failure("mail.unreachable"), make.AT + HOUR)

    assert {row.state for row in messages(session)} == {"superseded"}


def test_counts_are_those_of_the_lists(session: Session, story: Story) -> None:
    publish_with(session, story, story.anne, story.paul)
    outbox.drop(session, [messages(session)[0].id], make.BY, make.AT)

    counts = known.counts(session, [story.home])

    assert counts == {tab: len(known.listing(session, [story.home], tab, 9)) for tab in known.TABS}
    assert (counts["drafts"], counts["closed"]) == (1, 1)
    assert known.counts(session, [story.home + 1]) == dict.fromkeys(known.TABS, 0)


def test_what_waits_for_too_long_is_closed(session: Session, story: Story) -> None:
    publish_with(session, story, story.anne)
    last = make.MONDAY + timedelta(days=1)

    assert outbox.close_past(session, last, PROGRAM, make.AT) == 0
    assert outbox.close_past(session, last + timedelta(days=1), PROGRAM, make.AT) == 1
    assert told(session) == [(story.anne, "REQUEST", 0, "superseded")]
