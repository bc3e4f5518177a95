"""What would fill the vacancies of a mission of the live plan, for its page."""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy.orm import Session

from db.ids import mission_id, role_id
from db.mapping import load_plan
from db.models import MissionRow
from db.queries import plans
from db.words import PLANNABLE
from matcher.vacancies import unexplained
from web.http.policy import may_enter
from web.language.own_names import role_name
from web.service.clock import now
from web.service.missions.by_hand import free_of_promises
from web.service.names import read_names
from web.service.problem_cache import kept, problem_of_today
from web.service.reader_scope import own_homes
from web.service.unlocking import Basis, Help, Vacant


def vacant_by_what(session: Session, row: MissionRow) -> Mapping[str, Vacant]:
    """By role id, or by the language's name: what would help; nothing for who may not plan.

    Without a live plan nothing is vacant yet: the first search is to come.
    """
    live = plans.live_id(session)
    if live is None or row.state not in PLANNABLE or not may_enter("candidates.unlock"):
        return {}
    today = now().date()

    def found() -> Help:
        problem = free_of_promises(problem_of_today(session, today), row)
        return Help(problem, load_plan(session, live, problem))

    help = kept(session, "help", (live, today, row.id), found)
    problem = help.problem
    rows = [each for each in unexplained(problem, help.plan) if each.mission == mission_id(row.id)]
    named: dict[str, str] = {role_id(role.id): role_name(role) for role in row.roles}
    names = replace(read_names(session, problem), roles=named)
    basis = Basis(help, names, own_homes(session))
    return {each.row.role or each.what: each for each in basis.vacant(rows)}
