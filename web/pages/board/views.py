"""Views of the board."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from db.ids import mission_id as id_of
from db.models import ScenarioRow
from db.moments import day_of, number_of
from db.queries import scenarios as known
from matcher.problem import Mission, Problem
from matcher.scenario import Change
from web.http.flashes import redirect_saying
from web.http.forms import start_text
from web.http.ledger import reading
from web.http.policy import roles
from web.http.scenario_steps import change_scenario
from web.language.speech import gettext as _
from web.pages.board.move_page import move_page
from web.pages.board.moving import answer
from web.pages.board.page import board_page
from web.service.clock import now
from web.service.problem_cache import scenario_problem
from web.service.roles import PLANNING

bp = Blueprint("board", __name__, url_prefix="/scenarios/<row:scenario_id>")


@bp.get("/board")
@roles(*PLANNING)
def index(scenario_id: int) -> ResponseReturnValue:
    """The scenario's plan over days, missions or people."""
    with reading() as session:
        row, problem = _asked_of(session, scenario_id)
        return render_template("board/index.html", **board_page(session, row, problem))


@bp.get("/missions/<row:mission_id>/move")
@roles(*PLANNING)
def before_move(scenario_id: int, mission_id: int) -> ResponseReturnValue:
    """The answer for one day: what breaks and what it costs, before anything is changed."""
    with reading() as session:
        row, problem = _asked_of(session, scenario_id)
        _mission(problem, mission_id)
        return move_page(session, row, problem, mission_id, _start(request.args.get("start", "")))


@bp.post("/missions/<row:mission_id>/move")
@roles(*PLANNING)
def move(scenario_id: int, mission_id: int) -> ResponseReturnValue:
    """Pin the mission to a start in the scenario, as one step."""
    start = _start(request.form.get("start", ""))
    with reading() as session:
        row, problem = _asked_of(session, scenario_id)
        mission = _mission(problem, mission_id)
        if start is None or not answer(session, row, problem, mission_id, start).is_possible:
            said = _("The mission cannot start on that day: nothing was changed.")
            return redirect_saying(_board(scenario_id), said, "warning")
    pinned = {"mission": mission.id, "start": start_text(start, mission.half_day_starts)}
    done = _("Pinned. Look for a plan again to see what becomes of the others.")
    change_scenario(scenario_id, [Change("pin.start", pinned)], done)
    return redirect(_board(scenario_id, day_of(start).isoformat()), 303)


@bp.post("/missions/<row:mission_id>/unpin")
@roles(*PLANNING)
def unpin(scenario_id: int, mission_id: int) -> ResponseReturnValue:
    """Open the mission's date again in the scenario, as one step."""
    with reading() as session:
        _row, problem = _asked_of(session, scenario_id)
        change = Change("unpin.start", {"mission": _mission(problem, mission_id).id})
    done = _("The date is open again. Look for a plan again to see what follows.")
    change_scenario(scenario_id, [change], done)
    return redirect(_board(scenario_id, request.form.get("day", "")[:10] or None), 303)


def _asked_of(session: Session, scenario_id: int) -> tuple[ScenarioRow, Problem]:
    row = known.scenario(session, scenario_id)
    return row, scenario_problem(session, row, now().date()).problem


def _mission(problem: Problem, number: int) -> Mission:
    return problem.missions.get(id_of(number)) or abort(404)


def _start(text: str) -> int | None:
    """A half-day as an address or a form writes it; a date alone is its morning."""
    try:
        return number_of(text)
    except ValueError:
        return None


def _board(scenario_id: int, day: str | None = None) -> str:
    return url_for("board.index", scenario_id=scenario_id, day=day)
