"""Before a partner is told that a mission is agreed: what of it does not hold is to be accepted."""

import re
from collections.abc import Callable, Iterator

import pytest
import time_machine

from db.engine import Ledger
from db.models import ExpertRow, MissionRow
from db.operations import refusals
from db.operations.refusals import Refusing
from tests import make
from tests.web.by_hand import Ground
from tests.web.conftest import Browser
from tests.web.forms import accepted, filled_in, post

Happens = Callable[[Ledger, Ground], None]


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    """The missions of these tests lie ahead, whenever the tests run."""
    with time_machine.travel(make.AT, tick=False):
        yield


@pytest.fixture
def proposed(ledger: Ledger, ground: Ground) -> str:
    """The address of a mission that is proposed to its partner, with Anne in its team."""
    with ledger.write() as session:
        session.get_one(MissionRow, ground.held).state = "proposed"
    return f"/missions/{ground.held}"


def anne_is_away(ledger: Ledger, ground: Ground) -> None:
    with ledger.write() as session:
        make.busy(session, session.get_one(ExpertRow, ground.anne), make.MONDAY)


def anne_declines(ledger: Ledger, ground: Ground) -> None:
    with ledger.write() as session:
        refusals.refuse(session, Refusing(ground.held, ground.anne), make.BY, make.AT)


def state(ledger: Ledger, ground: Ground) -> str:
    with ledger.read() as session:
        return session.get_one(MissionRow, ground.held).state


CONFLICTS = [
    (anne_is_away, "Anne Bova is not available"),
    (anne_declines, "Anne Bova has declined this mission"),
]


@pytest.mark.parametrize(("happens", "said"), CONFLICTS, ids=["away", "declined"])
def test_conflicts_are_accepted_before_a_mission_is(
    coordinator: Browser, ledger: Ledger, ground: Ground, proposed: str, happens: Happens, said: str
) -> None:
    happens(ledger, ground)
    form = filled_in(coordinator.get(proposed).text, f"{proposed}/state") | {"to": "accepted"}

    asked = post(coordinator, f"{proposed}/state", form)
    kept = state(ledger, ground)
    ticked = filled_in(asked.text, f"{proposed}/state") | {"accepted": accepted(asked.text)}
    answer = post(coordinator, f"{proposed}/state", ticked)

    assert (asked.status_code, kept) == (422, "proposed")
    assert said in asked.text
    assert "Nothing was changed" in asked.text
    assert (answer.status_code, state(ledger, ground)) == (303, "accepted")


def test_what_was_acknowledged_is_not_asked_again(
    coordinator: Browser, ledger: Ledger, ground: Ground, proposed: str
) -> None:
    anne_is_away(ledger, ground)
    found = re.search(r'name="key" value="(\w+)"', coordinator.get("/conflicts").text)
    assert found
    post(coordinator, "/conflicts/acknowledge", {"key": found[1], "note": "She will swap."})

    post(coordinator, f"{proposed}/state", {"to": "accepted"})

    assert state(ledger, ground) == "accepted"


def test_conflicts_of_other_missions_are_not_asked(
    coordinator: Browser, ledger: Ledger, ground: Ground, proposed: str
) -> None:
    with ledger.write() as session:
        bob = session.get_one(ExpertRow, ground.bob)
        make.staffed(session, session.get_one(MissionRow, ground.open), bob, on=make.MONDAY)
        make.busy(session, bob, make.MONDAY)
    assert "Bob Tremolo is not available" in coordinator.get("/conflicts").text

    answer = post(coordinator, f"{proposed}/state", {"to": "accepted"})

    assert (answer.status_code, state(ledger, ground)) == (303, "accepted")


def test_page_is_said_in_french(
    coordinator: Browser, ledger: Ledger, ground: Ground, proposed: str
) -> None:
    anne_is_away(ledger, ground)

    page = post(coordinator, f"{proposed}/state?lang=fr", {"to": "accepted"}).text

    assert "ne tient plus" in page
    assert "sont convenues" in page
