"""Before a partner is told that a mission is agreed: what of it does not hold any more."""

from datetime import date

from sqlalchemy.orm import Session

from db.ids import mission_id as key_of_row
from db.mapping import load_plan, load_problem
from db.operations.conflicts import notes
from db.queries import missions as queries
from db.queries import plans
from db.words import AGREED
from matcher.review import review
from web.service.conflicts.finding import key_of
from web.service.conflicts.refusals import refused, unsaid
from web.service.publishing.case import decided
from web.service.publishing.gate import Judgement


def promised(session: Session, mission_id: int, to: str, today: date) -> Judgement:
    """A mission's conflicts that nobody has acknowledged, where a step would promise its date."""
    live = plans.live_id(session)
    if live is None or to not in AGREED or queries.mission(session, mission_id).state in AGREED:
        return Judgement()
    mission = key_of_row(mission_id)
    read = decided(session, load_problem(session, today=today, freeze_days=0))
    said = refused(session, today)
    found = [*said, *unsaid(review(read, load_plan(session, live, read)).breaches, said)]
    here = {key_of(breach): breach for breach in found if breach.mission == mission}
    seen = notes(session, [*here]) if here else {}
    return Judgement(serious=tuple(each for key, each in here.items() if key not in seen))
