"""The doors of trials: ask, watch, stop, cancel."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, request, stream_with_context, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from db.errors import InvalidState, NotFound
from db.models import JobRow
from db.operations import jobs as operations
from db.queries import jobs, plans
from web.acting import actor, now
from web.fragments import block_of, render_part
from web.i18n import gettext as _
from web.jobs.trial import KINDS, LOSSES
from web.ledger import reading, writing
from web.policy import PLANNING, roles
from web.solve.events import STREAMS, stream
from web.trials.page import TIMES, findings, under_way, watched

bp = Blueprint("trials", __name__, url_prefix="/trials")


@bp.post("/losses")
@roles(*PLANNING)
def ask_losses() -> ResponseReturnValue:
    """Ask what losing each expert would cost the published plan."""
    asked = {"seconds": asked_seconds()}
    with writing() as session:
        if plans.live_id(session) is None:
            flash(_("Publish a plan first: without one there is nobody to lose."), "info")
            return redirect(url_for("coverage.index"), 303)
        job = under_way(session, LOSSES)
        job_id = (job or operations.ask(session, LOSSES, asked, actor(), now())).id
    return redirect(url_for("trials.show", job_id=job_id), 303)


@bp.get("/<row:job_id>")
@roles(*PLANNING)
def show(job_id: int) -> ResponseReturnValue:
    """How far it is; once it is done, the page of its findings."""
    with reading() as session:
        job = known_trial(session, job_id)
        if job.state == "done":
            return redirect(findings(job), 303)
        return render_part("trials/show.html", "progress", **watched(session, job))


@bp.get("/<row:job_id>/events")
@roles(*PLANNING)
def events(job_id: int) -> ResponseReturnValue:
    """The progress as it changes; 503 where too many are watching this way."""
    with reading() as session:
        known_trial(session, job_id)
    if not STREAMS.acquire(blocking=False):
        abort(503)

    def part() -> tuple[str, bool]:
        with reading() as session:
            context = watched(session, known_trial(session, job_id))
            return block_of("trials/show.html", "progress", **context), context["is_open"]

    answer = Response(stream_with_context(stream(part)), mimetype="text/event-stream")
    answer.headers["X-Accel-Buffering"] = "no"
    return answer


@bp.post("/<row:job_id>/stop")
@roles(*PLANNING)
def stop(job_id: int) -> ResponseReturnValue:
    """End early with what is known."""
    return _end(job_id, operations.stop)


@bp.post("/<row:job_id>/cancel")
@roles(*PLANNING)
def cancel(job_id: int) -> ResponseReturnValue:
    """End without findings."""
    return _end(job_id, operations.cancel)


def asked_seconds() -> int:
    """The time that the form allows; anything else is 400."""
    seconds: Any = request.form.get("seconds", 120, type=int)
    return int(seconds) if seconds in TIMES else abort(400)


def known_trial(session: Session, job_id: int) -> JobRow:
    """A job of one of these kinds; any other is 404."""
    try:
        job = jobs.job(session, job_id)
    except NotFound:
        abort(404)
    return job if job.kind in KINDS else abort(404)


def _end(job_id: int, order: Callable[..., object]) -> ResponseReturnValue:
    with writing() as session:
        known_trial(session, job_id)
        try:
            order(session, job_id, actor(), now())
        except InvalidState:
            flash(_("The search had ended already."), "info")
    return redirect(url_for("trials.show", job_id=job_id), 303)
