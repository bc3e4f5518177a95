"""People of one name in one department: pictures and sentences say which of them is meant."""

from collections.abc import Iterator

import pytest
import time_machine

from db.engine import Ledger
from db.models import InstitutionRow
from db.operations import refusals
from db.operations.refusals import Refusing
from tests import make
from tests.web.conftest import Browser


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    """Some weeks before the mission."""
    with time_machine.travel(make.AT, tick=False):
        yield


@pytest.fixture
def twins(ledger: Ledger, institution: int) -> None:
    """Two officials called Marie Roy in one department go on a mission, and the first declines."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        two = [make.expert(session, home, "Marie Roy", department="Library") for _ in range(2)]
        row = make.mission(session, home, make.partner(session), make.role(count=2))
        make.staffed(session, row, *two)
        said = Refusing(row.id, two[0].id)
        refusals.refuse(session, said, make.BY, make.AT)


def test_picture_of_people_has_no_two_lines_alike(coordinator: Browser, twins: None) -> None:
    page = coordinator.get(f"/plan?view=people&day={make.MONDAY}").text

    assert "Library · no. 1" in page
    assert "Library · no. 2" in page


def test_sentence_of_a_refusal_says_whose_it_is(coordinator: Browser, twins: None) -> None:
    page = coordinator.get("/missions/1/candidates").text

    assert "Marie Roy · Library · no. 1 has declined this mission" in page
    assert "Marie Roy has declined" not in page
