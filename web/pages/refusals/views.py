"""Views of refusals."""

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from db.errors import InvalidState
from db.models import MissionRow
from db.operations import refusals as operations
from db.operations.refusals import REASON_MOST
from db.queries import missions, people
from db.queries import refusals as known
from web.http.flashes import redirect_saying
from web.http.forms import Sheet, printed
from web.http.keys import row_key
from web.http.ledger import reading, writing
from web.http.policy import roles, theirs
from web.language.speech import gettext as _
from web.pages.refusals.form import refusing
from web.service.belonging import lines as people_lines
from web.service.clock import now
from web.service.reader import actor, the_reader
from web.service.refusal_lines import lines
from web.service.roles import STAFF, STAFFING

bp = Blueprint("refusals", __name__)


@bp.get("/missions/<row:mission_id>/refusals")
@roles(*STAFF)
def index(mission_id: int) -> ResponseReturnValue:
    """Who has said no to a mission; `name` finds somebody, `expert` is somebody to note."""
    with reading() as session:
        return _page(session, _mission(session, mission_id), Sheet(request.args))


@bp.post("/missions/<row:mission_id>/refusals")
@roles(*STAFFING)
def note(mission_id: int) -> ResponseReturnValue:
    """Write down that somebody has said no; `look` only finds people, with all else kept."""
    sheet = Sheet(request.form)
    with reading() as session:
        row = _mission(session, mission_id)
        if "look" in request.form:
            return _page(session, row, sheet)
        said = refusing(session, row, sheet)
        if said is None:
            return _page(session, row, sheet), 422
    with writing() as session:
        operations.refuse(session, said, actor(), now())
    done = _("Noted: they are not asked for this again until somebody lifts the refusal.")
    return redirect_saying(_address(mission_id), done, "success")


@bp.post("/refusals/<row:refusal_id>/lift")
@roles(*STAFFING)
def lift(refusal_id: int) -> ResponseReturnValue:
    """Take a no away; whoever lifts it says why."""
    reason = printed(request.form.get("reason", ""))[:REASON_MOST].strip()
    with reading() as session:
        row = _mission(session, known.refusal(session, refusal_id).mission_id)
        if not reason:
            return _reason_missing(session, row, refusal_id), 422
        back = _address(row.id)
    try:
        with writing() as session:
            operations.lift(session, refusal_id, reason, actor(), now())
    except InvalidState:
        return redirect_saying(back, _("This refusal was lifted meanwhile."))
    return redirect_saying(back, _("Lifted: they may be asked again."), "success")


def _reason_missing(session: Session, row: MissionRow, refusal_id: int) -> str:
    sheet = Sheet(request.form)
    sheet.wrong(f"reason-{refusal_id}", _("Please say why it is lifted."))
    return _page(session, row, sheet)


def _address(mission_id: int) -> str:
    return url_for("refusals.index", mission_id=mission_id)


def _mission(session: Session, mission_id: int) -> MissionRow:
    """A mission of an institution of the reader's; anything else is 404."""
    row = missions.mission(session, mission_id)
    theirs(row.institution_id)
    return row


def _page(session: Session, row: MissionRow, sheet: Sheet) -> str:
    name = sheet.texts.get("name", "").strip()[:200]
    chosen = row_key(sheet.texts.get("expert"))
    team = [each.expert_id for each in missions.team(session, row.id)]
    found = people.containing(session, name) if name else people.by_ids(session, team)
    if chosen is not None and all(each.id != chosen for each in found):
        found = [*(people.by_ids(session, [chosen]) or abort(404)), *found]
    every = lines(known.of_mission(session, row.id))
    return render_template(
        "refusals/index.html",
        mission=row,
        stand=[each for each in every if each.lifted is None],
        lifted=[each for each in every if each.lifted is not None],
        may_staff=the_reader().has(*STAFFING, institution=row.institution_id),
        zone=row.institution.timezone,
        people=[*people_lines(found).items()],
        name=name,
        sheet=sheet,
    )
