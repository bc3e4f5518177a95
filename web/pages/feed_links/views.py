"""Secret calendar addresses: made with a label and shown once, renewed, stopped."""

from typing import cast

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from segno import make_qr
from sqlalchemy.orm import Session

from db.errors import Invalid
from db.operations import tokens as operations
from db.operations.tokens import Choices, TokenFacts
from db.queries import tokens as queries
from db.words import FEED_DETAILS, FEED_KINDS, FEED_SHOWS, FeedKind, Language
from web.http.addresses import site_address
from web.http.flashes import redirect_saying
from web.http.forms import one_line
from web.http.ledger import reading, writing
from web.http.policy import roles
from web.language.codes import LANGUAGES
from web.language.sentences import sentence
from web.language.speech import gettext as _
from web.language.speech import language
from web.pages.feed_links.subjects import Subject, explanation, subject, subject_of
from web.service.clock import now
from web.service.reader import actor
from web.service.roles import KEEPERS, PLANNING
from web.service.tokens import new_secret

ALARMS = ("1", "24", "48", "168")
"""Hours before a start that the form offers for a reminder."""

READERS = tuple(dict.fromkeys((*KEEPERS, *PLANNING, "expert", "assistant")))
"""Who makes addresses of some calendar or other; of which, `subject` says."""

bp = Blueprint("feed_links", __name__, url_prefix="/feed-links")

KINDS = ",".join(FEED_KINDS)


@bp.get(f"/<any({KINDS}):kind>/<row:subject_id>")
@roles(*READERS)
def show(kind: FeedKind, subject_id: int) -> ResponseReturnValue:
    """The addresses of one calendar, and the form that makes another."""
    with reading() as session:
        whose = subject(session, kind, subject_id)
        rows = queries.tokens_of(session, whose.kind, whose.id)
        return render_template(
            "feed_links.html", subject=whose, tokens=rows, explanation=explanation(whose.kind)
        )


@bp.post(f"/<any({KINDS}):kind>/<row:subject_id>")
@roles(*READERS)
def create(kind: FeedKind, subject_id: int) -> ResponseReturnValue:
    """Make an address; the answer is the only page that ever shows it."""
    label = one_line(request.form.get("label", ""))[:80]
    with writing() as session:
        whose = subject(session, kind, subject_id)
        if site_address() is None:
            return _nowhere(whose)
        if not label:
            said = _("Say what the address is for, such as “phone”.")
            return redirect_saying(whose.page, said, "danger")
        try:
            secret = _create(session, whose, label)
        except Invalid as refusal:
            return _refused(whose, refusal)
    return _shown_once(whose, label, secret)


def _create(session: Session, whose: Subject, label: str) -> str:
    """A new address as the form wants it; answers its secret. Raises: Invalid."""
    secret = new_secret()
    facts = TokenFacts(whose.kind, whose.id, label, _language(), _choices())
    operations.create(session, facts, secret.sha256, actor(), now())
    return secret.text


@bp.post("/<row:token_id>/renew")
@roles(*READERS)
def renew(token_id: int) -> ResponseReturnValue:
    """Stop an address and make another one in its place."""
    with writing() as session:
        whose = subject_of(session, queries.token(session, token_id))
        if site_address() is None:
            return _nowhere(whose)
        secret = new_secret()
        try:
            with session.begin_nested():
                row = operations.renew(session, token_id, secret.sha256, actor(), now())
        except Invalid as refusal:
            return _refused(whose, refusal)
    return _shown_once(whose, row.label, secret.text)


@bp.post("/<row:token_id>/choices")
@roles(*READERS)
def choose(token_id: int) -> ResponseReturnValue:
    """Change what an address shows; calendar programs see it at their next visit."""
    with writing() as session:
        whose = subject_of(session, queries.token(session, token_id))
        try:
            operations.choose(session, token_id, _choices(), actor(), now())
        except Invalid as refusal:
            return _refused(whose, refusal)
    flash(_("Saved: calendar programs show it at their next visit."), "success")
    return redirect(url_for("feed_links.show", kind=whose.kind, subject_id=whose.id), 303)


@bp.post("/<row:token_id>/revoke")
@roles(*READERS)
def revoke(token_id: int) -> ResponseReturnValue:
    """Stop an address for good."""
    with writing() as session:
        whose = subject_of(session, queries.token(session, token_id))
        operations.revoke(session, token_id, actor(), now())
    flash(_("The address is stopped: calendar programs get nothing from it any more."), "success")
    return redirect(whose.page, 303)


def _refused(whose: Subject, refusal: Invalid) -> ResponseReturnValue:
    flash(" ".join(sentence(flaw.code, flaw.facts) for flaw in refusal.flaws), "danger")
    return redirect(whose.page, 303)


def _nowhere(whose: Subject) -> ResponseReturnValue:
    """Nothing is made or stopped where nobody could be told the address."""
    flash(
        _(
            "Nothing was changed: where people reach this site is not set, so no address can be"
            " shown. An administrator sets HEMICYCLE_BASE_URL."
        ),
        "danger",
    )
    return redirect(whose.page, 303)


def _language() -> Language:
    asked = request.form.get("language")
    return cast(Language, asked if asked in LANGUAGES else language())


def _choices() -> Choices:
    """What the form chose; anything that it does not offer counts as not chosen."""
    shows, detail = request.form.get("shows"), request.form.get("detail")
    hours = request.form.get("alarm_hours")
    return Choices(
        next((known for known in FEED_SHOWS if known == shows), "all"),
        next((known for known in FEED_DETAILS if known == detail), "full"),
        int(hours) if hours in ALARMS else None,
    )


def _shown_once(whose: Subject, label: str, secret: str) -> ResponseReturnValue:
    address = f"{site_address()}/feeds/{secret}.ics"
    webcal = f"webcal://{address.split('://', 1)[1]}"
    drawn = make_qr(webcal, error="m").svg_inline(
        scale=4, omitsize=True, light="#fff", title=_("QR code of the address")
    )
    page = render_template(
        "feed_address.html",
        label=label,
        address=address,
        webcal=webcal,
        qr=Markup(drawn),  # segno's own drawing; the title is ours and escaped
        subject_name=whose.name,
        subject_url=whose.page,
    )
    return page, 201
