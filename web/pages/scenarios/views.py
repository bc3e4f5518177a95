"""The doors of scenarios."""

from collections.abc import Callable

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from db.errors import Invalid, InvalidState, NotFound
from db.models import ScenarioRow
from db.operations import jobs
from db.operations import scenarios as operations
from db.queries import scenarios as known
from web.http.forms import Sheet
from web.http.keys import given_key, sent_key
from web.http.ledger import reading, writing
from web.http.pickers import read_people
from web.http.policy import roles
from web.http.scenario_steps import change_scenario
from web.language.speech import gettext as _
from web.pages.scenarios.kinds import FAMILIES, KINDS
from web.pages.scenarios.offering import offered
from web.pages.scenarios.page import asked_for, cards, open_job, shown
from web.pages.scenarios.reading import ChangeForm
from web.service.all_names import scenario_names
from web.service.clock import now
from web.service.local import local_zone
from web.service.problem_cache import scenario_problem
from web.service.reader import actor, scope
from web.service.roles import PLANNING
from web.service.scenarios.vacancies import lacking_of, vacancies_of
from web.service.solving.limits import TIME_LIMITS

bp = Blueprint("scenarios", __name__, url_prefix="/scenarios")


@bp.get("")
@roles(*PLANNING)
def index() -> ResponseReturnValue:
    """The open scenarios, and those that are done with."""
    with reading() as session:
        return render_template(
            "scenarios/index.html",
            open=cards(session, "open"),
            closed=cards(session, "published", "discarded"),
            sheet=Sheet({}),
            zone=local_zone(session, scope()),
        )


@bp.post("")
@roles(*PLANNING)
def create() -> ResponseReturnValue:
    """Open a scenario of the live plan, or of another scenario."""
    origin = given_key("origin")
    if origin is None and request.form.get("origin"):
        abort(404)
    sheet = Sheet(request.form)
    try:
        with writing() as session:
            name = sheet.text("name", _("Name"), longest=120)
            row = (
                operations.open_scenario(session, name, actor(), now())
                if origin is None
                else operations.fork(session, origin, name, actor(), now())
            )
            scenario_id = row.id
    except NotFound:
        abort(404)
    except Invalid as refusal:
        sheet.refused(refusal)
        return _index_again(sheet), 422
    return redirect(url_for("scenarios.show", scenario_id=scenario_id), 303)


@bp.get("/<row:scenario_id>")
@roles(*PLANNING)
def show(scenario_id: int) -> ResponseReturnValue:
    """What is altered, and what became of it."""
    return _show(scenario_id, Sheet({}))


def _show(scenario_id: int, sheet: Sheet) -> str:
    """The page of a scenario; its settings as they were typed, where something is wrong."""
    with reading() as session:
        row = _scenario(session, scenario_id)
        context = shown(session, row)
        if row.plan_id is not None:
            context["vacant"] = vacancies_of(session, row, None)
            context["lacking"] = lacking_of(session, row)
        return render_template(
            "scenarios/show.html", limits=TIME_LIMITS, families=FAMILIES, sheet=sheet, **context
        )


@bp.get("/<row:scenario_id>/changes/<code>")
@roles(*PLANNING)
def new_change(scenario_id: int, code: str) -> ResponseReturnValue:
    """The form of one kind of change."""
    return _form_page(scenario_id, code, Sheet(request.args), request.args.getlist("missions"))


@bp.post("/<row:scenario_id>/changes/<code>")
@roles(*PLANNING)
def create_change(scenario_id: int, code: str) -> ResponseReturnValue:
    """Alter the scenario by what the form says, as one step."""
    if code not in KINDS:
        abort(404)
    sheet, chosen = Sheet(request.form), request.form.getlist("missions")
    with reading() as session:
        row = _scenario(session, scenario_id)
        problem = scenario_problem(session, row, now().date()).problem
        people = read_people(session, problem)
        form = ChangeForm(code, sheet, problem, asked_for(session), chosen, people)
        changes = form.changes()
    if not changes:
        return _form_page(scenario_id, code, sheet, chosen), 422
    try:
        change_scenario(scenario_id, changes, done="")
    except Invalid as refusal:
        sheet.refused(refusal)
        return _form_page(scenario_id, code, sheet, chosen), 422
    return redirect(url_for("scenarios.show", scenario_id=scenario_id), 303)


@bp.post("/<row:scenario_id>/remove")
@roles(*PLANNING)
def remove(scenario_id: int) -> ResponseReturnValue:
    """Take one change out again."""
    change_id = sent_key("change")
    with reading() as session:
        _scenario(session, scenario_id)
    return _act(
        scenario_id, lambda s: operations.remove(s, scenario_id, [change_id], actor(), now())
    )


@bp.post("/<row:scenario_id>/undo")
@roles(*PLANNING)
def undo(scenario_id: int) -> ResponseReturnValue:
    """Go back one step."""
    return _act(scenario_id, lambda s: operations.undo(s, scenario_id, actor(), now()))


@bp.post("/<row:scenario_id>/redo")
@roles(*PLANNING)
def redo(scenario_id: int) -> ResponseReturnValue:
    """Do the next undone step again."""
    return _act(scenario_id, lambda s: operations.redo(s, scenario_id, actor(), now()))


@bp.post("/<row:scenario_id>/settings")
@roles(*PLANNING)
def settings(scenario_id: int) -> ResponseReturnValue:
    """Another name, another freeze zone."""
    sheet = Sheet(request.form)
    days = sheet.whole("freeze_days", _("Days that stay as they are"), 0, 365)
    name = sheet.text("name", _("Name"), longest=120, required=True)
    if days is None and not sheet.texts.get("freeze_days", "").strip():
        sheet.wrong(
            "freeze_days",
            _("%(field)s: please fill this in.", field=_("Days that stay as they are")),
        )
    if sheet.mistakes or days is None:
        return _show(scenario_id, sheet), 422

    def keep(session: Session) -> object:
        row = operations.rename(session, scenario_id, name, actor(), now())
        if row.freeze_days != days:
            operations.freeze(session, scenario_id, days, actor(), now())
        return row

    return _act(scenario_id, keep)


@bp.post("/<row:scenario_id>/discard")
@roles(*PLANNING)
def discard(scenario_id: int) -> ResponseReturnValue:
    """Throw the scenario away; the published plan is what it was."""
    done = _("The scenario was put aside. The published plan is what it was.")
    return _act(scenario_id, lambda s: operations.discard(s, scenario_id, actor(), now()), done)


@bp.post("/<row:scenario_id>/solve")
@roles(*PLANNING)
def solve(scenario_id: int) -> ResponseReturnValue:
    """Ask for a search with the scenario's changes."""
    limit = request.form.get("time_limit", 30, type=int)
    if limit not in TIME_LIMITS:
        abort(400)
    with writing() as session:
        row = _scenario(session, scenario_id)
        if row.state != "open":
            flash(_("This scenario is closed: nothing was changed."), "info")
            return redirect(url_for("scenarios.show", scenario_id=scenario_id), 303)
        job = open_job(session, scenario_id)
        if job is None:
            asked = {"time_limit": limit, "seed": 1, "scenario": row.id}
            job = jobs.ask(session, "solve", asked, actor(), now())
        job_id = job.id
    return redirect(url_for("solve.show", job_id=job_id), 303)


def _act(
    scenario_id: int, deed: Callable[[Session], object], done: str = ""
) -> ResponseReturnValue:
    """Do something to a scenario, and show it."""
    try:
        with writing() as session:
            deed(session)
    except NotFound:
        abort(404)
    except InvalidState:
        flash(_("That is not possible any more: the scenario has changed meanwhile."), "info")
    else:
        if done:
            flash(done, "info")
    return redirect(url_for("scenarios.show", scenario_id=scenario_id), 303)


def _form_page(scenario_id: int, code: str, sheet: Sheet, chosen: list[str]) -> str:
    if code not in KINDS:
        abort(404)
    with reading() as session:
        row = _scenario(session, scenario_id)
        problem = scenario_problem(session, row, now().date()).problem
        asked = asked_for(session)
        lists = offered(code, problem, scenario_names(session, problem), asked)
        return render_template(
            "scenarios/change.html",
            scenario=row,
            code=code,
            kind=KINDS[code],
            lists=lists,
            people=read_people(session, problem),
            sheet=sheet,
            chosen=chosen,
            weights=problem.objective[-1],
        )


def _index_again(sheet: Sheet) -> str:
    with reading() as session:
        closed = cards(session, "published", "discarded")
        return render_template(
            "scenarios/index.html",
            open=cards(session, "open"),
            closed=closed,
            sheet=sheet,
            zone=local_zone(session, scope()),
        )


def _scenario(session: Session, scenario_id: int) -> ScenarioRow:
    try:
        return known.scenario(session, scenario_id)
    except NotFound:
        abort(404)
