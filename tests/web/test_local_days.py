"""On an evening in Québec, when it is tomorrow in UTC, pages keep to the day of their reader."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from db.engine import Ledger
from db.models import BookingRow, ClosureRow, InstitutionRow, PartnerClosureRow, SittingRow
from db.queries import scenarios
from tests import clock, make
from tests.web.conftest import Browser
from tests.web.forms import post

EVENING = datetime(2027, 1, 5, 3, tzinfo=UTC)
"""Ten in the evening of the 4th in Québec."""
TODAY = date(2027, 1, 4)


@pytest.fixture
def evening() -> Iterator[None]:
    """It is the evening, for all that a test makes and asks."""
    before = clock.now()
    clock.go(EVENING)
    yield
    clock.go(before)


@pytest.fixture
def reader(evening: None, coordinator: Browser) -> Browser:
    """A coordinator who works late."""
    return coordinator


def test_coverage_begins_on_the_day_that_the_first_page_names(
    reader: Browser, ledger: Ledger, institution: int
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        make.mission(session, home, make.partner(session), first=TODAY)

    page = " ".join(reader.get("/coverage").text.split())

    assert "those that begin today, 4 January 2027, or later" in page
    assert 'href="/missions/1"' in reader.get("/missions/?to_plan=0").text


def test_repair_is_named_after_the_day_of_its_maker(
    reader: Browser, ledger: Ledger, institution: int
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        make.staffed(
            session, make.mission(session, home, make.partner(session)), make.expert(session, home)
        )

    post(reader, "/conflicts/repair")

    with ledger.read() as session:
        assert [row.name for row in scenarios.scenarios(session, "open")] == [
            "Repair, 4 January 2027"
        ]


@pytest.mark.parametrize("page", ["/institutions/1", "/institutions/1/sittings"])
def test_days_of_a_house_are_shown_until_they_are_over_there(
    reader: Browser, ledger: Ledger, institution: int, page: str
) -> None:
    days = {"institution_id": institution, "first": TODAY, "last": TODAY}
    with ledger.write() as session:
        session.add(SittingRow(name="Late sitting", **days))
        session.add(ClosureRow(name="Late closure", **days))

    shown = reader.get(page).text

    assert "Late sitting" in shown
    assert "Late closure" in shown


def test_closed_day_of_a_partner_is_shown_until_it_is_over(reader: Browser, ledger: Ledger) -> None:
    with ledger.write() as session:
        partner = make.partner(session)
        partner.closures.append(PartnerClosureRow(name="Feast", first=TODAY, last=TODAY))

    assert "Feast" in reader.get("/partners/1").text


def test_last_day_of_a_mission_can_be_answered_until_its_end(
    reader: Browser, ledger: Ledger, institution: int
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        anne = make.expert(session, home)
        mission = make.mission(session, home, make.partner(session), first=TODAY, length=2)
        make.staffed(session, mission, anne)
        booking = session.scalars(select(BookingRow)).one().id
    path = f"/answers/{booking}"

    assert "Their answer" in reader.get(path).text
    assert post(reader, path, {"answer": "accepted"}).status_code == 303


def test_who_leaves_tonight_is_in_office_still(
    reader: Browser, ledger: Ledger, institution: int
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        make.expert(session, home, served_until=TODAY)

    assert "Has left the institution" not in reader.get("/experts/1").text
