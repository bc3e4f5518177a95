"""A published mission whose people are asked and answer, for tests of answers."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.engine import Ledger
from db.models import AnswerRow, BookingRow, MissionRow
from db.moments import half_day
from db.operations import answers, publish, staffing
from db.operations.answers import Given, Reply
from db.operations.staffing import Staffing
from db.queries import answers as queries
from tests import make

LATER = make.AT + timedelta(days=2)
YES = Given("accepted", "With pleasure.")
NO = Given("declined", "My mandate ends.")
OTHER = Given("other_dates", proposed=(date(2027, 3, 8), date(2027, 3, 12)))


@dataclass(frozen=True, slots=True)
class World:
    """One published mission of Anne and Jean, and Anne's booking."""

    mission: int
    anne: int
    jean: int
    booking: int
    uid: str
    home: int


def made(ledger: Ledger) -> World:
    with ledger.write() as session:
        home = make.institution(session)
        anne = make.expert(session, home, email="Anne.Bova@example.org")
        jean = make.expert(session, home, "Jean Côté", email="jean@example.org")
        mission = make.mission(session, home, make.partner(session), make.role(count=2))
        make.staffed(session, mission, anne, jean)
        booking = session.scalars(select(BookingRow).where(BookingRow.expert_id == anne.id)).one()
        return World(mission.id, anne.id, jean.id, booking.id, booking.uid, home.id)


def restaffed(ledger: Ledger, world: World, *team: int, on: date = make.MONDAY) -> None:
    """Publish the mission again, on a day, with a team."""
    with ledger.write() as session:
        role = session.get_one(MissionRow, world.mission).roles[0].id
        wanted = Staffing(half_day(on), {role: team})
        session.get_one(MissionRow, world.mission).window_last = max(on, make.MONDAY)
        plan = staffing.restaff(session, world.mission, wanted, make.BY, LATER)
        publish.publish(session, plan.id, make.BY, LATER)


def asked(ledger: Ledger, world: World) -> str:
    with ledger.write() as session:
        return answers.issue(session, world.booking, make.BY, make.AT)


def by_link(ledger: Ledger, secret: str, given: Given = YES, at: datetime = LATER) -> AnswerRow:
    with ledger.write() as session:
        return answers.record_by_link(session, secret, given, at)


def reply(world: World, given: Given = YES, sequence: int = 0, **facts: object) -> Reply:
    known = Reply(world.uid, sequence, "anne.bova@EXAMPLE.org", given, LATER)
    return replace(known, **facts)  # type: ignore[arg-type]  # fields of the reply


def by_mail(ledger: Ledger, sent: Reply) -> AnswerRow:
    with ledger.write() as session:
        return answers.record_by_mail(session, sent, LATER + timedelta(hours=1))


def standing(session: Session, world: World) -> AnswerRow | None:
    booking = session.get_one(BookingRow, world.booking)
    return queries.standing(session, [booking]).get(world.booking)
