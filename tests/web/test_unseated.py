"""Staffing by hand shows everybody who is published: nobody leaves a team without being named."""

from collections.abc import Iterator

import pytest
import time_machine
from sqlalchemy import select

from db.engine import Ledger
from db.models import BookingRow, InstitutionRow, RoleRow
from db.moments import half_day
from db.operations import publish, staffing
from db.operations.staffing import Staffing
from tests import make
from tests.web.conftest import Browser
from tests.web.forms import filled_in, post

PAGE = "/missions/1/staff"


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    """The mission lies ahead, whenever the tests run."""
    with time_machine.travel(make.AT, tick=False):
        yield


@pytest.fixture
def published(ledger: Ledger, institution: int) -> tuple[int, int]:
    """Anne and Paul are members of a delegation, Luc is its clerk: two roles."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        anne, paul, luc = (make.expert(session, home, name) for name in ("A A", "P P", "L L"))
        wanted = (make.role(title="Delegate", count=2), make.role(title="Clerk"))
        row = make.mission(session, home, make.partner(session), *wanted)
        team = {row.roles[0].id: (anne.id, paul.id), row.roles[1].id: (luc.id,)}
        plan = staffing.restaff(
            session, row.id, Staffing(half_day(make.MONDAY), team), make.BY, make.AT
        )
        publish.publish(session, plan.id, make.BY, make.AT)
        return row.roles[0].id, row.roles[1].id


def booked(ledger: Ledger) -> set[int]:
    with ledger.read() as session:
        rows = select(BookingRow.expert_id).where(BookingRow.status != "cancelled")
        return set(session.scalars(rows))


def test_form_of_a_role_with_more_people_than_seats_keeps_all_of_them(
    coordinator: Browser, ledger: Ledger, published: tuple[int, int]
) -> None:
    with ledger.write() as session:
        session.get_one(RoleRow, published[0]).count = 1

    page = coordinator.get(PAGE).text
    answer = post(coordinator, PAGE, filled_in(page, PAGE))

    assert "Seat 2, more than the role asks for" in page
    assert answer.status_code == 303
    assert booked(ledger) == {1, 2, 3}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "L L sits in a role that is no longer asked for, and would leave"),
        ("fr", "L L occupe un rôle qui n’est plus demandé et quitterait l’équipe"),
    ],
)
def test_who_is_in_a_role_that_was_taken_away_leaves_only_where_it_is_ticked(
    coordinator: Browser, ledger: Ledger, published: tuple[int, int], language: str, said: str
) -> None:
    with ledger.write() as session:
        session.get_one(RoleRow, published[1]).is_dropped = True
    page = f"{PAGE}?lang={language}"
    form = filled_in(coordinator.get(page).text, PAGE)

    refused = post(coordinator, page, form)

    assert refused.status_code == 422
    assert said in refused.text
    assert booked(ledger) == {1, 2, 3}
    ticked = post(coordinator, page, form | {"leaving": "3"})
    assert ticked.status_code == 303
    assert booked(ledger) == {1, 2}


def test_list_of_a_role_that_was_taken_away_meanwhile_is_stale(
    coordinator: Browser, ledger: Ledger, published: tuple[int, int]
) -> None:
    form = filled_in(coordinator.get(PAGE).text, PAGE)
    with ledger.write() as session:
        session.get_one(RoleRow, published[1]).is_dropped = True

    refused = post(coordinator, PAGE, form)

    assert refused.status_code == 422
    assert "The roles have changed meanwhile: look once more." in refused.text
    assert booked(ledger) == {1, 2, 3}


def test_who_is_in_a_role_that_was_taken_away_may_take_another_seat(
    coordinator: Browser, ledger: Ledger, published: tuple[int, int]
) -> None:
    with ledger.write() as session:
        session.get_one(RoleRow, published[1]).is_dropped = True
        session.get_one(RoleRow, published[0]).count = 3
    form = filled_in(coordinator.get(PAGE).text, PAGE) | {f"seat-{published[0]}-2": "3"}

    answer = post(coordinator, PAGE, form)

    assert answer.status_code == 303
    assert booked(ledger) == {1, 2, 3}
