"""Sessions and external meetings of a mission: added, edited, moved, cancelled."""

from collections.abc import Iterable
from dataclasses import replace

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from db.errors import Invalid, StaleRow
from db.models import AgendaItemRow, MissionRow
from db.moments import day_of
from db.operations import agenda as operations
from db.queries import agenda as known
from db.queries import missions as queries
from web.http.forms import FieldDifference, Sheet
from web.http.ledger import reading, writing
from web.http.policy import roles
from web.language.speech import gettext as _
from web.language.stays import clock_name
from web.pages.missions.agenda_form import SessionDraft, differences, read, saved, sent
from web.pages.missions.blueprint import bp
from web.pages.missions.showing import mine
from web.service.belonging import apart
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
        return _form(session, mission, None, SessionDraft(texts), Sheet(texts))


@bp.post("/<row:mission_id>/sessions/new")
@roles(*STAFFING)
def add_session(mission_id: int) -> ResponseReturnValue:
    """Add what the form says."""
    draft = sent()
    facts, sheet = read(draft)
    with writing() as session:
        mission = mine(session, mission_id)
        if facts is None:
            return _form(session, mission, None, draft, sheet), 422
        if known.same(session, mission.id, facts) is not None:
            flash(_("This session stands there already: nothing was added."), "info")
            return _back(mission_id)
        try:
            added = operations.add(session, mission.id, facts, actor(), now())
        except Invalid as refusal:
            sheet.refused(refusal)
            return _form(session, mission, None, draft, sheet), 422
        found = doubts(session, added)
    flash(_("Added: calendars show it with the mission."), "success")
    _warn(found)
    return _back(mission_id)


@bp.get("/<row:mission_id>/sessions/<row:item_id>")
@roles(*STAFFING)
def edit_session(mission_id: int, item_id: int) -> ResponseReturnValue:
    """The form of what is saved."""
    with reading() as session:
        row = _item(session, mission_id, item_id)
        draft = saved(row)
        return _form(session, row.mission, row, draft, Sheet(draft.texts))


@bp.post("/<row:mission_id>/sessions/<row:item_id>")
@roles(*STAFFING)
def save_session(mission_id: int, item_id: int) -> ResponseReturnValue:
    """Save the form, unless somebody else was faster."""
    draft = sent()
    facts, sheet = read(draft)
    with writing() as session:
        row = _item(session, mission_id, item_id)
        if facts is None:
            return _form(session, row.mission, row, draft, sheet), 422
        try:
            operations.edit(session, row.id, facts, draft.version, actor(), now())
        except Invalid as refusal:
            sheet.refused(refusal)
            return _form(session, row.mission, row, draft, sheet), 422
        except StaleRow:
            return _clash(session, row, draft), 409
        found = doubts(session, row)
    flash(_("Saved."), "success")
    _warn(found)
    return _back(mission_id)


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
            return _clash(session, row, saved(row)), 409
        found = doubts(session, row)
    flash(_("Cancelled.") if is_cancelled else _("It takes place after all."), "success")
    _warn(found)
    return _back(mission_id)


def _warn(found: Iterable[str]) -> None:
    for each in found:
        flash(each, "warning")


def _item(session: Session, mission_id: int, item_id: int) -> AgendaItemRow:
    """One of the mission's own; anything else is 404."""
    mission = mine(session, mission_id)
    row = known.item(session, item_id)
    if row.mission_id != mission.id:
        abort(404)
    return row


def _clash(session: Session, row: AgendaItemRow, draft: SessionDraft) -> str:
    """The form as typed, on top of what was saved meanwhile; saving it again replaces that."""
    theirs = saved(row)
    people, clocks = dict(_people(session, row.mission, row)), dict(_clocks(row.mission, row))
    lines = differences(draft, theirs, people, clocks)
    draft = replace(draft, version=theirs.version)
    return _form(session, row.mission, row, draft, Sheet(draft.texts), lines)


def _form(
    session: Session,
    mission: MissionRow,
    row: AgendaItemRow | None,
    draft: SessionDraft,
    sheet: Sheet,
    comparison: list[FieldDifference] | None = None,
) -> str:
    return render_template(
        "missions/session.html",
        mission=mission,
        item=row,
        draft=draft,
        sheet=sheet,
        comparison=comparison,
        people=_people(session, mission, row),
        clocks=_clocks(mission, row),
    )


def _clocks(mission: MissionRow, row: AgendaItemRow | None) -> list[tuple[str, str]]:
    """By whose clock hours may be noted, what they are noted by first."""
    return [(zone, clock_name(mission, zone)) for zone in operations.clocks(mission, row)]


def _people(
    session: Session, mission: MissionRow, row: AgendaItemRow | None
) -> list[tuple[int, str]]:
    """Who may speak: the published team, and whoever is noted already."""
    found = [each.expert for each in queries.team(session, mission.id)]
    if row is not None:
        found += [each.expert for each in row.speakers]
    return list(apart(found).items())


def _back(mission_id: int) -> ResponseReturnValue:
    return redirect(url_for("missions.show", mission_id=mission_id, _anchor="agenda"), 303)
