"""What scenarios propose is kept with UIDs and SEQUENCEs of its own."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select, text

from db import migrate
from db.engine import Ledger
from db.models import ProposalRow, ScenarioRow
from db.moments import half_day
from db.operations import mission_states, scenarios, staffing
from db.operations.staffing import Staffing
from tests import make


@pytest.fixture
def migrated(database_url: str) -> Iterator[Ledger]:
    """A ledger that migrations have made, on SQLite and on PostgreSQL."""
    migrate.upgrade(database_url)
    opened = Ledger(database_url)
    yield opened
    opened.dispose()


def propose(ledger: Ledger, venue: str = "abroad") -> int:
    """A scenario that proposes a mission of four half-days, with a day's way to it; its id."""
    with ledger.write() as session:
        home, there = make.institution(session), make.partner(session)
        mission = make.mission(
            session, home, there, venue=venue, travel_before=2, travel_after=1, state="accepted"
        )
        row = scenarios.open_scenario(session, "Autumn", make.BY, make.AT)
        team = {mission.roles[0].id: (make.expert(session, home).id,)}
        wanted = Staffing(half_day(make.MONDAY), team)
        plan = staffing.restaff(session, mission.id, wanted, make.BY, make.AT)
        scenarios.solved(session, row.id, plan, 0, make.AT)
        return row.id


def kept(ledger: Ledger) -> list[tuple[object, ...]]:
    """Everything of the proposals but their names."""
    with ledger.read() as session:
        rows = session.scalars(select(ProposalRow).order_by(ProposalRow.id)).all()
        return [
            (
                *(row.scenario_id, row.mission_id, row.status, row.sequence, row.venue),
                *(row.partner_id, row.institution_id),
                *(row.first, row.last, row.leaves, row.returns),
                *(row.created_at, row.changed_at, row.archived_at),
            )
            for row in rows
        ]


def test_plan_of_a_scenario_is_kept_as_holds(ledger: Ledger) -> None:
    scenario = propose(ledger)

    first = half_day(make.MONDAY)
    days = (first, first + 3, first - 2, first + 4)
    assert kept(ledger) == [(scenario, 1, "hold", 0, "abroad", 1, 1, *days, make.AT, make.AT, None)]


def test_dropped_mission_leaves_and_comes_back_with_a_higher_sequence(ledger: Ledger) -> None:
    propose(ledger)

    seen = []
    for state in ("cancelled", "planned"):
        with ledger.write() as session:
            mission_states.move(session, 1, state, make.BY, make.AT, reason="Asked.")  # type: ignore[arg-type]  # words of the test
        seen.append(kept(ledger)[0][2:4])

    assert seen == [("cancelled", 1), ("hold", 2)]


@pytest.mark.parametrize("venue", ["abroad", "remote"])
def test_migration_writes_down_what_open_scenarios_propose(migrated: Ledger, venue: str) -> None:
    propose(migrated, venue)
    with migrated.write() as session:
        scenarios.discard(
            session,
            scenarios.fork(session, 1, "Other", make.BY, make.AT).id,
            make.BY,
            make.AT,
        )
        before = list(session.scalars(select(ProposalRow.uid)))
    expected = kept(migrated)[:1]

    migrate.downgrade(migrated.engine.url, "0014")
    migrate.upgrade(migrated.engine.url)

    assert kept(migrated) == expected
    with migrated.read() as session:
        assert session.scalar(text("SELECT uid FROM proposal")) not in before
        assert session.query(ScenarioRow).count() == 2
