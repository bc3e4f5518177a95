"""The vacancies of a scenario, and what would help: tried as a change, in one step."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from db.errors import Invalid
from db.ids import mission_id
from db.models import MissionRow
from db.moments import day_of, half_day, number_of
from db.operations import scenarios as operations
from db.queries import scenarios as known
from matcher.plan import Vacancy
from matcher.problem import MissionId
from matcher.scenario import Change
from matcher.scenario.unlocked import change_of
from matcher.vacancies import unexplained
from web.http.ledger import reading, writing
from web.http.policy import roles
from web.http.scenario_steps import change_scenario, tell_refused
from web.http.scenario_vacancies import basis_of, lacking_of, vacancies_of
from web.language.bidi import plain
from web.language.speech import gettext as _
from web.pages.candidates.blueprint import bp
from web.service.candidates.ground import CandidateGround, live_ground
from web.service.clock import now
from web.service.problem_cache import problem_to_plan
from web.service.reader import actor
from web.service.roles import PLANNING
from web.service.unlocking import Basis, Help


@bp.get("/scenarios/<row:scenario_id>/vacancies")
@roles(*PLANNING)
def vacancies(scenario_id: int) -> ResponseReturnValue:
    """Each vacancy of the scenario's plan, why, and what would fill it."""
    with reading() as session:
        scenario = known.scenario(session, scenario_id)
        page = vacancies_of(session, scenario, request.args.get("page"))
        return render_template(
            "candidates/vacancies.html",
            scenario=scenario,
            page=page,
            lacking=lacking_of(session, scenario),
            seats=[each for each in page.rows if each.seats],
            unspoken=[each for each in page.rows if not each.seats],
        )


@bp.post("/scenarios/<row:scenario_id>/unlock")
@roles(*PLANNING)
def unlock_in_scenario(scenario_id: int) -> ResponseReturnValue:
    """Change the scenario by a way to fill a vacancy, as one step."""
    with reading() as session:
        basis = basis_of(session, known.scenario(session, scenario_id))
        step = _step(basis)
    back = redirect(url_for("candidates.vacancies", scenario_id=scenario_id), 303)
    if step is None:
        flash(_("That would no longer fill the vacancy: look again."), "info")
        return back
    done = _("Changed, as one step. Look for a plan again to see what follows.")
    try:
        if not change_scenario(scenario_id, [step], done):
            return back
    except Invalid as refusal:
        tell_refused(refusal)
        return back
    return redirect(url_for("scenarios.show", scenario_id=scenario_id), 303)


@bp.post("/missions/<row:mission_id>/unlock")
@roles(*PLANNING)
def unlock(mission_id: int) -> ResponseReturnValue:
    """Open a scenario in which a way to fill a vacancy of the live plan is tried."""
    with reading() as session:
        ground = live_ground(session, mission_id)
        step = _step(livebasis_of(ground))
    if step is None:
        flash(_("That would no longer fill the vacancy: look again."), "info")
        return redirect(url_for("missions.show", mission_id=mission_id), 303)
    name = plain(_("A vacancy in “%(mission)s”", mission=ground.row.title))
    try:
        with writing() as session:
            scenario = operations.open_scenario(session, name, actor(), now())
            session.flush()
            if (days := _freeze_days(session, ground.row, step)) is not None:
                operations.freeze(session, scenario.id, days, actor(), now())
            operations.change(session, scenario.id, [step], actor(), now())
            number = scenario.id
    except Invalid as refusal:
        tell_refused(refusal)
        return redirect(url_for("missions.show", mission_id=mission_id), 303)
    flash(
        _("A scenario was opened with this change. Look for a plan to see what follows."),
        "success",
    )
    return redirect(url_for("scenarios.show", scenario_id=number), 303)


def _freeze_days(session: Session, mission: MissionRow, step: Change) -> int | None:
    """How many days may stay as they are for a mission to be planned at all; None: the usual ones.

    Searches pass over a mission that starts within the days that stay.
    """
    today, key = now().date(), mission_id(mission.id)
    if key in problem_to_plan(session, today).missions:
        return None
    starts = [step.facts[name] for name in ("first", "start") if step.facts.get(name)]
    days = [day_of(number_of(str(each))) for each in starts]
    first = half_day(min([mission.window_first, *days])) - mission.travel_before
    return max(0, (day_of(first) - today).days)


def livebasis_of(ground: CandidateGround) -> Basis:
    """The live plan, as vacancies are looked at."""
    return Basis(Help(ground.problem, ground.plan), ground.names, ground.homes)


def _step(basis: Basis) -> Change | None:
    """The change that the form asks for; None where it would not fill the vacancy any more."""
    form = request.form
    asked = (form.get("mission", ""), form.get("name", ""))
    row = _row(basis, *asked)
    way = None if row is None else basis.way(row, form.get("key", "") or abort(400))
    return None if row is None or way is None else change_of(basis.problem, row, way.unlock)


def _row(basis: Basis, mission: str, name: str) -> Vacancy | None:
    if MissionId(mission) not in basis.problem.missions:
        return None
    rows = (row for row in unexplained(basis.problem, basis.plan) if row.mission == mission)
    return next((row for row in rows if name in (row.role, row.language)), None)
