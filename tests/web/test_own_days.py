"""A session by video takes the days of whoever sits in it, by their own clock."""

from datetime import date

import pytest

from db.engine import Ledger
from db.models import InstitutionRow
from db.moments import half_day
from db.operations import refusals
from db.operations.refusals import Refusing
from db.queries import timeline
from tests import make
from tests.web.conftest import Browser
from tests.web.test_stays_by_video import plain

MONDAY = date(2027, 11, 1)
SUNDAY = date(2027, 10, 31)


@pytest.fixture(params=["own", "hidden"])
def kiribati(request: pytest.FixtureRequest, ledger: Ledger, institution: int) -> str:
    """Anne of Québec sits on Monday morning in Kiribati: it is Sunday, afternoon, with her."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        whose = home if request.param == "own" else make.institution(session, "elsewhere")
        there = make.partner(session, "ki", country="KI", timezone="Pacific/Kiritimati")
        facts = {"venue": "remote", "length": 1, "title": "Lagoon"}
        row = make.mission(session, whose, there, first=MONDAY, **facts)
        make.staffed_at(session, row, half_day(MONDAY), make.expert(session, home))
    return "Lagoon" if request.param == "own" else "unavailable"


def test_persons_year_shows_a_video_session_on_their_own_days(
    coordinator: Browser, kiribati: str
) -> None:
    page = plain(coordinator.get("/experts/1?from=2027-10").text)

    assert f"{kiribati}, 31 October 2027, afternoon" in page
    assert "unavailable, 1 November 2027" not in page


def test_plan_of_people_shows_a_video_session_in_the_month_of_their_own_days(
    coordinator: Browser, kiribati: str
) -> None:
    sunday, monday = (
        plain(coordinator.get(f"/plan?view=people&zoom=month&day={day}").text)
        for day in (SUNDAY, MONDAY)
    )

    assert "Bova" in sunday
    assert "Bova" not in monday


def test_who_is_away_today_is_so_by_their_own_clock(
    ledger: Ledger, coordinator: Browser, kiribati: str
) -> None:
    with ledger.read() as session:
        found = {
            day: [row.expert_id for row in timeline.bookings(session, {1}, day, day)]
            for day in (SUNDAY, MONDAY)
        }

    assert found == {SUNDAY: [1], MONDAY: []}


def test_who_has_refused_days_by_video_is_not_offered_for_them(
    ledger: Ledger, coordinator: Browser, institution: int
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        there = make.partner(session, "ki", country="KI", timezone="Pacific/Kiritimati")
        row = make.mission(session, home, there, first=MONDAY, venue="remote", length=1)
        anne = make.expert(session, home)
        days = half_day(MONDAY), half_day(MONDAY)
        refusals.refuse(session, Refusing(row.id, anne.id, days), make.BY, make.AT)

    page = plain(coordinator.get(f"/missions/1/staff?start={MONDAY}").text)

    assert "Bova, Anne · Official · fit" in page
    assert "0 are free then." in page
    assert "has declined these days" in page
