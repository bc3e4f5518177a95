"""What a search is asked: the live problem, or that of a scenario at the step it stands at."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from db.mapping import load_plan, load_problem, load_scenario
from db.models import JobRow, PlanRow
from db.operations import scenarios as operations
from db.queries import scenarios
from db.queries.sight import look_for
from matcher.eligibility import Reason
from matcher.plan import Assignment, Plan
from matcher.problem import MissionId, Problem
from matcher.review import review


@dataclass(frozen=True, slots=True)
class ForcedSeat:
    """Somebody who is to sit in a role come what may, beside the tiers of the plan as it is."""

    seat: Assignment
    before: tuple[int, ...]
    waived: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class TrialQuestion:
    """A problem, a plan to begin from, and where the answer belongs."""

    problem: Problem
    start: Plan | None = None
    dropped: frozenset[MissionId] = frozenset()
    scenario_id: int | None = None
    gesture: int = 0
    asked: operations.Asked | None = None
    forced: ForcedSeat | None = None

    def keep(self, session: Session, plan: PlanRow, at: datetime) -> None:
        """Give the scenario the plan that was found for it; nothing else waits for one."""
        if self.scenario_id is not None:
            session.flush()
            operations.solved(session, self.scenario_id, plan, self.gesture, at, asked=self.asked)


def read_question(session: Session, row: JobRow, today: date) -> TrialQuestion:
    """The problem as the ledger poses it today. Raises: NotFound where a scenario is gone."""
    look_for(session, row.author_id)
    scenario_id = row.asked.get("scenario")
    if scenario_id is None:
        return TrialQuestion(load_problem(session, today=today))
    scenario = scenarios.scenario(session, int(scenario_id))
    problem = load_scenario(session, scenario, today).problem
    start = None
    if scenario.plan_id is not None:
        start = right_plan(load_plan(session, scenario.plan_id, problem), problem)
    step = scenario.gesture
    return TrialQuestion(
        problem,
        start,
        scenarios.dropped(scenario),
        scenario.id,
        step,
        operations.asked_at(scenario, step),
    )


def right_plan(plan: Plan, problem: Problem) -> Plan | None:
    """A plan from before, unless the problem has changed under it."""
    if not plan.missions.keys() <= problem.missions.keys():
        return None
    seated = {expert for held in plan.missions.values() for expert in held.experts}
    if not seated <= problem.experts.keys():
        return None
    return None if review(problem, plan).breaches else plan
