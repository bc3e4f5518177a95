"""Views of trials: ask, watch, stop, cancel."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from db.models import JobRow
from db.operations import jobs as operations
from db.queries import jobs, plans
from web.http.fragments import render_part
from web.http.ledger import reading, writing
from web.http.policy import roles
from web.http.watching.jobs import cancel_job, progress_stream, stop_job
from web.language.speech import gettext as _
from web.pages.trials.page import findings, watched
from web.service.clock import now
from web.service.reader import actor
from web.service.roles import PLANNING
from web.service.trials.kinds import KINDS, LOSSES, TIMES
from web.service.trials.under_way import under_way

bp = Blueprint("trials", __name__, url_prefix="/trials")


@bp.post("/losses")
@roles(*PLANNING)
def ask_losses() -> ResponseReturnValue:
    """Ask what losing each expert would cost the published plan."""
    asked = {"seconds": asked_seconds()}
    with writing() as session:
        if plans.live_id(session) is None:
            flash(
                _("Publish a plan first: without one there is nobody whose absence could hurt."),
                "info",
            )
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
    return progress_stream(
        "trials/show.html", lambda session: watched(session, known_trial(session, job_id))
    )


@bp.post("/<row:job_id>/stop")
@roles(*PLANNING)
def stop(job_id: int) -> ResponseReturnValue:
    """End early with what is known."""
    return stop_job(job_id, known_trial, "trials.show")


@bp.post("/<row:job_id>/cancel")
@roles(*PLANNING)
def cancel(job_id: int) -> ResponseReturnValue:
    """End without findings."""
    return cancel_job(job_id, known_trial, "trials.show")


def asked_seconds() -> int:
    """The time that the form allows; anything else is 400."""
    seconds: Any = request.form.get("seconds", 120, type=int)
    return int(seconds) if seconds in TIMES else abort(400)


def known_trial(session: Session, job_id: int) -> JobRow:
    """A job of one of these kinds; any other is 404."""
    job = jobs.job(session, job_id)
    return job if job.kind in KINDS else abort(404)
