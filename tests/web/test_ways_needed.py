"""What would fill a seat is told where something is in the way, and only there."""

from datetime import timedelta

import pytest

from db.engine import Ledger
from db.models import ExpertRow, InstitutionRow
from tests import make
from tests.clock import TODAY
from tests.web.conftest import Browser

AHEAD = TODAY + timedelta(days=63 - TODAY.weekday())


@pytest.fixture
def undated(ledger: Ledger, institution: int) -> None:
    """Two seats of a mission without a date ask for a domain that two people know."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        dated = make.mission(session, home, None, first=AHEAD, venue="home", title="Dated")
        make.staffed(session, dated, make.expert(session, home, "Zoe Linn"))
        library = make.domain(session)
        role = make.role(count=2, domains={library: 1})
        first = AHEAD + timedelta(days=14)
        make.mission(session, home, None, role, first=first, venue="home", title="Undated")
        for name in ("Anne Bova", "Luc Dorval"):
            make.expert(session, home, name, domains={library: 2})


def test_seats_that_people_could_take_need_a_date_and_nothing_else(
    coordinator: Browser, undated: None
) -> None:
    page = coordinator.get("/missions/2").text
    coverage = coordinator.get("/coverage").text

    assert "2 people could each take the seat, with the rest of the plan as it is." in page
    assert "It needs a date: by hand, or in a search that plans these days." in page
    assert "None of these alone would fill it" not in page
    assert "/missions/2/unlock" not in page
    assert "would fill vacant seats" not in coverage


def test_seats_for_which_people_are_missing_tell_what_would_help(
    coordinator: Browser, undated: None, ledger: Ledger
) -> None:
    with ledger.write() as session:
        first = AHEAD + timedelta(days=14)
        luc = session.get_one(ExpertRow, 3)
        make.busy(session, luc, first, first + timedelta(days=1))

    page = coordinator.get("/missions/2").text
    coverage = coordinator.get("/coverage").text

    assert "It needs a date" not in page
    assert "/missions/2/unlock" in page
    assert "would fill vacant seats" in coverage
