"""Views of solving."""

from datetime import datetime
from typing import Any

from flask import (
    Blueprint,
    abort,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from db.errors import DoubleBooking, InvalidState, LedgerError, NothingToPublish, StalePlan
from db.mapping import load_problem
from db.models import JobRow, PlanRow
from db.operations import jobs as operations
from db.operations import scenarios
from db.operations.bookings import Release
from db.queries import jobs, plans
from web.http.fragments import render_part
from web.http.keys import given_key
from web.http.ledger import reading, writing
from web.http.policy import roles
from web.http.publication import show_published, tell_nothing
from web.http.watching.jobs import cancel_job, progress_stream, stop_job
from web.language.speech import gettext as _
from web.pages.solve.page import clash_page, ready, stale_page, watched
from web.service.clock import now
from web.service.publishing import acts
from web.service.reader import actor
from web.service.roles import PLANNING
from web.service.solving.limits import TIME_LIMITS

bp = Blueprint("solve", __name__)

KIND = "solve"
"""The kind of job that this is."""


@bp.get("/solve")
@roles(*PLANNING)
def index() -> ResponseReturnValue:
    """What there is to solve, and the last searches."""
    with reading() as ledger:
        return render_template("solve/index.html", limits=TIME_LIMITS, **ready(ledger))


@bp.post("/solve")
@roles(*PLANNING)
def create() -> ResponseReturnValue:
    """Ask for a search; where one is under way already, that one is shown."""
    limit = request.form.get("time_limit", 30, type=int)
    if limit not in TIME_LIMITS:
        abort(400)
    with writing() as ledger:
        under_way = jobs.open_solve(ledger, None)
        if under_way is not None:
            flash(_("A search is under way already: this is it."), "info")
            job_id = under_way.id
        else:
            asked = {"time_limit": limit, "seed": 1}
            job_id = operations.ask(ledger, KIND, asked, actor(), now()).id
    return redirect(url_for("solve.show", job_id=job_id), 303)


@bp.get("/solve/<row:job_id>")
@roles(*PLANNING)
def show(job_id: int) -> ResponseReturnValue:
    """How far the search is, or what it has found."""
    with reading() as ledger:
        return render_part("solve/show.html", "progress", **_shown(ledger, job_id))


@bp.get("/solve/<row:job_id>/events")
@roles(*PLANNING)
def events(job_id: int) -> ResponseReturnValue:
    """The progress of the search as it changes; 503 where too many are watching this way."""
    return progress_stream("solve/show.html", lambda ledger: _shown(ledger, job_id))


@bp.post("/solve/<row:job_id>/stop")
@roles(*PLANNING)
def stop(job_id: int) -> ResponseReturnValue:
    """End the search and keep the best plan so far."""
    return stop_job(job_id, _job, "solve.show")


@bp.post("/solve/<row:job_id>/cancel")
@roles(*PLANNING)
def cancel(job_id: int) -> ResponseReturnValue:
    """End the search and keep nothing."""
    return cancel_job(job_id, _job, "solve.show")


@bp.post("/solve/<row:job_id>/publish")
@roles(*PLANNING)
def publish(job_id: int) -> ResponseReturnValue:
    """Make the plan that was found the one that calendars show, or say what to know first."""
    at = now()
    with reading() as ledger:
        job = _job(ledger, job_id)
        plan_id, scenario_id = _plan(ledger, job).id, job.asked.get("scenario")
    if scenario_id is not None:
        return _before_release(scenario_id)
    try:
        release = _publish(plan_id, at)
    except acts.NotPassed:
        return _before_release(_as_scenario(plan_id, job_id))
    except (StalePlan, DoubleBooking, NothingToPublish, InvalidState) as refusal:
        return _refused(refusal, plan_id, job_id)
    return show_published(release, at)


def _publish(plan_id: int, at: datetime) -> Release:
    """Through the gate, with nothing accepted. Raises: what stands against it."""
    with writing() as ledger:
        problem = load_problem(ledger, today=at.date(), freeze_days=0)
        return acts.publish_draft(
            ledger, problem, plan_id, acts.Consent(), actor(), at, base_id=given_key("base")
        )


def _before_release(scenario_id: int) -> ResponseReturnValue:
    """Where it is said what is to be known first, of the scenario that the plan belongs to."""
    return redirect(url_for("scenarios.before_release", scenario_id=scenario_id), 303)


def _refused(refusal: LedgerError, plan_id: int, job_id: int) -> ResponseReturnValue:
    if isinstance(refusal, StalePlan):
        return stale_page(plan_id, job_id)
    if isinstance(refusal, DoubleBooking):
        return clash_page(refusal, job_id)
    if isinstance(refusal, NothingToPublish):
        tell_nothing()
    else:
        flash(_("This plan was published before."), "info")
    return redirect(url_for("solve.show", job_id=job_id), 303)


def _as_scenario(plan_id: int, job_id: int) -> int:
    """A scenario that changes nothing and has this plan: its release page says what to accept."""
    name = _("Search %(number)s", number=job_id)
    with writing() as ledger:
        row = scenarios.open_scenario(ledger, name, actor(), now())
        ledger.flush()
        scenarios.solved(ledger, row.id, plans.plan(ledger, plan_id), row.gesture, now())
        return row.id


def _shown(ledger: Session, job_id: int) -> dict[str, Any]:  # as a template takes it
    job = _job(ledger, job_id)
    return {"job": job, **watched(ledger, job)}


def _job(ledger: Session, job_id: int) -> JobRow:
    job = jobs.job(ledger, job_id)
    return job if job.kind == KIND else abort(404)


def _plan(ledger: Session, job: JobRow) -> PlanRow:
    return abort(404) if job.plan_id is None else plans.plan(ledger, job.plan_id)
