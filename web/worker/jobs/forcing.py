"""The job `forcing`: what the plan becomes with an expert pinned into a role.

What is asked: `{mission, role, expert, plan, scenario, time_limit}`; without a scenario the problem
is the live one from today on, free of promises. The answer is a document, no plan to publish.
"""

from datetime import date

from sqlalchemy.orm import Session

from db.base import Document
from db.ids import row_id
from db.mapping import load_plan, load_problem, load_scenario
from db.models import JobRow
from db.queries import missions, refusals, scenarios
from db.queries.scenarios import seated
from db.queries.sight import look_for
from matcher.eligibility import requirement_refusals
from matcher.files import write_answer
from matcher.index.tables import Tables
from matcher.plan import Answer, Assignment, Plan
from matcher.problem import ExpertId, MissionId, Problem, RoleId
from matcher.review import review
from matcher.scenario import Change
from matcher.trials.seating import repaired, with_pin
from web.service.missions.by_hand import free_of_promises
from web.service.trials.question import ForcedSeat, TrialQuestion, right_plan
from web.worker.jobs.solving import Search


class QuestionGone(Exception):
    """Nothing to work out: the mission, role or person is gone, or has said no. A code says it."""

    def __init__(self, code: str = "question.gone") -> None:
        self.code = code
        super().__init__(code)


def read_question(session: Session, row: JobRow, today: date) -> TrialQuestion:
    """The problem with the pin, and the plan mended for it as a first plan.

    Raises: QuestionGone.
    """
    problem, plan = _posed(session, row, today)
    seat = Assignment(
        MissionId(row.asked["mission"]), RoleId(row.asked["role"]), ExpertId(row.asked["expert"])
    )
    mission = problem.missions.get(seat.mission)
    role = next((r for r in mission.roles if r.id == seat.role), None) if mission else None
    expert = problem.experts.get(seat.expert)
    if mission is None or role is None or expert is None:
        raise QuestionGone
    if refusals.outright(session, seated([Change("pin.expert", _pair(seat))])):
        raise QuestionGone("question.refused")
    pinned = with_pin(problem, seat)
    start = repaired(Tables(pinned), plan, seat)
    waived = tuple(requirement_refusals(problem, mission, role, expert))
    return TrialQuestion(
        pinned,
        None if start is None else right_plan(start, pinned),
        forced=ForcedSeat(seat, review(problem, plan).tiers, waived),
    )


def _pair(seat: Assignment) -> dict[str, object]:
    return {"mission": seat.mission, "expert": seat.expert}


def document(search: Search, asked: ForcedSeat, answer: Answer) -> Document:
    """What is kept: tier by tier beside the plan, or the pins that cannot be kept together."""
    said = write_answer(answer, search.problem.horizon)
    return {
        "status": answer.status,
        "tiers": [
            {"value": tier.value, "bound": tier.bound, "before": before}
            for tier, before in zip(answer.tiers, asked.before, strict=False)
        ],
        "waived": [{"code": each.code, "facts": dict(each.facts)} for each in asked.waived],
        "conflict": said.get("conflict", []),
        "seconds": answer.seconds,
    }


def _posed(session: Session, row: JobRow, today: date) -> tuple[Problem, Plan]:
    look_for(session, row.author_id)
    scenario_id, plan_id = row.asked.get("scenario"), row.asked.get("plan")
    if scenario_id is None:
        mission = missions.mission(session, row_id(MissionId(row.asked["mission"])))
        # As where a coordinator staffs by hand: a promise to the partner does not bind.
        problem = load_problem(session, today=today, freeze_days=0)
        problem = free_of_promises(problem, mission)
    else:
        scenario = scenarios.scenario(session, int(scenario_id))
        problem = load_scenario(session, scenario, today).problem
    return problem, Plan() if plan_id is None else load_plan(session, int(plan_id), problem)
