"""A small published world in the days to come, and what happens to it in tests."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.engine import Ledger
from db.models import AnswerRow, BookingRow, InstitutionRow, MissionRow
from db.moments import half_day
from db.operations import answers, publish, staffing
from db.operations.staffing import Staffing
from tests import make
from tests.clock import NOW

AHEAD = NOW.date() + timedelta(days=70)
MONDAY = AHEAD - timedelta(days=AHEAD.weekday())
ANNE = "anne.bova@assembly.example"


@dataclass(frozen=True, slots=True)
class World:
    """One mission of Anne's, by numbers, and Anne's booking."""

    mission: int
    anne: int
    jean: int
    booking: int
    uid: str


def published(session: Session, home: InstitutionRow) -> World:
    """Publish Anne on a mission that begins on Monday and takes a day to reach."""
    anne = make.expert(session, home, email=ANNE)
    jean = make.expert(session, home, "Jean Côté")
    mission = make.mission(
        session,
        home,
        make.partner(session),
        make.role(title="Trainer"),
        title="Archives",
        first=MONDAY,
        travel_before=2,
    )
    make.staffed(session, mission, anne)
    booking = session.scalars(select(BookingRow).where(BookingRow.expert_id == anne.id)).one()
    return World(mission.id, anne.id, jean.id, booking.id, booking.uid)


def asked(ledger: Ledger, world: World, at: datetime = NOW) -> str:
    """The path of a new link."""
    with ledger.write() as session:
        return f"/answer/{answers.issue(session, world.booking, make.BY, at)}"


def restaffed(ledger: Ledger, world: World, expert: int, on: date = MONDAY) -> None:
    """Publish the mission again, on a day, with one person."""
    with ledger.write() as session:
        row = session.get_one(MissionRow, world.mission)
        row.window_last = max(on, MONDAY)
        wanted = Staffing(half_day(on), {row.roles[0].id: (expert,)})
        plan = staffing.restaff(session, world.mission, wanted, make.BY, NOW)
        publish.publish(session, plan.id, make.BY, NOW)


def kept(ledger: Ledger) -> list[AnswerRow]:
    """All answers, in their order."""
    with ledger.read() as session:
        return list(session.scalars(select(AnswerRow).order_by(AnswerRow.id)))
