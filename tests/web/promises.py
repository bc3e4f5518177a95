"""What the example promises on whatever day, at whatever hour it is made.

The first hour of a newcomer, the README and the stories of the tests lean on these. What was drawn
decides most of it, so that it can be looked at without a search; the whole is read as pages do.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.ids import mission_id
from db.mapping import load_plan, load_problem
from db.models import MissionRow
from db.queries import plans
from db.words import ACTIVITY_TYPES, MISSION_STATES
from matcher.explain.candidates import candidates
from matcher.explain.seat import Seat
from matcher.explain.thin import Coverage
from matcher.index.tables import Tables
from matcher.plan import Plan
from matcher.problem import MissionId, Problem
from matcher.review import review
from matcher.vacancies import vacancies
from web.demo.year import FREEZE, WAITING, Year
from web.service.missions.by_hand import free_of_promises

NEAR = timedelta(days=3), FREEZE
"""A mission that begins in between is too near for a search, and can still be changed by hand."""
DRAWN_STATES = frozenset({"scheduled", "delivered", "reported", "closed", *WAITING})
"""States that missions are drawn in; the others are reached by decisions on the plan."""


def unkept_by_year(year: Year, today: date) -> Iterator[str]:
    """Promises that the missions drawn for a day do not keep, whatever the search finds."""
    drawn = (*year.settled, *year.open, *year.waiting)
    for state in sorted(DRAWN_STATES - {mission.state for mission in drawn}):
        yield f"no mission is {state}"
    for activity in ACTIVITY_TYPES:
        if activity not in {mission.activity for mission in drawn}:
            yield f"no {activity}"
    if not any(NEAR[0] <= mission.day - today < NEAR[1] for mission in year.settled):
        yield "nobody to fall ill: no mission is about to begin"
    if any(mission.window[0] <= today + FREEZE for mission in year.open):
        yield "a mission to plan may begin before the end of the freeze zone"


def unkept(session: Session, today: date) -> list[str]:
    """Promises that a filled, solved and published example does not keep on a day."""
    problem, live = load_problem(session, today=today, freeze_days=0), plans.live_id(session)
    if live is None:
        return ["nothing is published"]
    plan = load_plan(session, live, problem)
    states = set(session.scalars(select(MissionRow.state)))
    missing = [f"no mission is {state}" for state in MISSION_STATES if state not in states]
    if not _can_replace_the_ill(session, problem, plan):
        missing.append("nobody to fall ill who can be replaced")
    return [*missing, *(name for name, keeps in _PLANNED.items() if not keeps(problem, plan))]


def _can_replace_the_ill(session: Session, problem: Problem, plan: Plan) -> bool:
    """Is a confirmed mission so near, with somebody to choose for each of its seats?"""
    near = range(2 * NEAR[0].days, 2 * NEAR[1].days)
    confirmed = session.scalars(select(MissionRow).where(MissionRow.state == "scheduled"))
    return any(
        held.start in near
        and held.experts
        and _are_replaceable(free_of_promises(problem, row), plan, mission_id(row.id))
        for row in confirmed
        for held in (plan.held(mission_id(row.id)),)
    )


def _are_replaceable(problem: Problem, plan: Plan, mission: MissionId) -> bool:
    tables = Tables(problem)
    return all(
        candidates(tables, plan, Seat(mission, role, expert), most=0).free.count
        for role, team in plan.held(mission).team.items()
        for expert in team
    )


def _has_a_thin_place(problem: Problem, plan: Plan) -> bool:
    """Does coverage show a place that is thin?"""
    return bool(Coverage(Tables(problem), plan).thin())


def _may_ask_for_losses(problem: Problem, plan: Plan) -> bool:
    """Does the plan hold, with people in it to be lost? No trial begins where it does not."""
    held = any(each.experts for each in plan.missions.values())
    return held and not review(problem, plan).breaches


def _has_a_vacancy_with_a_reason(problem: Problem, plan: Plan) -> bool:
    """Is there an empty seat for which requirement after requirement leaves nobody?"""
    found = (each for each in vacancies(Tables(problem), plan) if each.role is not None)
    return any(not step.left for each in found for step in each.funnel)


_PLANNED: Mapping[str, Callable[[Problem, Plan], bool]] = {
    "no thin place": _has_a_thin_place,
    "no losses to ask for": _may_ask_for_losses,
    "no vacancy with a reason": _has_a_vacancy_with_a_reason,
}
