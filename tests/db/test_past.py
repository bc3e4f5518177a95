"""What has been held is corrected within what is past: no edit puts it off into the future."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from db.engine import Ledger
from db.errors import Invalid
from db.models import MissionRow
from db.operations import missions
from db.operations.mission_facts import mission_facts
from db.queries.missions import dates
from db.words import MissionState
from tests import make

TUESDAY = datetime(2027, 3, 2, 20, 0, tzinfo=UTC)
"""The afternoon of the last day, in Port-au-Prince."""
NEXT_WEEK = TUESDAY + timedelta(days=7)


@pytest.fixture
def held(ledger: Ledger) -> int:
    """A mission of Monday and Tuesday, with a day of travel home."""
    with ledger.write() as session:
        home = make.institution(session)
        mission = make.mission(session, home, make.partner(session), travel_after=2)
        make.staffed(session, mission, make.expert(session, home))
        return mission.id


@pytest.mark.parametrize(
    ("state", "at", "changes", "fields"),
    [
        ("delivered", TUESDAY, {"length": 5}, ["length"]),
        ("closed", TUESDAY, {"length": 14}, ["length"]),
        ("reported", NEXT_WEEK, {"length": 30}, ["length"]),
        ("reported", TUESDAY, {"travel_after": 4}, ["travel_after"]),
        ("delivered", TUESDAY, {"travel_after": 4}, []),
        ("closed", NEXT_WEEK, {"length": 6, "travel_after": 4}, []),
        ("closed", TUESDAY, {"length": 2}, []),
        ("closed", TUESDAY, {"title": "Another"}, []),
        ("scheduled", TUESDAY, {"length": 5}, []),
    ],
)
def test_mission_that_was_held_lasts_no_longer_than_until_now(
    ledger: Ledger,
    held: int,
    state: MissionState,
    at: datetime,
    changes: dict[str, int],
    fields: list[str],
) -> None:
    with ledger.write() as session:
        row = session.get_one(MissionRow, held)
        row.state = state
        session.flush()
        before = dates(session, held)
        assert before is not None
        last = before.last
        wanted = replace(mission_facts(row), **changes)  # type: ignore[arg-type] # fields by name

        if not fields:
            missions.edit(session, held, wanted, row.version, make.BY, at, word="Ms Paul")
            return
        with pytest.raises(Invalid) as refused:
            missions.edit(session, held, wanted, row.version, make.BY, at)

        flaws = refused.value.flaws
        assert [(flaw.code, flaw.field) for flaw in flaws] == [
            ("mission.held_already", field) for field in fields
        ]
        session.refresh(row)
        assert (row.length, row.travel_after) == (4, 2)
        after = dates(session, held)
        assert after is not None
        assert after.last == last
