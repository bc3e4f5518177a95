"""The doors of the board."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from db.errors import NotFound
from db.ids import known_rows
from db.ids import mission_id as id_of
from db.mapping import load_plan
from db.models import ScenarioRow
from db.moments import day_of, half_day, half_of, last_half_day, number_of, to_number
from db.queries import scenarios as known
from matcher.plan import Plan
from matcher.problem import Mission, Problem
from matcher.scenario import Change
from web.http.forms import start_text
from web.http.fragments import render_part
from web.http.ledger import reading
from web.http.numbers import missions_to_plan, vacant_seats_of_scenario
from web.http.policy import roles
from web.http.scenario_steps import change_scenario
from web.http.timeline.canvas import Canvas, Frame
from web.http.timeline.drawing import NAMES, ROW, missions_picture, people_picture
from web.http.timeline.frame import PEOPLE_A_PAGE, ROOM, frame_of, furnished
from web.http.timeline.shapes import HEAD
from web.language.speech import gettext as _
from web.pages.board.broken import still_there, with_conflicts
from web.pages.board.entries import Board, read_board
from web.pages.board.moving import answer, starts
from web.pages.board.pins import pins
from web.service.clock import now
from web.service.conflicts.in_scenario import caused
from web.service.conflicts.shown import shown as shown_conflicts
from web.service.plans.entries import with_busy
from web.service.plans.window import ZOOMS, Window, asked_window, opened_window
from web.service.problem_cache import scenario_problem
from web.service.roles import PLANNING
from web.service.scenarios.freshness import is_behind
from web.service.solving.changes import changes

bp = Blueprint("board", __name__, url_prefix="/scenarios/<row:scenario_id>")


@dataclass(frozen=True, slots=True)
class BoardAsked:
    """What the address asks for."""

    scenario_id: int
    view: str
    days: Window
    text: str
    page: int
    day: str

    def address(self, **changes: Any) -> str:  # what `url_for` takes
        """The address of the same board with something changed."""
        kept: dict[str, Any] = {"view": self.view, "zoom": self.days.zoom}
        kept |= {"day": self.day, "text": self.text} | changes
        named = {name: value for name, value in kept.items() if value}
        return url_for("board.index", scenario_id=self.scenario_id, **named)


@bp.get("/board")
@roles(*PLANNING)
def index(scenario_id: int) -> ResponseReturnValue:
    """The scenario's plan over days, missions or people."""
    with reading() as session:
        row, problem = _asked_of(session, scenario_id)
        frame = frame_of(session)
        asked = _asked(scenario_id, _first_day(session, row, problem, frame.today))
        frame = furnished(session, frame, asked.days)
        plan_id, dropped = known.plan_shown(session, row), known_rows(known.dropped(row))
        board = read_board(session, plan_id, problem, asked.days, asked.text, dropped)
        found = still_there(shown_conflicts(session), caused(session, row), board)
        board = with_conflicts(board, found)
        shown = _people if asked.view == "people" else _missions
        return render_template(
            "board/index.html",
            scenario=row,
            asked=asked,
            zooms=ZOOMS,
            frame=frame,
            board=board,
            has_plan=plan_id is not None,
            is_behind=plan_id is not None and is_behind(session, row),
            missions_to_plan=missions_to_plan(problem, frame.today, scenario=row.id),
            vacant_seats=vacant_seats_of_scenario(session, row),
            day_of=day_of,
            half_of=half_of,
            conflicts=found,
            **shown(session, asked, frame, board),
        )


@bp.get("/missions/<row:mission_id>/move")
@roles(*PLANNING)
def before_move(scenario_id: int, mission_id: int) -> ResponseReturnValue:
    """The answer for one day: what breaks and what it costs, before anything is changed."""
    with reading() as session:
        row, problem = _asked_of(session, scenario_id)
        mission = _mission(problem, mission_id)
        possible = starts(problem, mission)
        start = _start(request.args.get("start", ""))
        if start is None:
            start = _likely(session, row, problem, mission, possible)
        first, last = half_day(problem.horizon.first), last_half_day(problem.horizon.last)
        start = min(max(start, first), last)
        # What is dragged asks for the answer alone, what is opened for its team too.
        part = "desk" if request.headers.get("X-Fragment") == "desk" else "answer"
        return render_part(
            "board/move.html",
            part,
            scenario=row,
            mission=mission,
            number=mission_id,
            starts={start_text(each, mission.half_day_starts): each for each in possible},
            asked=start_text(start, mission.half_day_starts),
            day=day_of(start).isoformat(),
            answer=answer(session, row, problem, mission_id, start),
            **pins(session, row, mission_id),
        )


@bp.post("/missions/<row:mission_id>/move")
@roles(*PLANNING)
def move(scenario_id: int, mission_id: int) -> ResponseReturnValue:
    """Pin the mission to a start in the scenario, as one step."""
    start = _start(request.form.get("start", ""))
    with reading() as session:
        row, problem = _asked_of(session, scenario_id)
        mission = _mission(problem, mission_id)
        if start is None or not answer(session, row, problem, mission_id, start).is_possible:
            flash(_("The mission cannot start on that day: nothing was changed."), "warning")
            return redirect(url_for("board.index", scenario_id=scenario_id), 303)
    change = Change(
        "pin.start", {"mission": mission.id, "start": start_text(start, mission.half_day_starts)}
    )
    change_scenario(
        scenario_id,
        [change],
        _("Pinned. Look for a plan again to see what becomes of the others."),
    )
    day = day_of(start).isoformat()
    return redirect(url_for("board.index", scenario_id=scenario_id, day=day), 303)


@bp.post("/missions/<row:mission_id>/unpin")
@roles(*PLANNING)
def unpin(scenario_id: int, mission_id: int) -> ResponseReturnValue:
    """Open the mission's date again in the scenario, as one step."""
    with reading() as session:
        _row, problem = _asked_of(session, scenario_id)
        change = Change("unpin.start", {"mission": _mission(problem, mission_id).id})
    change_scenario(
        scenario_id,
        [change],
        _("The date is open again. Look for a plan again to see what follows."),
    )
    day = request.form.get("day", "")[:10] or None
    return redirect(url_for("board.index", scenario_id=scenario_id, day=day), 303)


def _missions(session: Session, asked: BoardAsked, frame: Frame, board: Board) -> dict[str, object]:
    picture = missions_picture(Canvas(asked.days, ROOM), board.entries, frame)
    return {"picture": picture, "day_width": Canvas(asked.days, ROOM).day_width}


def _people(session: Session, asked: BoardAsked, frame: Frame, board: Board) -> dict[str, object]:
    pages = max(1, -(-len(board.people) // PEOPLE_A_PAGE))
    page = min(asked.page, pages)
    part = board.people[(page - 1) * PEOPLE_A_PAGE : page * PEOPLE_A_PAGE]
    shown = with_busy(session, part, asked.days)
    canvas = Canvas(asked.days, ROOM - NAMES)
    sizes = {"names_width": NAMES, "row_height": ROW, "head_height": HEAD}
    picture = people_picture(canvas, shown, frame)
    return {"people": shown, "picture": picture, "page": page, "pages": pages, **sizes} | {
        "total": len(board.people)
    }


def _first_day(session: Session, row: ScenarioRow, problem: Problem, today: date) -> date:
    """Where the board opens: where the scenario's plan changes something, else where it begins."""
    if row.plan_id is not None:
        found = changes(session, row.base_plan_id, row.plan_id).first
        if found is not None:
            return day_of(found)
    return max(today, problem.horizon.first)


def _asked(scenario_id: int, first: date) -> BoardAsked:
    given = request.args
    zoom, day = given.get("zoom", "quarter"), _day(given.get("day", ""))
    days = opened_window(zoom, first) if day is None else asked_window(zoom, f"{day}", first)
    return BoardAsked(
        scenario_id=scenario_id,
        view="people" if given.get("view") == "people" else "missions",
        days=days,
        day="" if day is None else days.first.isoformat(),
        text=given.get("text", "").strip()[:100],
        page=max(1, given.get("page", 1, type=int)),
    )


def _asked_of(session: Session, scenario_id: int) -> tuple[ScenarioRow, Problem]:
    try:
        row = known.scenario(session, scenario_id)
    except NotFound:
        abort(404)
    return row, scenario_problem(session, row, now().date()).problem


def _mission(problem: Problem, number: int) -> Mission:
    return problem.missions.get(id_of(number)) or abort(404)


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


def _start(text: str) -> int | None:
    """A half-day as an address or a form writes it; a date alone is its morning."""
    try:
        return number_of(text)
    except ValueError:
        return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
