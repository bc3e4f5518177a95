"""Views of forcing."""

from typing import Any

from flask import Blueprint, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from db.ids import is_row
from db.models import JobRow
from db.operations import jobs as operations
from db.operations.refusals import require_willing
from db.queries import jobs, plans
from db.queries.scenarios import plan_shown, seated
from matcher.scenario import Change
from web.http.fragments import render_part
from web.http.keys import row_key
from web.http.ledger import reading, writing
from web.http.policy import roles
from web.http.watching.jobs import cancel_job, progress_stream, stop_job
from web.pages.candidates.forcing.page import watched
from web.pages.candidates.picks import Picked, picked
from web.pages.candidates.why import ground_of
from web.service.candidates.ground import CandidateGround
from web.service.clock import now
from web.service.reader import actor
from web.service.roles import PLANNING
from web.service.trials.kinds import FORCING as KIND

bp = Blueprint("forcing", __name__, url_prefix="/forcing")

SECONDS = 10
"""What one question may take; the page says so."""


@bp.post("")
@roles(*PLANNING)
def ask() -> ResponseReturnValue:
    """Ask what it would cost; a question that waits already is not asked twice."""
    asked, scenario = picked(), request.form.get("scenario", "")
    scenario_id = row_key(scenario)
    if bool(scenario) != (scenario_id is not None) or not is_row(asked.mission):
        abort(400)
    with writing() as session:
        ground = ground_of(session, asked, scenario_id)
        said = _said(session, ground, asked)
        waiting = (job for job in jobs.open_jobs(session, KIND) if job.asked == said)
        job = next(waiting, None) or operations.ask(session, KIND, said, actor(), now())
        job_id = job.id
    return redirect(url_for("forcing.show", job_id=job_id), 303)


@bp.get("/<row:job_id>")
@roles(*PLANNING)
def show(job_id: int) -> ResponseReturnValue:
    """How far it is, or what it would cost."""
    with reading() as session:
        return render_part(
            "forcing/show.html", "progress", **watched(session, _job(session, job_id))
        )


@bp.get("/<row:job_id>/events")
@roles(*PLANNING)
def events(job_id: int) -> ResponseReturnValue:
    """The progress as it changes; 503 where too many are watching this way."""
    return progress_stream(
        "forcing/show.html", lambda session: watched(session, _job(session, job_id))
    )


@bp.post("/<row:job_id>/stop")
@roles(*PLANNING)
def stop(job_id: int) -> ResponseReturnValue:
    """End early with what is known."""
    return stop_job(job_id, _job, "forcing.show")


@bp.post("/<row:job_id>/cancel")
@roles(*PLANNING)
def cancel(job_id: int) -> ResponseReturnValue:
    """End without an answer."""
    return cancel_job(job_id, _job, "forcing.show")


def _said(session: Session, ground: CandidateGround, asked: Picked) -> dict[str, Any]:
    """The question as a job keeps it; a pair that is not of this plan is 400.

    Raises: RefusalStands.
    """
    mission, scenario = ground.mission, ground.scenario
    expert = next((e for e in ground.problem.experts.values() if e.id == asked.expert), None)
    if mission is None or expert is None or expert.institution not in ground.homes:
        abort(400)
    if all(role.id != asked.role for role in mission.roles):
        abort(400)
    pin = Change("pin.expert", {"mission": mission.id, "expert": expert.id})
    require_willing(session, seated([pin]))
    plan_id = plans.live_id(session) if scenario is None else plan_shown(session, scenario)
    return {
        "mission": asked.mission,
        "role": asked.role,
        "expert": asked.expert,
        "plan": plan_id,
        "scenario": None if scenario is None else scenario.id,
        "time_limit": SECONDS,
    }


def _job(session: Session, job_id: int) -> JobRow:
    """A question of this kind; one about a mission that is not the reader's is 404."""
    job = jobs.job(session, job_id)
    if job.kind != KIND:
        abort(404)
    pair = Picked(job.asked["mission"], job.asked["role"], job.asked["expert"])
    ground_of(session, pair, job.asked.get("scenario"))
    return job
