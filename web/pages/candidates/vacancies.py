"""The vacancies of a scenario, and what would help: tried as a change, in one step."""

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from db.errors import Invalid
from db.ids import mission_id
from db.models import MissionRow
from db.moments import day_of, half_day, number_of
from db.queries import scenarios as known
from matcher.plan import Vacancy
from matcher.problem import MissionId
from matcher.scenario import Change
from matcher.scenario.unlocked import change_of
from matcher.vacancies import unexplained
from web.http.flashes import flash_refusal, redirect_saying
from web.http.ledger import reading
from web.http.policy import roles
from web.http.scenario_steps import change_scenario, open_scenario
from web.language.bidi import plain
from web.language.speech import gettext as _
from web.pages.candidates.blueprint import bp
from web.service.candidates.ground import CandidateGround, live_ground
from web.service.clock import now
from web.service.problem_cache import problem_to_plan
from web.service.roles import PLANNING
from web.service.scenarios.vacancies import basis_of, lacking_of, vacancies_of
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
        step = _step(basis_of(session, known.scenario(session, scenario_id)))
    back = url_for("candidates.vacancies", scenario_id=scenario_id)
    if step is None:
        return _fills_no_more(back)
    done = _("Changed, as one step. Look for a plan again to see what follows.")
    try:
        is_done = change_scenario(scenario_id, [step], done)
    except Invalid as refusal:
        flash_refusal(refusal)
        is_done = False
    return redirect(url_for("scenarios.show", scenario_id=scenario_id) if is_done else back, 303)


@bp.post("/missions/<row:mission_id>/unlock")
@roles(*PLANNING)
def unlock(mission_id: int) -> ResponseReturnValue:
    """Open a scenario in which a way to fill a vacancy of the live plan is tried."""
    with reading() as session:
        ground = live_ground(session, mission_id)
        step = _step(livebasis_of(ground))
        days = None if step is None else _freeze_days(session, ground.row, step)
    back = url_for("missions.show", mission_id=mission_id)
    if step is None:
        return _fills_no_more(back)
    try:
        name = plain(_("A vacancy in “%(mission)s”", mission=ground.row.title))
        return open_scenario(name, [step], days)
    except Invalid as refusal:
        flash_refusal(refusal)
    return redirect(back, 303)


def _fills_no_more(back: str) -> ResponseReturnValue:
    return redirect_saying(back, _("That would no longer fill the vacancy: look again."))


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
