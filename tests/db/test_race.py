"""Two publications at once: nobody is booked twice, and only true conflicts are refused."""

from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from db import invariants
from db.engine import Ledger
from db.models import BookedHalfDayRow, RoleRow
from tests import make
from tests.db.race import EXPERTS, PAIRS, choice, conflicts, missions
from tests.db.racing import address, race

pytestmark = pytest.mark.race

TRIES = 200
PROGRAM = "tests.db.race"


def _prepare(ledger: Ledger) -> None:
    """The missions that the tries share, each with one role of the same row number."""
    with ledger.write() as session:
        home = make.institution(session)
        for number in range(EXPERTS):
            make.expert(session, home, f"Anne Bova{number}")
        partner = make.partner(session)
        for number in range(2 * PAIRS):
            make.mission(session, home, partner, title=str(number))
        numbers = session.execute(select(RoleRow.mission_id, RoleRow.id)).all()
        assert all(mission == role for mission, role in numbers)


def _doubles(ledger: Ledger) -> int:
    """Pairs of an expert and a half-day that are booked more than once."""
    with ledger.read() as session:
        pairs = (
            select(BookedHalfDayRow.expert_id)
            .group_by(BookedHalfDayRow.expert_id, BookedHalfDayRow.half_day)
            .having(func.count() > 1)
        )
        return session.scalar(select(func.count()).select_from(pairs.subquery())) or 0


@pytest.mark.timeout(600)
def test_conflicting_publications_are_refused_and_no_others(ledger: Ledger, tmp_path: Path) -> None:
    _prepare(ledger)

    outcomes = race(PROGRAM, address(ledger), tmp_path / "barrier", TRIES)

    refused = ["refused" in first or "refused" in second for first, second in outcomes]
    assert refused == [conflicts(attempt) for attempt in range(TRIES)]
    assert 60 < sum(refused) < 140
    assert all("published" in pair for pair in outcomes)
    named = [said for pair in outcomes for said in pair if said.startswith("refused")]
    conflicting = [attempt for attempt in range(TRIES) if conflicts(attempt)]
    assert named == ["refused {} {} {}".format(choice(k, 0)[0], *missions(k)) for k in conflicting]
    assert _doubles(ledger) == 0
    with ledger.read() as session:
        assert invariants.check(session) == ()


UNGUARDED = {
    "sqlite": (
        "DROP TABLE booked_half_day",
        "CREATE TABLE booked_half_day (expert_id INTEGER, half_day INTEGER, booking_id INTEGER)",
    ),
    "postgresql": ("ALTER TABLE booked_half_day DROP CONSTRAINT pk_booked_half_day",),
}


@pytest.mark.timeout(120)
def test_without_the_primary_key_the_same_race_books_people_twice(
    ledger: Ledger, tmp_path: Path
) -> None:
    """The control: what the test above would show if the guard were not there."""
    tries = 20
    _prepare(ledger)
    with ledger.engine.begin() as connection:
        for statement in UNGUARDED[ledger.engine.dialect.name]:
            connection.execute(text(statement))

    outcomes = race(PROGRAM, address(ledger), tmp_path / "barrier", tries)

    assert set(outcomes) == {("published", "published")}
    assert _doubles(ledger) > 0
