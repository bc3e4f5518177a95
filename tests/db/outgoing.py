"""A mission that is published, moved and cancelled, for what the outbox makes of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import BookingRow, InstitutionRow, MessageRow, MissionRow
from db.moments import half_day
from db.operations import mailing, publish, staffing
from db.operations.mailing import Attempt
from db.operations.staffing import Staffing
from tests import make

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Story:
    """One mission with one role, and two people who may go."""

    home: int
    mission: int
    role: int
    anne: int
    paul: int


def begin(
    session: Session, at_once: bool = False, mailbox: str | None = "unit@qc.example"
) -> Story:
    """Nothing is published yet; Anne and Paul have addresses."""
    home = make.institution(session, mailbox=mailbox, mails_at_once=at_once)
    anne = make.expert(session, home, email="anne@qc.example")
    paul = make.expert(session, home, "Paul Deru", email="paul@qc.example")
    mission = make.mission(session, home, make.partner(session), make.role(count=2))
    return Story(home.id, mission.id, mission.roles[0].id, anne.id, paul.id)


def publish_with(
    session: Session, story: Story, *team: int, week: int = 0, at: datetime = make.AT
) -> int:
    """Publish the mission in one of the next weeks; nobody in its team cancels it.

    Answers how many messages that makes.
    """
    monday = make.MONDAY + timedelta(weeks=week)
    wanted = Staffing(half_day(monday), {story.role: team}) if team else None
    row = session.get_one(MissionRow, story.mission)
    row.window_first = row.window_last = monday
    plan = staffing.restaff(session, story.mission, wanted, make.BY, at)
    return publish.publish(session, plan.id, make.BY, at).messages


def told(session: Session, *states: str) -> list[tuple[int, str, int, str]]:
    """Expert, method, SEQUENCE and state of the messages, in the order of writing."""
    rows = select(MessageRow, BookingRow.expert_id).join(MessageRow.booking).order_by(MessageRow.id)
    return [
        (expert, row.method, row.sequence, row.state)
        for row, expert in session.execute(rows)
        if not states or row.state in states
    ]


def messages(session: Session) -> list[MessageRow]:
    return list(session.scalars(select(MessageRow).order_by(MessageRow.id)))


def take(session: Session, at: datetime = make.AT) -> Attempt:
    """The next attempt, which there is."""
    attempt = mailing.claim(session, at)
    assert attempt is not None
    return attempt


def send_all(session: Session, at: datetime = make.AT) -> int:
    """Send what may be sent; answers how many."""
    count = 0
    while (attempt := mailing.claim(session, at)) is not None:
        mailing.sent(session, attempt, at)
        count += 1
    return count


def unit(session: Session, story: Story) -> InstitutionRow:
    return session.get_one(InstitutionRow, story.home)
