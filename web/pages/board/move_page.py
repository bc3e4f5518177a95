"""The page on which one mission is moved: the starts that it may have, and the answer for one."""

from typing import Any

from flask import request
from sqlalchemy.orm import Session

from db.ids import mission_id
from db.mapping import load_plan
from db.models import ScenarioRow
from db.moments import day_of, half_day, last_half_day, to_number
from db.queries import scenarios as known
from matcher.plan import Plan
from matcher.problem import Mission, Problem
from web.http.forms import start_text
from web.http.fragments import render_part
from web.pages.board.moving import answer, starts
from web.pages.board.pins import pins


def move_page(
    session: Session, row: ScenarioRow, problem: Problem, number: int, asked: int | None
) -> str:
    """The answer for the half-day that is asked for, or for the one that is likely meant."""
    mission = problem.missions[mission_id(number)]
    possible = starts(problem, mission)
    start = _likely(session, row, problem, mission, possible) if asked is None else asked
    first, last = half_day(problem.horizon.first), last_half_day(problem.horizon.last)
    start = min(max(start, first), last)
    return _rendered(
        scenario=row,
        mission=mission,
        number=number,
        starts={start_text(each, mission.half_day_starts): each for each in possible},
        asked=start_text(start, mission.half_day_starts),
        day=day_of(start).isoformat(),
        answer=answer(session, row, problem, number, start),
        **pins(session, row, number),
    )


def _rendered(**values: Any) -> str:  # what `render_template` takes
    """What is dragged asks for the answer alone, what is opened for its team too."""
    part = "desk" if request.headers.get("X-Fragment") == "desk" else "answer"
    return render_part("board/move.html", part, **values)


def _likely(
    session: Session, row: ScenarioRow, problem: Problem, mission: Mission, possible: list[int]
) -> int:
    """The start that the plan gives it, or the first that it may have."""
    plan_id = known.plan_shown(session, row)
    plan = Plan() if plan_id is None else load_plan(session, plan_id, problem)
    start = plan.held(mission.id).start
    if start is None:
        return possible[0] if possible else half_day(problem.horizon.first)
    return to_number(start, problem.horizon)
