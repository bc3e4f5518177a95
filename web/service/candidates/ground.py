"""What the question for a seat stands on: a problem, a plan of it, and whose people one sees."""

from dataclasses import dataclass, replace
from functools import cached_property

from sqlalchemy.orm import Session

from db.ids import mission_id, role_id, row_id
from db.mapping import load_plan
from db.models import MissionRow, RoleRow, ScenarioRow
from db.moments import to_index
from db.queries import missions as queries
from db.queries import plans
from db.queries import scenarios as known
from matcher.index.tables import Tables
from matcher.plan import Plan
from matcher.problem import InstitutionId, Mission, Problem
from web.language.own_names import role_name
from web.language.sentences.names import Names
from web.language.sentences.startless import with_causes
from web.service.clock import now
from web.service.conflicts.finding import Conflict
from web.service.conflicts.shown import Shown
from web.service.missions.by_hand import free_of_promises
from web.service.names import read_names, with_listed
from web.service.problem_cache import problem_of_today, scenario_problem
from web.service.reader_scope import own_homes


@dataclass(frozen=True)
class CandidateGround:
    """A problem and a plan, the names of their things, and whose people are the reader's own.

    Without a scenario it is the live plan from today on. `mission` is None where the problem
    does not have it: it has begun, or its state leaves nothing to staff.
    """

    problem: Problem
    plan: Plan
    names: Names
    homes: frozenset[InstitutionId]
    row: MissionRow
    mission: Mission | None
    scenario: ScenarioRow | None = None

    @cached_property
    def tables(self) -> Tables:
        """The tables of the problem, worked out once a page."""
        return Tables(self.problem)

    @property
    def is_open(self) -> bool:
        """Can anything be changed from here?"""
        return self.scenario is None or self.scenario.state == "open"


def live_ground(session: Session, number: int) -> CandidateGround:
    """The live plan, seen from one of its missions; a mission that is not seen is 404.

    A promise to the partner does not bind who staffs by hand, so it does not bind here.
    """
    row = queries.mission(session, number)
    problem = free_of_promises(problem_of_today(session, now().date()), row)
    live = plans.live_id(session)
    plan = Plan() if live is None else load_plan(session, live, problem)
    return _ground(session, row, problem, plan, None)


def scenario_ground(session: Session, scenario_id: int, number: int) -> CandidateGround:
    """A scenario's plan, or the published one, seen from one of its missions.

    Raises: NotFound.
    """
    scenario = known.scenario(session, scenario_id)
    row = queries.mission(session, number)
    problem = scenario_problem(session, scenario, now().date()).problem
    kept = known.plan_shown(session, scenario)
    plan = Plan() if kept is None else load_plan(session, kept, problem)
    return _ground(session, row, problem, plan, scenario)


def still_held(known: Shown, ground: CandidateGround, published: int | None) -> list[Conflict]:
    """The conflicts of the mission that the ground's plan has still: its date, and the people.

    `published` is the half-day on which the live plan begins it.
    """
    held = ground.plan.held(mission_id(ground.row.id))
    if published is None or held.start != to_index(published, ground.problem.horizon):
        return []
    people = {row_id(each) for each in held.experts}
    found = known.of_mission(ground.row.id)
    return [each for each in found if each.expert is None or each.expert[0] in people]


def _ground(
    session: Session, row: MissionRow, problem: Problem, plan: Plan, scenario: ScenarioRow | None
) -> CandidateGround:
    names = with_listed(session, with_causes(read_names(session, problem), problem))
    names = replace(names, roles=_roles(row.roles))
    mission = problem.missions.get(mission_id(row.id))
    return CandidateGround(
        problem,
        plan,
        replace(names, roles=_roles(row.roles)),
        own_homes(session),
        row,
        mission,
        scenario,
    )


def _roles(rows: list[RoleRow]) -> dict[str, str]:
    return {role_id(row.id): role_name(row) for row in rows}
