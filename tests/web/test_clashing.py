"""A search that found no plan names who decided what, and what stands against it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from db.engine import Ledger
from db.models import InstitutionRow, MissionPinRow, MissionRow
from db.moments import half_day
from db.operations import attempts, jobs, scenarios
from db.operations.audit import audit
from matcher.scenario import Change
from tests import make
from tests.web.conftest import Browser

SEAT = {"mission": "m1", "role": "r1", "expert": "e1"}
DATE = {"mission": "m1", "start": "2027-03-01/am"}
PROMISED = "Anne Bova is published on “Library”, and its partner counts on it"
PINNED = "Anne Bova is pinned to “Library”"


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    """The mission lies ahead, whenever the tests run."""
    with time_machine.travel(make.AT, tick=False):
        yield


@pytest.fixture
def agreed(ledger: Ledger, institution: int) -> int:
    """Anne is published on an accepted mission whose window was moved; a scenario to mend it."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        anne = make.expert(session, home)
        facts = {"title": "Library", "state": "accepted"}
        mission = make.mission(session, home, make.partner(session), make.role(), **facts)
        make.staffed(session, mission, anne)
        later = make.MONDAY + timedelta(days=7)
        mission.window_first = mission.window_last = later
        make.busy(session, anne, later + timedelta(days=1), later + timedelta(days=30))
        audit(session, mission, "edited", make.BY, make.AT)
        row = scenarios.open_scenario(session, "Spring", make.BY, make.AT)
        session.flush()
        return row.id


def failed(ledger: Ledger, scenario: int | None, *pins: dict[str, str]) -> str:
    """Where it is told of a search that found these decisions to clash."""
    asked = {} if scenario is None else {"scenario": scenario}
    with ledger.write() as session:
        job = jobs.ask(session, "solve", asked, make.BY, make.AT)
        ticket = attempts.claim(session, make.AT)
        assert ticket is not None
        attempts.fail(session, ticket, "plan.infeasible", {"conflict": list(pins)}, make.AT)
        return f"/solve/{job.id}"


def test_published_seat_is_not_said_to_be_pinned_and_the_absence_is_named(
    coordinator: Browser, ledger: Ledger, agreed: int
) -> None:
    with ledger.write() as session:
        changes = [Change("unpin.start", {"mission": "m1"})]
        scenarios.change(session, agreed, changes, make.BY, make.AT)

    page = coordinator.get(failed(ledger, agreed, SEAT)).text

    assert PROMISED in page
    assert "is pinned" not in page
    # On site on Monday and Tuesday: of thirty days away only the second is met.
    assert "Anne Bova is not available: 9 March 2027." in page
    assert 'href="/missions/1">Open that mission</a>' in page
    assert f'href="/scenarios/{agreed}">Back to the scenario</a>' in page
    assert ">Look for a plan again<" not in page


def test_published_date_is_not_said_to_be_pinned(
    coordinator: Browser, ledger: Ledger, agreed: int
) -> None:
    page = coordinator.get(failed(ledger, None, DATE)).text

    assert "“Library” is published for 1 March 2027, and its partner counts on it" in page
    assert ">Look for a plan again<" in page


def test_seat_that_somebody_pinned_is_said_to_be_pinned(
    coordinator: Browser, ledger: Ledger, agreed: int
) -> None:
    with ledger.write() as session:
        row = session.get_one(MissionRow, 1)
        row.pins.append(MissionPinRow(expert_id=1, role_id=row.roles[0].id))

    page = coordinator.get(failed(ledger, None, SEAT)).text

    assert PINNED in page
    assert PROMISED not in page


def test_seat_that_the_scenario_pins_is_said_to_be_pinned(
    coordinator: Browser, ledger: Ledger, agreed: int
) -> None:
    with ledger.write() as session:
        changes = [Change("pin.expert", {"mission": "m1", "role": "r1", "expert": "e1"})]
        scenarios.change(session, agreed, changes, make.BY, make.AT)

    page = coordinator.get(failed(ledger, agreed, SEAT)).text

    assert PINNED in page
    assert PROMISED not in page


def test_absence_in_the_way_of_a_session_by_video_is_by_the_persons_clock(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    """An afternoon of Algiers, from 13:00 on, is a morning in Québec, from 7:00 on."""
    day = make.MONDAY + timedelta(days=7)
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        home.timezone = "America/Toronto"
        partner = make.partner(session, timezone="Africa/Algiers")
        anne = make.expert(session, home)
        facts = {"venue": "remote", "travel_before": 0, "travel_after": 0, "length": 1}
        mission = make.mission(session, home, partner, make.role(), title="Library", **facts)
        mission.half_day_starts, mission.pinned_start = True, half_day(day, "pm")
        mission.window_first = mission.window_last = day
        mission.pins.append(MissionPinRow(expert_id=anne.id, role_id=mission.roles[0].id))
        make.busy(session, anne, day)

    page = coordinator.get(failed(ledger, None, SEAT)).text

    assert "Anne Bova is not available: 8 March 2027, morning." in page
