"""An expert's form: who they are, what they know and speak, how often they can be sent."""

from collections.abc import Sequence
from dataclasses import replace

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from db.errors import Invalid, StaleRow
from db.facts import ExpertFacts
from db.models import ExpertRow
from db.operations import experts as operations
from db.queries import experts as queries
from db.queries.people import alike
from db.text import folded
from web.http.conflict_warnings import warns_of_conflicts
from web.http.forms import FieldDifference, Sheet
from web.http.kept_forms import kept_fields
from web.http.ledger import reading, writing
from web.http.policy import roles, theirs
from web.http.version_field import seen_in, written
from web.language.fields.expert import EXPERT
from web.language.speech import gettext as _
from web.pages.experts.blueprint import bp
from web.pages.experts.differences import differences
from web.pages.experts.draft import ExpertDraft, draft_of, new_draft, read_draft
from web.pages.experts.reading import read_facts
from web.service.belonging import lines
from web.service.choices import Choices, load_choices, with_places
from web.service.clock import now
from web.service.reader import actor, scope
from web.service.roles import STAFFING


@bp.get("/new")
@roles(*STAFFING)
def new() -> ResponseReturnValue:
    """An empty form."""
    kept = kept_fields()
    draft = read_draft(kept) if kept else new_draft(min(scope(), default=None))
    with reading() as session:
        return _form(session, None, draft, Sheet(draft.fields))


@bp.post("/new")
@roles(*STAFFING)
def create() -> ResponseReturnValue:
    """Put somebody on the roster."""
    draft = read_draft(request.form)
    with writing() as session:
        facts, sheet = read_facts(draft, _choices(session, None), scope())
        twins = _twins(session, facts, None)
        if facts is None or twins:
            return _form(session, None, draft, sheet, twins=twins), 422
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
        kept, shown = kept_fields(), written(operations.seen(row))
        draft = read_draft(kept) if kept else draft_of(operations.expert_facts(row), shown)
        return _form(session, row, draft, Sheet(draft.fields))


@bp.post("/<row:expert_id>/edit")
@roles(*STAFFING)
@warns_of_conflicts
def update(expert_id: int) -> ResponseReturnValue:
    """Save the form, unless somebody else was faster."""
    draft = read_draft(request.form)
    with writing() as session:
        refused = _save(session, _mine(session, expert_id), draft)
    if refused is not None:
        return refused
    flash(_("Saved."), "success")
    return redirect(url_for("experts.show", expert_id=expert_id), 303)


def _save(session: Session, row: ExpertRow, draft: ExpertDraft) -> ResponseReturnValue | None:
    """Save the form; the form again where that is refused."""
    facts, sheet = read_facts(draft, _choices(session, row), scope())
    twins = _twins(session, facts, row)
    if facts is None or twins:
        return _form(session, row, draft, sheet, twins=twins), 422
    try:
        operations.edit(session, row.id, facts, seen_in(draft.version), actor(), now())
    except Invalid as refusal:
        sheet.refused(refusal)
        return _form(session, row, draft, sheet), 422
    except StaleRow:
        return _clash(session, row, draft), 409
    return None


def _mine(session: Session, expert_id: int) -> ExpertRow:
    row = queries.expert(session, expert_id)
    theirs(row.institution_id)
    return row


def _clash(session: Session, row: ExpertRow, draft: ExpertDraft) -> str:
    """The form as typed, on top of what was saved meanwhile; saving it again replaces that."""
    saved = draft_of(operations.expert_facts(row), written(operations.seen(row)))
    found = differences(draft, saved, _choices(session, row))
    draft = replace(draft, version=saved.version)
    return _form(session, row, draft, Sheet(draft.fields), found)


def _form(
    session: Session,
    row: ExpertRow | None,
    draft: ExpertDraft,
    sheet: Sheet,
    comparison: list[FieldDifference] | None = None,
    twins: Sequence[ExpertRow] = (),
) -> str:
    choices = _choices(session, row)
    return render_template(
        "experts/form.html",
        expert=row,
        draft=draft,
        sheet=sheet,
        comparison=comparison,
        twins=[(each, line, each.institution_id in scope()) for each, line in _lines(twins)],
        fields=EXPERT,
        choices=choices,
        lists=choices.lists(scope()),
    )


def _twins(
    session: Session, facts: ExpertFacts | None, row: ExpertRow | None
) -> Sequence[ExpertRow]:
    """Who has the same name or address already, unless the form says that they are others."""
    if facts is None or request.form.get("another") == "1":
        return ()
    name = f"{facts.given_name} {facts.family_name}"
    is_named_so = row is not None and folded(row.name) == folded(name)
    has_address = row is not None and (row.email or "").lower() == (facts.email or "").lower()
    return alike(
        session,
        () if is_named_so else (name,),
        None if has_address else facts.email,
        row.id if row else None,
    )


def _lines(rows: Sequence[ExpertRow]) -> list[tuple[ExpertRow, str]]:
    named = lines(rows)
    return [(row, named[row.id]) for row in rows]


def _choices(session: Session, row: ExpertRow | None) -> Choices:
    held = row.experience if row else []
    return with_places(load_choices(session, scope()), [each.place for each in held])
