"""Sessions and external meetings of a mission: added, edited, moved, cancelled."""

from collections.abc import Iterable

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from db.errors import Invalid, StaleRow
from db.facts import AgendaFacts
from db.models import AgendaItemRow, MissionRow
from db.moments import day_of
from db.operations import agenda as operations
from db.queries import agenda as known
from db.queries import missions as queries
from web.http.flashes import redirect_saying
from web.http.forms import Sheet
from web.http.ledger import reading, writing
from web.http.policy import roles
from web.language.speech import gettext as _
from web.pages.missions.agenda_form import SessionDraft, read, saved, sent
from web.pages.missions.agenda_page import clash_form, session_form
from web.pages.missions.blueprint import bp
from web.pages.missions.showing import mine
from web.service.clock import now
from web.service.missions.agenda_lines import doubts
from web.service.reader import actor
from web.service.roles import STAFFING


@bp.get("/<row:mission_id>/sessions/new")
@roles(*STAFFING)
def new_session(mission_id: int) -> ResponseReturnValue:
    """An empty form, on the first day of the mission."""
    with reading() as session:
        mission = mine(session, mission_id)
        held = queries.dates(session, mission.id)
        day = mission.window_first if held is None else day_of(held.first)
        texts = {"kind": "session", "day": day.isoformat(), "starts": "09:00", "ends": "10:30"}
        return session_form(session, mission, None, SessionDraft(texts), Sheet(texts))


@bp.post("/<row:mission_id>/sessions/new")
@roles(*STAFFING)
def add_session(mission_id: int) -> ResponseReturnValue:
    """Add what the form says."""
    draft = sent()
    facts, sheet = read(draft)
    with writing() as session:
        mission = mine(session, mission_id)
        if facts is not None and known.same(session, mission.id, facts) is not None:
            said = _("This session stands there already: nothing was added.")
            return redirect_saying(_agenda(mission_id), said)
        added = _added(session, mission, facts, sheet)
        if added is None:
            return session_form(session, mission, None, draft, sheet), 422
        found = doubts(session, added)
    return _done(mission_id, _("Added: calendars show it with the mission."), found)


@bp.get("/<row:mission_id>/sessions/<row:item_id>")
@roles(*STAFFING)
def edit_session(mission_id: int, item_id: int) -> ResponseReturnValue:
    """The form of what is saved."""
    with reading() as session:
        row = _item(session, mission_id, item_id)
        draft = saved(row)
        return session_form(session, row.mission, row, draft, Sheet(draft.texts))


@bp.post("/<row:mission_id>/sessions/<row:item_id>")
@roles(*STAFFING)
def save_session(mission_id: int, item_id: int) -> ResponseReturnValue:
    """Save the form, unless somebody else was faster."""
    draft = sent()
    facts, sheet = read(draft)
    with writing() as session:
        row = _item(session, mission_id, item_id)
        try:
            if not _edited(session, row, facts, draft.version, sheet):
                return session_form(session, row.mission, row, draft, sheet), 422
        except StaleRow:
            return clash_form(session, row, draft), 409
        found = doubts(session, row)
    return _done(mission_id, _("Saved."), found)


@bp.post("/<row:mission_id>/sessions/<row:item_id>/cancel")
@roles(*STAFFING)
def cancel_session(mission_id: int, item_id: int) -> ResponseReturnValue:
    """Cancel it: calendars say so for a while."""
    return _set_cancelled(mission_id, item_id, is_cancelled=True)


@bp.post("/<row:mission_id>/sessions/<row:item_id>/restore")
@roles(*STAFFING)
def restore_session(mission_id: int, item_id: int) -> ResponseReturnValue:
    """Let it take place after all."""
    return _set_cancelled(mission_id, item_id, is_cancelled=False)


def _set_cancelled(mission_id: int, item_id: int, is_cancelled: bool) -> ResponseReturnValue:
    with writing() as session:
        row = _item(session, mission_id, item_id)
        draft = sent()
        try:
            operations.set_cancelled(session, row.id, is_cancelled, draft.version, actor(), now())
        except StaleRow:
            return clash_form(session, row, saved(row)), 409
        found = doubts(session, row)
    said = _("Cancelled.") if is_cancelled else _("It takes place after all.")
    return _done(mission_id, said, found)


def _added(
    session: Session, mission: MissionRow, facts: AgendaFacts | None, sheet: Sheet
) -> AgendaItemRow | None:
    """The new row; None where the sheet says what is wrong."""
    if facts is None:
        return None
    try:
        return operations.add(session, mission.id, facts, actor(), now())
    except Invalid as refusal:
        sheet.refused(refusal)
        return None


def _edited(
    session: Session, row: AgendaItemRow, facts: AgendaFacts | None, version: int, sheet: Sheet
) -> bool:
    """Is the row saved? Else the sheet says what is wrong. Raises: StaleRow."""
    if facts is None:
        return False
    try:
        operations.edit(session, row.id, facts, version, actor(), now())
    except Invalid as refusal:
        sheet.refused(refusal)
        return False
    return True


def _done(mission_id: int, said: str, doubts: Iterable[str]) -> ResponseReturnValue:
    """Back to the agenda, with what was done and what speaks against it."""
    flash(said, "success")
    for each in doubts:
        flash(each, "warning")
    return redirect(_agenda(mission_id), 303)


def _item(session: Session, mission_id: int, item_id: int) -> AgendaItemRow:
    """One of the mission's own; anything else is 404."""
    mission = mine(session, mission_id)
    row = known.item(session, item_id)
    if row.mission_id != mission.id:
        abort(404)
    return row


def _agenda(mission_id: int) -> str:
    return url_for("missions.show", mission_id=mission_id, _anchor="agenda")
