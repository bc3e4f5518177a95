"""Missions written down, edited and copied. Nothing typed is ever lost."""

from dataclasses import dataclass, replace
from datetime import datetime

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from db.errors import Invalid, StaleRow, WordNeeded
from db.models import MissionRow
from db.operations import missions as operations
from db.operations.mission_facts import mission_facts
from web.http.conflict_warnings import warns_of_conflicts
from web.http.flashes import flash_refusal
from web.http.forms import Sheet
from web.http.kept_forms import kept_fields
from web.http.keys import row_key
from web.http.ledger import reading, writing
from web.http.policy import roles
from web.http.publication import asked_consent
from web.http.version_field import seen_in, written
from web.language.bidi import plain
from web.language.speech import gettext as _
from web.pages.missions.blueprint import bp
from web.pages.missions.differences import FormNaming, differences
from web.pages.missions.draft import MissionDraft, read_draft
from web.pages.missions.filling import draft_of, new_draft, with_usual
from web.pages.missions.form_page import banned_people, form_page, offer
from web.pages.missions.more import earlier_options
from web.pages.missions.reading import read_facts, texts
from web.pages.missions.republishing import (
    NotAccepted,
    Republished,
    published,
    republished,
    tell,
    to_accept,
)
from web.pages.missions.showing import mine
from web.service.choices import load_choices
from web.service.clock import now
from web.service.gate_sentences import GateLine, Told
from web.service.missions.possible import no_date, only_by_hand
from web.service.reader import actor, scope
from web.service.roles import STAFFING

AGREED = "agreed"
"""What is accepted where a mission that its partner has agreed to changes."""


@dataclass(frozen=True, slots=True)
class Written:
    """A mission that is written down; not new where the same form was sent just before."""

    mission_id: int
    is_new: bool


@dataclass(frozen=True, slots=True)
class Saved:
    """What saving has changed of what is published."""

    found: Republished
    is_proposed_again: bool


@bp.get("/new")
@roles(*STAFFING)
def new() -> ResponseReturnValue:
    """An empty form."""
    kept = kept_fields()
    draft = read_draft(kept) if kept else new_draft(min(scope(), default=None))
    with reading() as session:
        return form_page(session, None, draft, Sheet(texts(draft)))


@bp.post("/new")
@roles(*STAFFING)
def create() -> ResponseReturnValue:
    """Write down a new mission."""
    draft = read_draft(request.form)
    with writing() as session:
        done = _create(session, draft)
    if not isinstance(done, Written):
        return done
    _tell_created(done)
    return redirect(url_for("missions.show", mission_id=done.mission_id), 303)


@bp.get("/<row:mission_id>/edit")
@roles(*STAFFING)
def edit(mission_id: int) -> ResponseReturnValue:
    """The form of a saved mission."""
    with reading() as session:
        row = mine(session, mission_id)
        kept, shown = kept_fields(), written(operations.seen(row))
        draft = read_draft(kept) if kept else draft_of(mission_facts(row), shown)
        return form_page(session, row, draft, Sheet(texts(draft)))


@bp.post("/<row:mission_id>/edit")
@roles(*STAFFING)
@warns_of_conflicts
def update(mission_id: int) -> ResponseReturnValue:
    """Save the form, unless somebody else was faster, or people are moved whom nobody meant to."""
    draft, at = read_draft(request.form), now()
    try:
        with writing() as session:
            done = _save(session, mine(session, mission_id), draft, at)
    except NotAccepted as held:
        return _to_accept(mission_id, draft, held.found), 422
    if not isinstance(done, Saved):
        return done
    _tell_saved(mission_id, done, at)
    return redirect(url_for("missions.show", mission_id=mission_id), 303)


@bp.post("/<row:mission_id>/copy")
@roles(*STAFFING)
def copy(mission_id: int) -> ResponseReturnValue:
    """Write down a mission like this one, and open its form."""
    try:
        with writing() as session:
            done = _copy(session, mine(session, mission_id))
    except Invalid as refusal:
        return _not_copied(mission_id, refusal)
    if not done.is_new:
        flash(_("It was copied already: it is not copied twice."), "info")
    flash(_("This is the copy: give it its own title and dates."), "success")
    return redirect(url_for("missions.edit", mission_id=done.mission_id), 303)


def _create(session: Session, draft: MissionDraft) -> Written | ResponseReturnValue:
    """The mission written down, or the form again."""
    if request.form.get("act"):
        return _again(session, None, draft)
    facts, sheet = read_facts(draft, offer(session, None, draft))
    if facts is None:
        return form_page(session, None, draft, sheet), 422
    known = operations.just_written(session, facts, actor(), now())
    if known is not None:
        return Written(known, is_new=False)
    try:
        return Written(operations.create(session, facts, actor(), now()).id, is_new=True)
    except Invalid as refusal:
        sheet.refused(refusal)
        return form_page(session, None, draft, sheet), 422


def _save(
    session: Session, row: MissionRow, draft: MissionDraft, at: datetime
) -> Saved | ResponseReturnValue:
    """What saving changes of what is published, or the form again. Raises: NotAccepted."""
    if request.form.get("act"):
        return _again(session, row, draft)
    facts, sheet = read_facts(draft, offer(session, row, draft))
    if facts is None:
        return form_page(session, row, draft, sheet), 422
    before, state = published(session, row), row.state
    try:
        shown = seen_in(draft.version)
        operations.edit(session, row.id, facts, shown, actor(), at, word=_word())
    except Invalid as refusal:
        sheet.refused(refusal)
        return form_page(session, row, draft, sheet), 422
    except WordNeeded:
        return form_page(session, row, draft, sheet, gate=_agreed(row)), 422
    except StaleRow:
        return _clash(session, row, draft), 409
    found = republished(session, row, before)
    # Who says on whose word an agreed mission changes has accepted that its people move.
    if found.moved and request.form.get("accepted") not in (to_accept(found).key, AGREED):
        raise NotAccepted(found)
    return Saved(found, is_proposed_again=row.state != state)


def _copy(session: Session, row: MissionRow) -> Written:
    """A mission like this one. Raises: Invalid."""
    title = plain(_("%(title)s (copy)", title=row.title))
    known = operations.just_copied(session, row.id, title, actor(), now())
    if known is not None:
        return Written(known, is_new=False)
    return Written(operations.copy(session, row.id, title, actor(), now()).id, is_new=True)


def _not_copied(mission_id: int, refusal: Invalid) -> ResponseReturnValue:
    flash_refusal(refusal)
    flash(_("It was not copied: correct its possible starts here first."), "info")
    return redirect(url_for("missions.edit", mission_id=mission_id), 303)


def _tell_created(done: Written) -> None:
    """Say that it is written down, and what comes next; a team only where there may be a date."""
    if not done.is_new:
        flash(_("This was written down already: it is not written down twice."), "info")
        return
    with reading() as session:
        row, today = mine(session, done.mission_id), now().date()
        if no_date(session, row, today) or only_by_hand(session, row, today):
            flash(_("Written down."), "success")
            _warn_of_no_date(session, done.mission_id)
        else:
            flash(_("Written down. Its team comes with the next plan, or by hand."), "success")


def _tell_saved(mission_id: int, done: Saved, at: datetime) -> None:
    """Say that it is saved, whom that has moved, and what follows."""
    flash(_("Saved."), "success")
    tell(done.found, at)
    with reading() as session:
        _warn_of_no_date(session, mission_id)
    if done.is_proposed_again:
        flash(_("The mission is proposed again: its partner has not agreed to this."), "info")


def _warn_of_no_date(session: Session, mission_id: int) -> None:
    """Say that no plan, or no search, dates the mission."""
    row, today = mine(session, mission_id), now().date()
    if why := no_date(session, row, today) or only_by_hand(session, row, today):
        flash(why, "warning")


def _again(session: Session, row: MissionRow | None, draft: MissionDraft) -> str:
    """The form once more, with a role more or less, or with what is usual; nothing saved."""
    act = request.form["act"]
    if act == "add":
        draft = draft.with_role()
    elif act == "defaults":
        draft = with_usual(draft)
    elif act.startswith("drop-") and (dropped := row_key(act[5:])) is not None:
        draft = draft.without_role(dropped)
    else:
        abort(400)
    return form_page(session, row, draft, Sheet(texts(draft)))


def _clash(session: Session, row: MissionRow, draft: MissionDraft) -> str:
    """The form as typed, on top of what was saved meanwhile; saving it again replaces that."""
    saved = draft_of(mission_facts(row), written(operations.seen(row)))
    choices = load_choices(session, scope())
    earlier = {str(option.key): option.name for option in earlier_options(session, row)}
    people_by_key = dict(banned_people(session, draft, saved))
    found = differences(draft, saved, FormNaming(choices, people_by_key, earlier))
    draft = replace(draft, version=saved.version)
    return form_page(session, row, draft, Sheet(texts(draft)), found)


def _to_accept(mission_id: int, draft: MissionDraft, found: Republished) -> str:
    """The form again, with whom saving it would move."""
    with reading() as session:
        row, sheet = mine(session, mission_id), Sheet(texts(draft))
        return form_page(session, row, draft, sheet, gate=to_accept(found))


def _word() -> str | None:
    """On whose word an agreed mission changes; None where the question was not asked yet."""
    return asked_consent().word if request.form.get("accepted") else None


def _agreed(row: MissionRow) -> Told:
    """What is to be accepted before a mission that its partner has agreed to changes."""
    title = _("“%(title)s”", title=row.title)
    said = _("%(mission)s is agreed with its partner, and would change.", mission=title)
    return Told(serious=(GateLine(said),), agreed=(title,), key=AGREED)
