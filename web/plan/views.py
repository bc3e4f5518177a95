"""The doors of the published plan."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from db.models import InstitutionRow
from db.moments import day_of
from db.queries import timeline
from db.words import PLANNABLE
from web.auth.reader import the_reader
from web.choices import Option, institution_options
from web.clock import now
from web.conflicts.shown import Shown
from web.conflicts.shown import shown as shown_conflicts
from web.ledger import reading
from web.numbers import vacant_seats
from web.plan.canvas import Canvas, Frame
from web.plan.drawing import NAMES, ROW, missions_picture, people_picture
from web.plan.entries import Person, mission_entries, people, place, with_busy
from web.plan.shapes import HEAD
from web.plan.window import ZOOMS, Window, asked_window
from web.policy import KEEPERS, STAFF, roles, scope

bp = Blueprint("plan", __name__)

PEOPLE_A_PAGE = 40
"""Rows of people on one page."""
ROOM = 1204
"""Pixels from left to right on a screen of 1280."""


@dataclass(frozen=True, slots=True)
class Asked:
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
        frame = frame_of(ledger)
        asked = _asked(frame.today)
        frame = furnished(ledger, frame, asked.days)
        shown = _people if asked.view == "people" else _missions
        return render_template(
            "plan/index.html",
            asked=asked,
            zooms=ZOOMS,
            frame=frame,
            calendars=_calendars(ledger),
            nearest=_nearest(ledger, asked),
            vacant_seats=vacant_seats(ledger, frame.today),
            **shown(ledger, asked, frame),
        )


def _calendars(ledger: Session) -> list[Option]:
    """The institutions whose calendar addresses the reader keeps."""
    kept = the_reader().institutions(*KEEPERS)
    return [each for each in institution_options(ledger) if each.key in kept]


def _nearest(ledger: Session, asked: Asked) -> str | None:
    """A day near these on which something is published, for when nothing is on these."""
    found = timeline.nearest(ledger, scope(), asked.days.first, asked.days.last)
    return None if found is None else day_of(found).isoformat()


def _missions(ledger: Session, asked: Asked, frame: Frame) -> dict[str, object]:
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


def _people(ledger: Session, asked: Asked, frame: Frame) -> dict[str, object]:
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


def with_conflicts(person: Person, known: Shown) -> Person:
    """The same person, each of their missions with how many open conflicts it has for them."""
    counted = known.unseen
    entries = (
        replace(each, conflicts=len(counted.of_seat(each.mission_id, person.who.id)))
        for each in person.entries
    )
    return replace(person, entries=tuple(entries))


def _asked(today: date) -> Asked:
    given = request.args
    return Asked(
        view="people" if given.get("view") == "people" else "missions",
        days=asked_window(given.get("zoom", ""), given.get("day", ""), today),
        text=given.get("text", "").strip()[:100],
        page=max(1, given.get("page", 1, type=int)),
    )


def frame_of(ledger: Session) -> Frame:
    """What the reader's first institution says of days: its weekend, and which day it is there."""
    row = ledger.get(InstitutionRow, min(scope()))
    zone = row.timezone if row else "UTC"
    today = now().astimezone(ZoneInfo(zone)).date()
    return Frame(row.weekend if row else "67", (), (), today)


def furnished(ledger: Session, frame: Frame, days: Window) -> Frame:
    """The frame with the closures and sittings of a window."""
    closed = timeline.closures(ledger, scope(), days.first, days.last)
    sitting = timeline.sittings(ledger, scope(), days.first, days.last)
    return Frame(
        frame.weekend,
        tuple((row.first, row.last, row.name or "") for row in closed),
        tuple((row.first, row.last, row.name or "") for row in sitting),
        frame.today,
    )
