"""What stands before the publication of a scenario, in words."""

from sqlalchemy.orm import Session

from db.mapping.scenario import added_rows
from db.models import PlanRow, ScenarioRow
from db.queries import scenarios as known
from db.queries.holdings import Holding
from web.service.all_names import scenario_names
from web.service.clock import now
from web.service.gate_sentences import Told, told
from web.service.noes import noes
from web.service.problem_cache import problem_to_plan
from web.service.publishing.case import case, hindrances
from web.service.publishing.gate import judge


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
