"""A scenario's plan beside what is live now, whatever it was made from."""

from sqlalchemy.orm import Session

from db.models import PlanRow
from db.queries.holdings import Holding, brought_back, live, rebased
from web.service.clock import now
from web.service.solving.changes import Changes, between


def wanted(session: Session, plan: PlanRow) -> Holding:
    """What a plan would make live; of an earlier release, what can still come back of it."""
    if plan.number is None:
        return rebased(session, plan).holding
    back, stay = brought_back(session, plan.id, now())
    return back.beside(stay)


def against_live(session: Session, plan: PlanRow) -> Changes:
    """What is different in a plan from what is published now."""
    return between(session, live(session), wanted(session, plan))
