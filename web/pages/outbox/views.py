"""Views of the outbox."""

from collections.abc import Callable, Collection
from datetime import datetime

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from db.actors import Actor
from db.models import InstitutionRow, MessageRow
from db.operations import outbox as operations
from db.queries import outbox
from web.http import keys
from web.http.ledger import reading, writing
from web.http.policy import may_enter, roles, theirs
from web.language.speech import gettext as _
from web.language.speech import ngettext
from web.pages.outbox.listing import message_page, page, part
from web.service.clock import now
from web.service.mail.smtp import SmtpServer
from web.service.reader import actor, scope
from web.service.roles import PLANNING, STAFFING
from web.service.settings import Settings

bp = Blueprint("outbox", __name__, url_prefix="/outbox")

Change = Callable[[Session, Collection[int], Actor, datetime], int]


@bp.get("")
@roles(*PLANNING)
def index() -> ResponseReturnValue:
    """One part of what experts hear, hear soon, or did not hear."""
    tab = part(request.args.get("show"))
    with reading() as session:
        found = page(session, scope(), tab, request.args.get("page"))
        return render_template(
            "outbox/index.html", **found, may_send=may_enter("outbox.send"), now=now()
        )


@bp.get("/<row:key>")
@roles(*PLANNING)
def show(key: int) -> ResponseReturnValue:
    """One message exactly as its reader gets it, but for the secret of the link."""
    with reading() as session:
        page = message_page(session, _theirs(session, key))
        return render_template("outbox/show.html", may_send=may_enter("outbox.send"), **page)


@bp.post("/send")
@roles(*STAFFING)
def send() -> ResponseReturnValue:
    """Release the chosen messages, or all that the reader was shown to be waiting."""
    count = _change(operations.release)
    flash(_released(count), "success" if count else "warning")
    return _back()


@bp.post("/drop")
@roles(*STAFFING)
def drop() -> ResponseReturnValue:
    """Never send the chosen messages."""
    count = _change(operations.drop)
    flash(
        ngettext("%(num)s message will not be sent.", "%(num)s messages will not be sent.", count),
        "success" if count else "warning",
    )
    return _back()


@bp.post("/units/<row:institution_id>")
@roles(*STAFFING)
def choose(institution_id: int) -> ResponseReturnValue:
    """Choose whether new messages of a unit wait for somebody."""
    theirs(institution_id)
    at_once = request.form.get("at_once") == "1"
    with writing() as session:
        unit = session.get_one(InstitutionRow, institution_id)
        operations.send_at_once(session, unit, at_once, actor(), now())
    flash(
        _("New messages go at once.") if at_once else _("New messages wait for somebody."),
        "success",
    )
    return _back()


def _released(count: int) -> str:
    """What becomes of released messages: they go, or wait for what they still lack."""
    with reading() as session:
        units = [session.get_one(InstitutionRow, key) for key in scope()]
    settings: Settings = current_app.extensions["settings"]
    if SmtpServer.of(settings) is None or not all(unit.mailbox for unit in units):
        return ngettext(
            "%(num)s message is ready. It leaves once mail can be sent: see below.",
            "%(num)s messages are ready. They leave once mail can be sent: see below.",
            count,
        )
    return ngettext("%(num)s message is on its way.", "%(num)s messages are on their way.", count)


def _change(change: Change) -> int:
    with writing() as session:
        chosen = _all(session) if "all" in request.form else _chosen(session)
        return change(session, chosen, actor(), now())


def _chosen(session: Session) -> list[int]:
    found = [keys.row_key(text) for text in request.form.getlist("message")]
    return [_theirs(session, key).id for key in found if key is not None]


def _all(session: Session) -> list[int]:
    """All of a part, but none that came after the reader looked."""
    tab = part(request.form.get("show"))
    return outbox.ids_of(session, scope(), tab, keys.row_key(request.form.get("all")) or 0)


def _theirs(session: Session, key: int) -> MessageRow:
    row = outbox.message(session, key)
    theirs(row.institution_id)
    return row


def _back() -> ResponseReturnValue:
    return redirect(url_for("outbox.index", show=part(request.form.get("show"))), 303)
