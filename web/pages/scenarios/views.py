"""Views of scenarios."""

from collections.abc import Callable

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from db.errors import Invalid, InvalidState
from db.models import ScenarioRow
from db.operations import jobs
from db.operations import scenarios as operations
from db.queries import scenarios as known
from web.http.flashes import redirect_saying
from web.http.forms import Sheet
from web.http.keys import given_key, sent_key
from web.http.ledger import reading, writing
from web.http.policy import roles
from web.language.speech import gettext as _
from web.pages.scenarios.kinds import FAMILIES
from web.pages.scenarios.page import cards, open_job, shown
from web.service.clock import now
from web.service.local import local_zone
from web.service.reader import actor, scope
from web.service.roles import PLANNING
from web.service.scenarios.vacancies import lacking_of, vacancies_of
from web.service.solving.limits import TIME_LIMITS

bp = Blueprint("scenarios", __name__, url_prefix="/scenarios")


@bp.get("")
@roles(*PLANNING)
def index() -> ResponseReturnValue:
    """The open scenarios, and those that are done with."""
    return _index(Sheet({}))


@bp.post("")
@roles(*PLANNING)
def create() -> ResponseReturnValue:
    """Open a scenario of the live plan, or of another scenario."""
    sheet, origin = Sheet(request.form), _origin()
    try:
        with writing() as session:
            scenario_id = _opened(session, sheet, origin).id
    except Invalid as refusal:
        sheet.refused(refusal)
        return _index(sheet), 422
    return redirect(_address(scenario_id), 303)


@bp.get("/<row:scenario_id>")
@roles(*PLANNING)
def show(scenario_id: int) -> ResponseReturnValue:
    """What is altered, and what became of it."""
    return _show(scenario_id, Sheet({}))


@bp.post("/<row:scenario_id>/remove")
@roles(*PLANNING)
def remove(scenario_id: int) -> ResponseReturnValue:
    """Take one change out again."""
    change_id = sent_key("change")
    with reading() as session:
        known.scenario(session, scenario_id)
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
    asked = _asked_settings(sheet)
    if asked is None:
        return _show(scenario_id, sheet), 422
    return _act(scenario_id, lambda s: _set(s, scenario_id, *asked))


@bp.post("/<row:scenario_id>/discard")
@roles(*PLANNING)
def discard(scenario_id: int) -> ResponseReturnValue:
    """Throw the scenario away; the published plan is what it was."""
    done = _("The scenario was put aside. The published plan is what it was.")
    return _act(scenario_id, lambda s: operations.discard(s, scenario_id, actor(), now()), done)


@bp.post("/<row:scenario_id>/solve")
@roles(*PLANNING)
def solve(scenario_id: int) -> ResponseReturnValue:
    """Ask for a search with the scenario's changes; one that is under way already is shown."""
    limit = request.form.get("time_limit", 30, type=int)
    if limit not in TIME_LIMITS:
        abort(400)
    with writing() as session:
        if known.scenario(session, scenario_id).state != "open":
            said = _("This scenario is closed: nothing was changed.")
            return redirect_saying(_address(scenario_id), said)
        asked = {"time_limit": limit, "seed": 1, "scenario": scenario_id}
        under_way = open_job(session, scenario_id)
        job_id = (under_way or jobs.ask(session, "solve", asked, actor(), now())).id
    return redirect(url_for("solve.show", job_id=job_id), 303)


def _index(sheet: Sheet) -> str:
    """The page of all scenarios; the form that opens one as it was typed."""
    with reading() as session:
        return render_template(
            "scenarios/index.html",
            open=cards(session, "open"),
            closed=cards(session, "published", "discarded"),
            sheet=sheet,
            zone=local_zone(session, scope()),
        )


def _show(scenario_id: int, sheet: Sheet) -> str:
    """The page of a scenario; its settings as they were typed, where something is wrong."""
    with reading() as session:
        row = known.scenario(session, scenario_id)
        context = shown(session, row)
        if row.plan_id is not None:
            context["vacant"] = vacancies_of(session, row, None)
            context["lacking"] = lacking_of(session, row)
        return render_template(
            "scenarios/show.html", limits=TIME_LIMITS, families=FAMILIES, sheet=sheet, **context
        )


def _origin() -> int | None:
    """The scenario that the new one begins as; None for the live plan."""
    origin = given_key("origin")
    if origin is None and request.form.get("origin"):
        abort(404)
    return origin


def _opened(session: Session, sheet: Sheet, origin: int | None) -> ScenarioRow:
    """A new scenario with the name of the form. Raises: Invalid, NotFound."""
    name = sheet.text("name", _("Name"), longest=120)
    if origin is None:
        return operations.open_scenario(session, name, actor(), now())
    return operations.fork(session, origin, name, actor(), now())


def _asked_settings(sheet: Sheet) -> tuple[str, int] | None:
    """Name and days that stay as they are; None where the sheet says what is wrong."""
    label = _("Days that stay as they are")
    days = sheet.whole("freeze_days", label, 0, 365)
    name = sheet.text("name", _("Name"), longest=120, required=True)
    if days is None and not sheet.texts.get("freeze_days", "").strip():
        sheet.wrong("freeze_days", _("%(field)s: please fill this in.", field=label))
    return None if sheet.mistakes or days is None else (name, days)


def _set(session: Session, scenario_id: int, name: str, days: int) -> None:
    row = operations.rename(session, scenario_id, name, actor(), now())
    if row.freeze_days != days:
        operations.freeze(session, scenario_id, days, actor(), now())


def _act(
    scenario_id: int, deed: Callable[[Session], object], done: str = ""
) -> ResponseReturnValue:
    """Do something to a scenario, and show it."""
    try:
        with writing() as session:
            deed(session)
    except InvalidState:
        done = _("That is not possible any more: the scenario has changed meanwhile.")
    if done:
        flash(done, "info")
    return redirect(_address(scenario_id), 303)


def _address(scenario_id: int) -> str:
    return url_for("scenarios.show", scenario_id=scenario_id)
