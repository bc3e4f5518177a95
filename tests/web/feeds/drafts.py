"""Scenarios beside the published world of these tests: opened, and solved by hand."""

from dataclasses import dataclass
from datetime import date, datetime

from db.engine import Ledger
from db.models import MissionRow
from db.moments import half_day
from db.operations import scenarios, staffing
from db.operations.staffing import Staffing
from tests import make


@dataclass(frozen=True, slots=True)
class Draft:
    """One scenario."""

    ledger: Ledger
    id: int

    def solve(self, mission_id: int, on: date | None, *team: int, at: datetime = make.AT) -> int:
        """Let its plan be the live one but for a mission; answers the plan's id."""
        with self.ledger.write() as session:
            role = session.get_one(MissionRow, mission_id).roles[0].id
            wanted = None if on is None else Staffing(half_day(on), {role: team})
            plan = staffing.restaff(session, mission_id, wanted, make.BY, at)
            plan.state = "solved"
            scenarios.solved(session, self.id, plan, 0, at)
            return plan.id


def draft(ledger: Ledger, name: str = "Autumn") -> Draft:
    with ledger.write() as session:
        return Draft(ledger, scenarios.open_scenario(session, name, make.BY, make.AT).id)
