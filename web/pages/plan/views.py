"""Views of the published plan."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from db.moments import day_of
from db.queries import timeline
from db.words import PLANNABLE
from web.http.ledger import reading
from web.http.numbers import vacant_seats
from web.http.policy import roles
from web.http.timeline.canvas import Canvas, Frame
from web.http.timeline.drawing import NAMES, ROW, missions_picture, people_picture
from web.http.timeline.frame import PEOPLE_A_PAGE, ROOM, frame_of, furnished, with_conflicts
from web.http.timeline.shapes import HEAD
from web.service.choices import Option, institution_options
from web.service.conflicts.shown import shown as shown_conflicts
from web.service.plans.entries import mission_entries, people, place, with_busy
from web.service.plans.window import ZOOMS, Window, asked_window
from web.service.reader import scope, the_reader
from web.service.roles import KEEPERS, STAFF

bp = Blueprint("plan", __name__)


@dataclass(frozen=True, slots=True)
class PlanAsked:
    """What the address asks for."""

    view: str
    days: Window
    text: str
    page: int

    def address(self, **changes: Any) -> str:  # what `url_for` takes
        """The address of the same page with something changed."""
        known: dict[str, Any] = {"view": self.view, "zoom": self.days.zoom}
        known |= {"day": self.days.first.isoformat(), "text": self.text} | changes
        return url_for("plan.index", **{name: value for name, value in known.items() if value})


@bp.get("/plan")
@roles(*STAFF)
def index() -> ResponseReturnValue:
    """The timeline of missions, or of people."""
    with reading() as ledger:
        return render_template("plan/index.html", **_plan_page(ledger))


def _plan_page(ledger: Session) -> dict[str, object]:
    """The published plan over the days that the address asks for."""
    frame = frame_of(ledger)
    asked = _asked(frame.today)
    frame = furnished(ledger, frame, asked.days)
    shown = _people if asked.view == "people" else _missions
    return {
        "asked": asked,
        "zooms": ZOOMS,
        "frame": frame,
        "calendars": _calendars(ledger),
        "nearest": _nearest(ledger, asked),
        "vacant_seats": vacant_seats(ledger, frame.today),
        **shown(ledger, asked, frame),
    }


def _calendars(ledger: Session) -> list[Option]:
    """The institutions whose calendar addresses the reader keeps."""
    kept = the_reader().institutions(*KEEPERS)
    return [each for each in institution_options(ledger) if each.key in kept]


def _nearest(ledger: Session, asked: PlanAsked) -> str | None:
    """A day near these on which something is published, for when nothing is on these."""
    found = timeline.nearest(ledger, scope(), asked.days.first, asked.days.last)
    return None if found is None else day_of(found).isoformat()


def _missions(ledger: Session, asked: PlanAsked, frame: Frame) -> dict[str, object]:
    known = shown_conflicts(ledger)
    counted = known.unseen
    entries = [
        replace(each, conflicts=len(counted.of_mission(each.mission_id)))
        for each in mission_entries(ledger, scope(), asked.days, asked.text)
    ]
    undated = timeline.undated_missions(ledger, scope(), PLANNABLE)
    picture = missions_picture(Canvas(asked.days, ROOM), entries, frame)
    waiting = [(row, place(row)) for row in undated]
    return {"entries": entries, "picture": picture, "undated": waiting, "conflicts": known}


def _people(ledger: Session, asked: PlanAsked, frame: Frame) -> dict[str, object]:
    found = people(ledger, scope(), asked.days, asked.text)
    pages = max(1, -(-len(found) // PEOPLE_A_PAGE))
    page = min(asked.page, pages)
    shown = found[(page - 1) * PEOPLE_A_PAGE : page * PEOPLE_A_PAGE]
    known = shown_conflicts(ledger)
    shown = [with_conflicts(each, known) for each in with_busy(ledger, shown, asked.days)]
    picture = people_picture(Canvas(asked.days, ROOM - NAMES), shown, frame)
    sizes = {"names_width": NAMES, "row_height": ROW, "head_height": HEAD}
    return (
        {"people": shown, "picture": picture, "page": page, "pages": pages}
        | sizes
        | {"total": len(found), "conflicts": known}
    )


def _asked(today: date) -> PlanAsked:
    given = request.args
    return PlanAsked(
        view="people" if given.get("view") == "people" else "missions",
        days=asked_window(given.get("zoom", ""), given.get("day", ""), today),
        text=given.get("text", "").strip()[:100],
        page=max(1, given.get("page", 1, type=int)),
    )
