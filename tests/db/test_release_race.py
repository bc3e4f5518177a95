"""Two releases of scenarios at once: one gets through, and the other is told what is live."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from db import invariants
from db.engine import Ledger
from db.models import PlanRow, RoleRow, ScenarioRow
from db.moments import half_day
from db.queries import plans
from tests import make
from tests.db.racing import address, race
from tests.db.release_race import MISSIONS

pytestmark = pytest.mark.race

PROGRAM = "tests.db.release_race"
TRIES = 60


def _prepare(ledger: Ledger) -> None:
    """A mission and an expert for each of the two, one mission published."""
    with ledger.write() as session:
        home, partner = make.institution(session), make.partner(session, at_once=MISSIONS)
        people = [make.expert(session, home, f"Anne Bova{n}") for n in range(MISSIONS)]
        found = [make.mission(session, home, partner, title=str(n)) for n in range(MISSIONS)]
        assert session.scalars(select(RoleRow.id)).all() == [mission.id for mission in found]
        make.staffed(session, found[0], people[0])


def _states(ledger: Ledger, table: type[PlanRow] | type[ScenarioRow]) -> dict[str, int]:
    with ledger.read() as session:
        rows = session.execute(select(table.state, func.count()).group_by(table.state))
        return {row[0]: row[1] for row in rows}


@pytest.mark.timeout(600)
def test_of_two_releases_at_once_one_is_published_and_one_is_refused(
    ledger: Ledger, tmp_path: Path
) -> None:
    _prepare(ledger)

    outcomes = race(PROGRAM, address(ledger), tmp_path / "barrier", TRIES)

    words = [sorted(said.split()[0] for said in pair) for pair in outcomes]
    assert words == [["published", "refused"]] * TRIES
    assert _states(ledger, ScenarioRow) == {"open": TRIES, "published": TRIES}
    assert _states(ledger, PlanRow) == {"draft": TRIES, "live": 1, "superseded": TRIES}
    with ledger.read() as session:
        live = plans.live(session)
        assert live is not None
        assert live.number == TRIES + 1
        assert invariants.check(session) == ()
        for pair in outcomes:
            _, refused, base, told = max(pair).split()
            published, shown = min(pair).split()[1:]
            winner = session.get_one(ScenarioRow, int(published))
            assert (winner.plan_id, shown) == (int(told), base)
            assert session.get_one(ScenarioRow, int(refused)).state == "open"


@pytest.mark.timeout(240)
def test_two_releases_at_once_of_different_missions_are_both_published(
    ledger: Ledger, tmp_path: Path
) -> None:
    tries = 20
    _prepare(ledger)

    outcomes = race(PROGRAM, address(ledger), tmp_path / "barrier", tries, "apart")

    assert all(said.startswith("published") for pair in outcomes for said in pair)
    with ledger.read() as session:
        live = plans.live(session)
        assert live is not None
        assert live.number == 2 * tries + 1
        # Each moved its own by one, or by two, of five days, twenty times.
        monday = half_day(make.MONDAY)
        assert plans.starts(session, live.id) == {1: monday, 2: monday}
        assert invariants.check(session) == ()


@pytest.mark.timeout(120)
def test_without_the_check_the_second_release_undoes_the_first(
    ledger: Ledger, tmp_path: Path
) -> None:
    """The control: what the test above would show if the guard were not there."""
    tries = 10
    _prepare(ledger)

    outcomes = race(PROGRAM, address(ledger), tmp_path / "barrier", tries, "unguarded")

    assert all(said.startswith("published") for pair in outcomes for said in pair)
    assert _states(ledger, ScenarioRow) == {"published": 2 * tries}
    with ledger.read() as session:
        number = select(func.max(PlanRow.number))
        assert session.scalar(number) == 2 * tries + 1
