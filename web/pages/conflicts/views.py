"""Views of conflicts."""

import re

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from db.operations import conflicts as operations
from db.operations import scenarios
from web.http.ledger import reading, writing
from web.http.policy import roles
from web.language.speech import gettext as _
from web.service.clock import now
from web.service.conflicts.finding import by_kind, conflicts
from web.service.conflicts.repairing import prepare, repair_name
from web.service.reader import actor
from web.service.roles import PLANNING

bp = Blueprint("conflicts", __name__, url_prefix="/conflicts")
_KEY = re.compile(r"[0-9a-f]{64}")


@bp.get("")
@roles(*PLANNING)
def index() -> ResponseReturnValue:
    """What does not hold any more, by kind; what was acknowledged stands below."""
    with reading() as session:
        found = conflicts(session)
        return render_template(
            "conflicts/index.html",
            open=by_kind(each for each in found if each.note is None),
            seen=[each for each in found if each.note is not None],
            count=sum(each.note is None for each in found),
            begun=sum(each.note is None and each.has_begun for each in found),
        )


@bp.post("/acknowledge")
@roles(*PLANNING)
def acknowledge() -> ResponseReturnValue:
    """Note that a conflict has been seen; it comes back when its facts change."""
    note = request.form.get("note", "").strip()
    with writing() as session:
        known = operations.notes(session, [_key()]).get(_key())
        stands = None if known is None else known.note
        operations.acknowledge(session, _key(), note, actor(), now())
    if stands is not None and note not in stands.split("\n"):
        _tell_already(stands, note)
    return redirect(url_for("conflicts.index"), 303)


@bp.post("/reopen")
@roles(*PLANNING)
def reopen() -> ResponseReturnValue:
    """Take the note back."""
    with writing() as session:
        operations.reopen(session, _key(), actor(), now())
    return redirect(url_for("conflicts.index"), 303)


@bp.post("/repair")
@roles(*PLANNING)
def repair() -> ResponseReturnValue:
    """Open a scenario in which the plan is mended with the fewest people to call."""
    with writing() as session:
        row = scenarios.open_scenario(session, repair_name(session), actor(), now())
        prepare(session, row)
        scenario_id = row.id
    return redirect(url_for("scenarios.show", scenario_id=scenario_id), 303)


def _tell_already(stands: str, note: str) -> None:
    """Say that somebody else was faster; nothing that either has written is lost."""
    if stands:
        flash(_("Somebody acknowledged it meanwhile: “%(note)s”.", note=stands), "info")
    else:
        flash(_("Somebody acknowledged it meanwhile, without a note."), "info")
    if stands and note:
        flash(_("Your note stands after theirs."), "info")


def _key() -> str:
    key = request.form.get("key", "")
    return key if _KEY.fullmatch(key) else abort(400)
