"""Secret calendar addresses: made with a label and shown once, renewed, stopped."""

from dataclasses import dataclass
from typing import cast

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from segno import make_qr
from sqlalchemy.orm import Session

from db.errors import Invalid
from db.models import FeedTokenRow
from db.operations import tokens as operations
from db.operations.tokens import TokenFacts
from db.queries import experts, institutions, missions
from db.queries import tokens as queries
from db.words import FeedKind, Language
from web import keys
from web.acting import actor, now
from web.auth.reader import the_reader
from web.choices import own_name
from web.forms import printed
from web.i18n import LANGUAGES, language
from web.i18n import gettext as _
from web.ledger import writing
from web.policy import roles
from web.tokens import new_secret
from web.wording import sentence

bp = Blueprint("feed_links", __name__, url_prefix="/feed-links")
bp.record_once(lambda state: keys.teach(state.app))

KEEPERS = ("coordinator", "admin")
"""Who makes addresses for anybody in their institution; experts do for themselves."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose calendar it is: the name and the page to go back to."""

    kind: FeedKind
    id: int
    name: str
    page: str


@bp.post("/<any(expert, mission, institution):kind>/<row:subject_id>")
@roles(*KEEPERS, "expert", "assistant")
def create(kind: str, subject_id: int) -> ResponseReturnValue:
    """Make an address; the answer is the only page that ever shows it."""
    label = " ".join(printed(request.form.get("label", "")).split())[:80]
    with writing() as session:
        subject = _subject(session, cast(FeedKind, kind), subject_id)
        if not label:
            flash(_("Say what the address is for, such as “phone”."), "danger")
            return redirect(subject.page, 303)
        secret = new_secret()
        facts = TokenFacts(subject.kind, subject.id, label, _language())
        try:
            operations.create(session, facts, secret.sha256, actor(), now())
        except Invalid as refusal:
            flash(" ".join(sentence(flaw.code, flaw.facts) for flaw in refusal.flaws), "danger")
            return redirect(subject.page, 303)
    return _shown_once(subject, label, secret.text)


@bp.post("/<row:token_id>/renew")
@roles(*KEEPERS, "expert", "assistant")
def renew(token_id: int) -> ResponseReturnValue:
    """Stop an address and make another one in its place."""
    with writing() as session:
        subject = _subject_of(session, queries.token(session, token_id))
        secret = new_secret()
        row = operations.renew(session, token_id, secret.sha256, actor(), now())
    return _shown_once(subject, row.label, secret.text)


@bp.post("/<row:token_id>/revoke")
@roles(*KEEPERS, "expert", "assistant")
def revoke(token_id: int) -> ResponseReturnValue:
    """Stop an address for good."""
    with writing() as session:
        subject = _subject_of(session, queries.token(session, token_id))
        operations.revoke(session, token_id, actor(), now())
    flash(_("The address is stopped: calendar programs get nothing from it any more."), "success")
    return redirect(subject.page, 303)


def _language() -> Language:
    asked = request.form.get("language")
    return cast(Language, asked if asked in LANGUAGES else language())


def _subject_of(session: Session, token: FeedTokenRow) -> Subject:
    key = token.expert_id or token.mission_id or token.institution_id
    return abort(404) if key is None else _subject(session, cast(FeedKind, token.kind), key)


def _subject(session: Session, kind: FeedKind, key: int) -> Subject:
    """Whose calendar; 404 where it is not the reader's business."""
    reader = the_reader()
    keeps = reader.institutions(*KEEPERS)
    if kind == "mission":
        mission = missions.mission(session, key)
        page = url_for("missions.show", mission_id=key)
        found, own = Subject(kind, key, mission.title, page), mission.institution_id in keeps
    elif kind == "institution":
        institution = institutions.institution(session, key)
        page = url_for("institutions.show", institution_id=key)
        found, own = Subject(kind, key, own_name(institution), page), key in keeps
    else:
        expert = experts.expert(session, key)
        page = url_for("experts.show", expert_id=key)
        found = Subject(kind, key, expert.name, page)
        own = expert.institution_id in keeps or key in reader.experts
    return found if own else abort(404)


def _shown_once(subject: Subject, label: str, secret: str) -> ResponseReturnValue:
    base = current_app.extensions["settings"].base_url or request.url_root
    address = f"{base.rstrip('/')}/feeds/{secret}.ics"
    webcal = f"webcal://{address.split('://', 1)[1]}"
    drawn = make_qr(webcal, error="m").svg_inline(
        scale=4, omitsize=True, light="#fff", title=_("Square code of the address")
    )
    page = render_template(
        "feed_address.html",
        label=label,
        address=address,
        webcal=webcal,
        qr=Markup(drawn),  # segno's own drawing; the title is ours and escaped
        subject_name=subject.name,
        subject_url=subject.page,
    )
    return page, 201
