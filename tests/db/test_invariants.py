"""The invariants see what they are there to see."""

from sqlalchemy import delete, select, update

from db import invariants
from db.engine import Ledger
from db.errors import Flaw
from db.models import BookedHalfDayRow, BookingRow
from tests import make


def test_a_lost_half_day_shows(sqlite_ledger: Ledger) -> None:
    with sqlite_ledger.write() as session:
        home, there = make.institution(session), make.partner(session)
        mission, anne = make.mission(session, home, there), make.expert(session, home)
        make.staffed(session, mission, anne)
        first = session.scalars(select(BookedHalfDayRow)).first()
        assert first is not None

        session.execute(delete(BookedHalfDayRow).where(BookedHalfDayRow.half_day == first.half_day))

        facts = {"mission": mission.id, "expert": anne.id}
        flaw = Flaw("booked_half_days.differ", "booked_half_day", facts)
        assert invariants.check(session) == (flaw,)


def test_a_booking_that_the_live_plan_does_not_hold_shows(sqlite_ledger: Ledger) -> None:
    with sqlite_ledger.write() as session:
        home, there = make.institution(session), make.partner(session)
        mission, anne = make.mission(session, home, there), make.expert(session, home)
        make.staffed(session, mission, anne)

        session.execute(update(BookingRow).values(status="confirmed"))

        facts = {"mission": mission.id, "expert": anne.id}
        assert invariants.check(session) == (Flaw("bookings.differ", "booking", facts),)
