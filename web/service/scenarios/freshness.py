"""Does the plan of a scenario answer it as it stands?"""

from sqlalchemy.orm import Session

from db.models import ScenarioRow
from db.queries import plans
from db.queries import scenarios as known


def is_fresh(row: ScenarioRow) -> bool:
    """Does the plan that was found answer the scenario as it stands?"""
    return row.plan_id is not None and row.solved_gesture == row.gesture


def is_behind(session: Session, row: ScenarioRow) -> bool:
    """Is what is shown as its plan, the published one included, of another step than its own?"""
    if row.state != "open" or is_fresh(row):
        return False
    begins_as_published = row.plan_id is None or plans.plan(session, row.plan_id).number is not None
    return bool(known.holding(row)) or not begins_as_published
