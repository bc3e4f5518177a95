"""Before a partner is told that a mission is agreed: what of it does not hold any more."""

from datetime import date

from sqlalchemy.orm import Session

from db.mapping import load_plan
from db.operations.conflicts import notes
from db.queries import plans
from matcher.problem import MissionId, Problem
from matcher.review import review
from web.conflicts.finding import key_of
from web.conflicts.refusals import refused, unsaid
from web.publishing.case import decided
from web.publishing.gate import Judgement


def promised(session: Session, problem: Problem, mission: MissionId, today: date) -> Judgement:
    """The mission's conflicts that nobody has acknowledged: they are accepted with its date.

    `problem` is what could be staffed from today on.
    """
    live = plans.live_id(session)
    if live is None:
        return Judgement()
    read = decided(session, problem)
    said = refused(session, today)
    found = [*said, *unsaid(review(read, load_plan(session, live, read)).breaches, said)]
    here = {key_of(breach): breach for breach in found if breach.mission == mission}
    seen = notes(session, [*here]) if here else {}
    return Judgement(serious=tuple(each for key, each in here.items() if key not in seen))
