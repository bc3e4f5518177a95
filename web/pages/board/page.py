"""What the board shows: a scenario's plan over the days that its address asks for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import request, url_for
from sqlalchemy.orm import Session

from db.ids import known_rows
from db.models import ScenarioRow
from db.moments import day_of, half_of
from db.queries import scenarios as known
from matcher.problem import Problem
from web.http.numbers import missions_to_plan, vacant_seats_of_scenario
from web.http.timeline.canvas import Canvas, Frame
from web.http.timeline.drawing import NAMES, ROW, missions_picture, people_picture
from web.http.timeline.frame import PEOPLE_A_PAGE, ROOM, frame_of, furnished
from web.http.timeline.shapes import HEAD
from web.pages.board.broken import still_there, with_conflicts
from web.pages.board.entries import Board, read_board
from web.service.conflicts.in_scenario import caused
from web.service.conflicts.shown import shown as shown_conflicts
from web.service.plans.entries import with_busy
from web.service.plans.window import ZOOMS, Window, asked_window, opened_window
from web.service.scenarios.freshness import is_behind
from web.service.solving.changes import changes

Context = dict[str, Any]  # what a template is given


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


def board_page(session: Session, row: ScenarioRow, problem: Problem) -> Context:
    """The board as the address asks for it, and how the scenario stands."""
    frame = frame_of(session)
    asked = _asked(row.id, _first_day(session, row, problem, frame.today))
    frame = furnished(session, frame, asked.days)
    plan_id, dropped = known.plan_shown(session, row), known_rows(known.dropped(row))
    board = read_board(session, plan_id, problem, asked.days, asked.text, dropped)
    found = still_there(shown_conflicts(session), caused(session, row), board)
    board = with_conflicts(board, found)
    return {
        "scenario": row,
        "asked": asked,
        "zooms": ZOOMS,
        "frame": frame,
        "board": board,
        "has_plan": plan_id is not None,
        "is_behind": plan_id is not None and is_behind(session, row),
        "missions_to_plan": missions_to_plan(problem, frame.today, scenario=row.id),
        "vacant_seats": vacant_seats_of_scenario(session, row),
        "day_of": day_of,
        "half_of": half_of,
        "conflicts": found,
        **VIEWS[asked.view](session, asked, frame, board),
    }


def _missions(_session: Session, asked: BoardAsked, frame: Frame, board: Board) -> Context:
    picture = missions_picture(Canvas(asked.days, ROOM), board.entries, frame)
    return {"picture": picture, "day_width": Canvas(asked.days, ROOM).day_width}


def _people(session: Session, asked: BoardAsked, frame: Frame, board: Board) -> Context:
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


VIEWS: dict[str, Callable[[Session, BoardAsked, Frame, Board], Context]] = {
    "missions": _missions,
    "people": _people,
}
"""What each of the two views shows of a board."""


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


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
