"""Whatever happens to a mission, mail and feed speak of the same entry in the same version."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import count, pairwise

import pytest
from flask import Flask
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from icalendar import Calendar
from sqlalchemy.orm import Session

from db.engine import Ledger
from db.errors import NothingToPublish
from db.models import BookingRow, MessageRow
from db.operations import mailing, outbox
from db.operations.mailing import Failure
from db.queries import letters
from db.queries import outbox as known
from tests import make
from tests.chance import examples
from tests.db.outgoing import HOUR, Story, messages, publish_with
from tests.web.feeds.world import Addresses
from tests.worlds import tables
from web.app import create_app
from web.http.ledger import close
from web.service.mail.writing import written
from web.service.settings import Settings

Seen = dict[str, tuple[int, str, object, object]]
"""By UID: SEQUENCE, STATUS, start, end."""

events = st.lists(
    st.one_of(
        st.tuples(st.just("publish"), st.sampled_from(["a", "p", "ap", ""]), st.integers(0, 3)),
        st.tuples(st.sampled_from(["send", "refuse", "break", "bounce", "drop"])),
    ),
    max_size=12,
)
"""Publish with Anne, Paul, both or nobody in one of four weeks; or what becomes of messages."""
numbers = count(1)


@pytest.fixture
def app(database_url: str) -> Iterator[Flask]:
    """An app on each database; each example has people and a mission of its own in it."""
    app = create_app(Settings(database_url=database_url, secret_key="k" * 64))
    tables(app.extensions["ledger"])
    yield app
    close(app)


def begin(session: Session) -> Story:
    number = next(numbers)
    home = make.institution(session, f"i{number}", mailbox="unit@qc.example")
    anne = make.expert(session, home, email="anne@qc.example")
    paul = make.expert(session, home, "Paul Deru", email="paul@qc.example")
    there = make.partner(session, f"p{number}")
    mission = make.mission(session, home, there, make.role(count=2), length=3)
    return Story(home.id, mission.id, mission.roles[0].id, anne.id, paul.id)


def happen(session: Session, story: Story, event: tuple[object, ...], at: datetime) -> None:
    if event[0] == "publish":
        team = [key for letter, key in (("a", story.anne), ("p", story.paul)) if letter in event[1]]  # type: ignore[operator]  # a text
        # What is published already makes no release.
        with suppress(NothingToPublish), session.begin_nested():
            publish_with(session, story, *team, week=int(str(event[2])), at=at)
        return
    mine = [row for row in messages(session) if row.institution_id == story.home]
    if event[0] == "drop":
        outbox.drop(session, [row.id for row in mine if row.state == "draft"][:1], make.BY, at)
    elif event[0] == "bounce":
        for row in [row for row in mine if row.state == "sent"][-1:]:
            outbox.bounced(session, row.message_id, "550 No such user", at)
    else:
        outbox.release(session, [row.id for row in mine if row.state == "draft"], make.BY, at)
        _post(session, str(event[0]), at)


def _post(session: Session, outcome: str, at: datetime) -> None:
    while (attempt := mailing.claim(session, at)) is not None:
        if outcome == "send":
            mailing.sent(session, attempt, at)
        else:
            failure = Failure("mail.test", is_final=outcome == "refuse", is_doubtful=True)
            mailing.failed(session, attempt, failure, at)
    session.expire_all()


def entries(body: bytes) -> Seen:
    return {
        str(event["UID"]): (
            int(event["SEQUENCE"]),
            str(event["STATUS"]),
            event["DTSTART"].dt,
            event["DTEND"].dt,
        )
        for event in Calendar.from_ical(body).walk("VEVENT")
    }


def by_booking(rows: list[MessageRow]) -> dict[int, list[MessageRow]]:
    found: dict[int, list[MessageRow]] = defaultdict(list)
    for row in rows:
        found[row.booking_id].append(row)
    return found


@pytest.mark.timeout(600)
@examples(
    12,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(events)
def test_mail_and_feed_speak_of_the_same_version(
    app: Flask, happened: list[tuple[object, ...]]
) -> None:
    ledger: Ledger = app.extensions["ledger"]
    with ledger.write() as session:
        story = begin(session)
    feeds = [Addresses(ledger).open("expert", key) for key in (story.anne, story.paul)]

    for number, event in enumerate(happened, start=1):
        with ledger.write() as session:
            happen(session, story, event, make.AT + number * HOUR)
        shown: Seen = {}
        for feed in feeds:
            shown |= entries(app.test_client().get(feed).data)
        with ledger.read() as session:
            mine = [row for row in messages(session) if row.institution_id == story.home]
            _check_open(app, session, mine, shown)
            _check_sent(mine)

    with ledger.write() as session:
        happen(session, story, ("send",), make.AT + timedelta(days=9))
        _check_all_told(session, story)


def _check_open(app: Flask, session: Session, mine: list[MessageRow], shown: Seen) -> None:
    """What waits says what the feed says, and there is one of it at most."""
    for rows in by_booking([row for row in mine if row.state in ("draft", "ready")]).values():
        (row,) = rows
        mail = written(app.extensions["settings"], letters.letter(session, row.id))
        ((uid, entry),) = entries(mail.calendar).items()
        assert entry == shown[uid]
        assert row.message_id.startswith(f"<{uid}.{entry[0]}@")


def _check_sent(mine: list[MessageRow]) -> None:
    """What was sent never goes back, and only ends what it began."""
    for rows in by_booking([row for row in mine if row.sent_at is not None]).values():
        assert rows[0].method == "REQUEST" or rows[0].before is not None
        for earlier, later in pairwise(rows):
            assert earlier.sequence < later.sequence
            both = {earlier.method, later.method}
            assert both != {"CANCEL"} or earlier.state == "bounced"


def _check_all_told(session: Session, story: Story) -> None:
    """Once everything is sent, everybody knows what is, unless something was kept from them."""
    for booking in session.query(BookingRow).filter_by(mission_id=story.mission):
        rows = [row for row in messages(session) if row.booking_id == booking.id]
        if any(row.state in ("dropped", "failed", "bounced") for row in rows):
            continue
        told = known.told_last(session, [booking.id]).get(booking.id)
        if booking.status == "cancelled":
            assert told is None or told.told["status"] == "cancelled"
        else:
            assert told is not None
            assert (told.sequence, told.state) == (booking.sequence, "sent")
