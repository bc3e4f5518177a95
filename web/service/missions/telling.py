"""Who hears of it when one mission is staffed, taken out of the plan, or cancelled."""

from sqlalchemy.orm import Session

from db.operations.staffing import Staffing
from db.queries.holdings import Holding, live
from web.service.scenarios.reach import Reach, reach
from web.service.solving.changes import between


def reach_of(session: Session, mission_id: int, wanted: Staffing | None) -> Reach:
    """Whom it reaches if the live plan holds one mission as wanted, or no more."""
    before = live(session)
    rest = before.part(before.starts.keys() - {mission_id})
    after = rest if wanted is None else rest.beside(_held(mission_id, wanted))
    return reach(session, between(session, before, after), after)


def _held(mission_id: int, wanted: Staffing) -> Holding:
    team = frozenset((role, each) for role, seated in wanted.team.items() for each in seated)
    return Holding({mission_id: wanted.start}, {mission_id: team})
