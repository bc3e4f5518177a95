"""What stands before the publication of a scenario, in words."""

from sqlalchemy.orm import Session

from db.mapping.scenario import added_rows
from db.models import PlanRow, ScenarioRow
from db.queries import scenarios as known
from db.queries.holdings import Holding
from web.acting import now
from web.publishing.case import case, hindrances
from web.publishing.gate import judge
from web.standing import problem_to_plan
from web.wording.everything import scenario_names
from web.wording.noes import noes
from web.wording.publishing import Told, told


def judged_scenario(session: Session, row: ScenarioRow, plan: PlanRow, after: Holding) -> Told:
    """Everything about the publication of a scenario that somebody may want to know before.

    `after` is what would be live then.
    """
    changes = known.changes(row)
    adding = added_rows(changes)
    problem = problem_to_plan(session, now().date(), adding, freeze_days=0)
    more = tuple(hindrances(session, row, plan))
    found = judge(case(session, problem, after, more, changes))
    return told(found, scenario_names(session, problem), noes(session))
