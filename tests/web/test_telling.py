"""Before one mission changes by hand it is said who hears of it."""

from collections.abc import Iterator

import pytest
import time_machine
from sqlalchemy import select

from db.engine import Ledger
from db.models import BookingRow, ExpertRow, MessageRow, MissionRow
from db.operations import answers
from db.operations.answers import Given
from tests import make
from tests.web.by_hand import Ground
from tests.web.conftest import Browser
from tests.web.forms import accepted, filled_in, post


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    """The missions of these tests lie ahead, whenever the tests run."""
    with time_machine.travel(make.AT, tick=False):
        yield


def tell(ledger: Ledger, mission: int) -> None:
    """What was written to the team has reached it."""
    with ledger.write() as session:
        rows = select(MessageRow).join(BookingRow).where(BookingRow.mission_id == mission)
        for message in session.scalars(rows):
            message.state = "sent"


def test_before_an_agreed_team_becomes_holds_each_of_it_is_named(
    coordinator: Browser, ledger: Ledger, ground: Ground
) -> None:
    """Anne stays and Bob joins: both hear of it, she only where nobody's word is given."""
    with ledger.write() as session:
        row = session.get_one(MissionRow, ground.held)
        row.state, row.roles[0].count = "accepted", 2
    where = f"/missions/{ground.held}/staff"
    form = filled_in(coordinator.get(where).text, where)
    assert "Who hears of it" not in coordinator.get(where).text
    second = next(name for name, value in form.items() if name.endswith("-1") and not value)

    asked = post(coordinator, where, form | {second: ground.bob}).text

    who, wordless = asked.split("Who hears of it")[1].split("Only where nobody is named")
    assert "Tremolo, Bob" in who
    assert "Bova, Anne" not in who
    assert "Bova, Anne" in wordless.split("</ul>")[0]


def test_page_of_staffing_says_that_messages_are_written(
    coordinator: Browser, ground: Ground
) -> None:
    page = coordinator.get(f"/missions/{ground.open}/staff").text

    assert "a message to each is written into the outbox" in page


def test_before_a_mission_is_cancelled_its_told_team_is_named(
    coordinator: Browser, ledger: Ledger, ground: Ground
) -> None:
    page = coordinator.get(f"/missions/{ground.held}/cancel").text
    assert "Who hears of it" not in page
    tell(ledger, ground.held)

    page = coordinator.get(f"/missions/{ground.held}/cancel").text

    assert "Bova, Anne" in page.split("Who hears of it")[1]
    assert "Who hears of it" not in coordinator.get(f"/missions/{ground.open}/cancel").text


def test_who_said_yes_on_their_page_is_named_and_hears_that_another_goes(
    coordinator: Browser, ledger: Ledger, ground: Ground
) -> None:
    """Her invitation was never sent."""
    where = f"/missions/{ground.held}/staff"
    cancelling = f"/missions/{ground.held}/cancel"
    assert "Who hears of it" not in coordinator.get(cancelling).text
    with ledger.write() as session:
        booking = session.scalars(
            select(BookingRow).where(BookingRow.mission_id == ground.held)
        ).one()
        answers.record(session, booking.id, Given("accepted"), "account", make.BY, make.AT)
        session.get_one(MissionRow, ground.held).state = "accepted"
    page = coordinator.get(where).text
    form = filled_in(page, where)
    seat = next(name for name in form if name.startswith("seat-"))

    asked = post(coordinator, where, form | {seat: ground.bob}).text

    who = asked.split("Who hears of it")[1]
    assert "Bova, Anne" in who.split("</ul>")[0]
    assert "Bova, Anne" in coordinator.get(cancelling).text.split("Who hears of it")[1]
    assert "whoever leaves and was written to, has said yes or is confirmed" in page
    ticked = form | {seat: ground.bob, "accepted": accepted(asked)}
    assert post(coordinator, where, ticked).status_code == 303
    with ledger.read() as session:
        rows = select(ExpertRow.family_name, MessageRow.method).join(MessageRow.booking)
        rows = rows.join(BookingRow.expert).where(MessageRow.state == "draft")
        said = session.execute(rows.order_by(MessageRow.method)).all()
    assert [(*row,) for row in said] == [("Bova", "CANCEL"), ("Tremolo", "REQUEST")]
