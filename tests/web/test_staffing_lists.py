"""The lists from which a coordinator seats people say who is free, and who has said no."""

import re
from collections.abc import Iterator

import pytest
import time_machine

from db.engine import Ledger
from db.moments import half_day
from db.operations import pins, refusals
from db.operations.refusals import Refusing
from tests import make
from tests.web.by_hand import Ground
from tests.web.conftest import Browser


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    """The missions of these tests lie ahead, whenever the tests run."""
    with time_machine.travel(make.AT, tick=False):
        yield


def test_lists_say_who_is_free_on_the_day(coordinator: Browser, ground: Ground) -> None:
    monday = coordinator.get(f"/missions/{ground.open}/staff?start=2027-03-01").text
    tuesday = coordinator.get(f"/missions/{ground.open}/staff?start=2027-03-09").text

    assert "2 people meet the role" in monday
    assert "1 is free then." in monday
    assert monday.index("Tremolo, Bob") < monday.index("Bova, Anne")
    assert monday.count("not free then") == 1
    assert "2 are free then." in tuesday


@pytest.mark.parametrize(
    ("days", "said"),
    [(None, "has declined this mission"), ("these", "has declined these days")],
    ids=["all", "days"],
)
def test_lists_say_what_somebody_has_declined_and_do_not_count_them_as_free(
    coordinator: Browser, ledger: Ledger, ground: Ground, days: str | None, said: str
) -> None:
    monday = half_day(make.MONDAY)
    with ledger.write() as session:
        no = Refusing(ground.held, ground.anne, (monday, monday + 3) if days else None)
        refusals.refuse(session, no, make.BY, make.AT)

    page = coordinator.get(f"/missions/{ground.held}/staff").text

    assert re.findall(r"Bova, Anne.*? · fit \d+ · ([^<]*)<", page) == [said]
    assert "1 is free then." in page


def test_lists_say_who_is_kept_out(coordinator: Browser, ledger: Ledger, ground: Ground) -> None:
    with ledger.write() as session:
        pins.ban(session, ground.held, ground.anne, make.BY, make.AT)

    page = coordinator.get(f"/missions/{ground.held}/staff").text

    assert "kept out of this mission" in page
    assert "has declined" not in page


def test_name_narrows_the_lists(coordinator: Browser, ground: Ground) -> None:
    page = coordinator.get(f"/missions/{ground.open}/staff?name=BOVA").text

    assert "Bova, Anne" in page
    assert "Tremolo, Bob" not in page
