"""For whom one answers: for oneself, for one's people, for whom another institution lends."""

from collections.abc import Callable

import pytest

from db.engine import Ledger
from db.models import ExpertRow
from tests import make
from tests.web.answers.world import World, kept
from tests.web.conftest import Browser
from tests.web.forms import post


@pytest.mark.parametrize("role", ["expert", "coordinator"])
def test_page_says_for_whom_one_answers(
    browser: Browser, account: Callable[..., str], world: World, role: str
) -> None:
    browser.sign_in(account(role, expert=world.anne if role == "expert" else None))

    page = browser.get(f"/answers/{world.booking}").text

    own = "Anne Bova, you are asked to take part in this mission."
    assert (own in page) == (role == "expert")
    assert ("You answer in the name of this person" in page) == (role == "coordinator")


def test_unit_writes_down_what_somebody_says_whom_another_institution_lends(
    coordinator: Browser, ledger: Ledger, world: World
) -> None:
    with ledger.write() as session:
        session.get_one(ExpertRow, world.anne).institution = make.institution(session, "fr")
    path = f"/answers/{world.booking}"
    assert "Answer of Anne Bova" in coordinator.get(path).text

    post(coordinator, path, {"answer": "accepted"})

    assert [row.answer for row in kept(ledger)] == ["accepted"]
