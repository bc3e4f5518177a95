"""A plan of a plain search that does not hold any more: it is published by a release page only."""

from sqlalchemy.orm import Session

from db.mapping import load_plan
from db.models import PlanRow
from db.operations import scenarios
from matcher.review import review
from web.acting import actor, now
from web.i18n import gettext as _
from web.standing import problem_to_plan

REFUSED = "availability.double"
"""The breach that no publication passes, whatever is accepted."""


def is_serious(session: Session, plan: PlanRow) -> bool:
    """Is there anything that whoever publishes the plan must accept first?"""
    problem = problem_to_plan(session, now().date())
    found = review(problem, load_plan(session, plan.id, problem)).breaches
    codes = {breach.code for breach in found}
    return bool(codes) and REFUSED not in codes


def as_scenario(session: Session, plan: PlanRow, job_id: int) -> int:
    """A scenario that changes nothing and has this plan; its release page says what to accept."""
    name = _("Search %(number)s", number=job_id)
    row = scenarios.open_scenario(session, name, actor(), now())
    session.flush()
    scenarios.solved(session, row.id, plan, row.gesture, now())
    return row.id
