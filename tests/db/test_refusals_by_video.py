"""Who refuses days of a session by video is not free on those of their own clock."""

from datetime import date

import pytest
from sqlalchemy import select

from db.engine import Ledger
from db.models import BusyRow
from db.moments import half_day
from db.operations import refusals
from db.operations.refusals import Refusing
from db.queries import refusals as known
from tests import make

MONDAY = date(2027, 11, 1)
SUNDAY = date(2027, 10, 31)


@pytest.mark.parametrize(
    ("zone", "length", "first", "last"),
    [
        # 09:00 to 12:00 on Monday in Kiribati is 15:00 to 18:00 on Sunday in Toronto.
        ("Pacific/Kiritimati", 1, half_day(SUNDAY, "pm"), half_day(SUNDAY, "pm")),
        ("Asia/Beirut", 1, half_day(MONDAY), half_day(MONDAY)),
        ("America/Port-au-Prince", 2, half_day(MONDAY), half_day(MONDAY, "pm")),
    ],
)
def test_no_to_days_by_video_takes_the_half_days_of_the_persons_own_clock(
    ledger: Ledger, zone: str, length: int, first: int, last: int
) -> None:
    with ledger.write() as session:
        home = make.institution(session)
        there = make.partner(session, timezone=zone)
        row = make.mission(session, home, there, first=MONDAY, venue="remote", length=length)
        anne = make.expert(session, home)
        days = half_day(MONDAY), half_day(MONDAY) + length - 1

        kept = refusals.refuse(session, Refusing(row.id, anne.id, days), make.BY, make.AT)

        away = session.scalars(select(BusyRow)).one()
        assert (kept.first, kept.last) == days
        assert (away.first, away.last) == (first, last)
        [(_row, _anne, _zone, taken)] = known.standing_with_people(session)
        assert taken == (first, last)
