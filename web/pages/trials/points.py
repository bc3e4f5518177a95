"""Views of fronts: ask for one, and take one of its points as a scenario."""

import json

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from db.mapping import load_scenario, store_plan
from db.models import JobRow, ScenarioRow
from db.operations import jobs as operations
from db.operations import scenarios
from db.queries import plans
from db.queries import scenarios as known
from matcher.files import PlanUnreadable, read_plan
from matcher.plan import Plan
from matcher.problem import Problem
from matcher.scenario import Change
from web.http.keys import row_key
from web.http.ledger import writing
from web.http.policy import roles
from web.language.speech import gettext as _
from web.pages.trials.views import asked_seconds, bp, known_trial
from web.service.clock import now
from web.service.reader import actor
from web.service.roles import PLANNING
from web.service.trials.found import FoundPoint, read_front
from web.service.trials.kinds import FRONT
from web.service.trials.question import right_plan
from web.service.trials.under_way import under_way
from web.service.trials.unproven import as_answer


@bp.post("/front")
@roles(*PLANNING)
def ask_front() -> ResponseReturnValue:
    """Ask what fit, burden and delay cost each other, in the live problem or a scenario's."""
    text = request.form.get("scenario", "")
    scenario_id = row_key(text)
    if text and scenario_id is None:
        abort(400)
    with writing() as session:
        if scenario_id is not None:
            known.scenario(session, scenario_id)
        about = {"scenario": scenario_id}
        asked = {"seconds": asked_seconds(), **about, "shown": request.form.getlist("plan")[:4]}
        job = under_way(session, FRONT, about)
        job_id = (job or operations.ask(session, FRONT, asked, actor(), now())).id
    return redirect(url_for("trials.show", job_id=job_id), 303)


@bp.post("/<row:job_id>/points/<int:number>")
@roles(*PLANNING)
def take(job_id: int, number: int) -> ResponseReturnValue:
    """Make a scenario with a point's weights, and with its plan where that still holds."""
    with writing() as session:
        job = known_trial(session, job_id)
        point = _point(job, number)
        row = _opened(session, job, number)
        weights = {str(measure): weight for measure, weight in point.weights.items()}
        change = Change("objective.weights", weights)
        scenarios.change(session, row.id, [change], actor(), now())
        scenario_id = row.id
        if not _keep(session, row, point):
            flash(_("The facts have changed since: look for a plan again."), "info")
    return redirect(url_for("scenarios.show", scenario_id=scenario_id), 303)


def _point(job: JobRow, number: int) -> FoundPoint:
    if job.kind != FRONT or job.state != "done" or job.best is None:
        abort(404)
    points = read_front(job.best).points
    return points[number - 1] if 1 <= number <= len(points) else abort(404)


def _opened(session: Session, job: JobRow, number: int) -> ScenarioRow:
    """A scenario of the live plan, or a variant of the one that the front is about."""
    origin, name = job.asked.get("scenario"), _("Compromise %(number)s", number=number)
    if origin is None:
        return scenarios.open_scenario(session, name, actor(), now())
    return scenarios.fork(session, origin, name, actor(), now())


def _keep(session: Session, row: ScenarioRow, point: FoundPoint) -> bool:
    """Give the scenario the plan of the point; False where that breaks a rule by now."""
    problem = load_scenario(session, row, now().date()).problem
    plan = _read(point, problem)
    if plan is None:
        return False
    base = plans.live_id(session)
    answer = as_answer(problem, plan)
    kept = store_plan(
        session,
        problem,
        answer,
        base_id=base,
        by=actor(),
        at=now(),
        dropped=known.dropped(row),
    )
    session.flush()
    scenarios.solved(session, row.id, kept, row.gesture, now())
    return True


def _read(point: FoundPoint, problem: Problem) -> Plan | None:
    try:
        return right_plan(read_plan(json.dumps(point.plan), problem.horizon), problem)
    except PlanUnreadable:
        return None
