"""An expert's form: who they are, what they know and speak, how often they can be sent."""

from dataclasses import replace

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from db.errors import Invalid, StaleRow
from db.models import ExpertRow
from db.operations import experts as operations
from db.queries import experts as queries
from web.acting import actor, now
from web.choices import Choices, load_choices, with_places
from web.experts.differences import differences
from web.experts.door import bp
from web.experts.draft import ExpertDraft, draft_of, new_draft, read_draft
from web.experts.reading import read_facts
from web.forms import Difference, Sheet
from web.i18n import gettext as _
from web.ledger import reading, writing
from web.policy import STAFFING, roles, scope, theirs


@bp.get("/new")
@roles(*STAFFING)
def new() -> ResponseReturnValue:
    """An empty form."""
    draft = new_draft(min(scope(), default=None))
    with reading() as session:
        return _form(session, None, draft, Sheet(draft.fields))


@bp.post("/new")
@roles(*STAFFING)
def create() -> ResponseReturnValue:
    """Put somebody on the roster."""
    draft = read_draft(request.form)
    with writing() as session:
        facts, sheet = read_facts(draft, _choices(session, None), scope())
        if facts is None:
            return _form(session, None, draft, sheet), 422
        try:
            row = operations.create(session, facts, actor(), now())
        except Invalid as refusal:
            sheet.refused(refusal)
            return _form(session, None, draft, sheet), 422
    flash(_("On the roster: the next search takes them into account."), "success")
    return redirect(url_for("experts.show", expert_id=row.id), 303)


@bp.get("/<row:expert_id>/edit")
@roles(*STAFFING)
def edit(expert_id: int) -> ResponseReturnValue:
    """The form of somebody on the roster."""
    with reading() as session:
        row = _mine(session, expert_id)
        draft = draft_of(operations.expert_facts(row), row.version)
        return _form(session, row, draft, Sheet(draft.fields))


@bp.post("/<row:expert_id>/edit")
@roles(*STAFFING)
def update(expert_id: int) -> ResponseReturnValue:
    """Save the form, unless somebody else was faster."""
    draft = read_draft(request.form)
    with writing() as session:
        row = _mine(session, expert_id)
        facts, sheet = read_facts(draft, _choices(session, row), scope())
        if facts is None:
            return _form(session, row, draft, sheet), 422
        version = int(draft.version) if draft.version.isdecimal() else 0
        try:
            operations.edit(session, expert_id, facts, version, actor(), now())
        except Invalid as refusal:
            sheet.refused(refusal)
            return _form(session, row, draft, sheet), 422
        except StaleRow:
            return _clash(session, row, draft), 409
    flash(_("Saved."), "success")
    return redirect(url_for("experts.show", expert_id=expert_id), 303)


def _mine(session: Session, expert_id: int) -> ExpertRow:
    row = queries.expert(session, expert_id)
    theirs(row.institution_id)
    return row


def _clash(session: Session, row: ExpertRow, draft: ExpertDraft) -> str:
    """The form as typed, on top of what was saved meanwhile; saving it again replaces that."""
    saved = draft_of(operations.expert_facts(row), row.version)
    lines = differences(draft, saved, _choices(session, row))
    draft = replace(draft, version=saved.version)
    return _form(session, row, draft, Sheet(draft.fields), lines)


def _form(
    session: Session,
    row: ExpertRow | None,
    draft: ExpertDraft,
    sheet: Sheet,
    comparison: list[Difference] | None = None,
) -> str:
    choices = _choices(session, row)
    return render_template(
        "experts/form.html",
        expert=row,
        draft=draft,
        sheet=sheet,
        comparison=comparison,
        choices=choices,
        own_institutions=[each for each in choices.institutions if each.key in scope()],
    )


def _choices(session: Session, row: ExpertRow | None) -> Choices:
    held = row.experience if row else []
    return with_places(load_choices(session, scope()), [each.place for each in held])
