"""A change of a scenario by a form: one kind each, kept as one step."""

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from db.errors import Invalid
from db.queries import scenarios as known
from matcher.scenario import Change
from web.http.forms import Sheet
from web.http.ledger import reading
from web.http.pickers import read_people
from web.http.policy import roles
from web.http.scenario_steps import change_scenario
from web.pages.scenarios.kinds import KINDS
from web.pages.scenarios.offering import offered
from web.pages.scenarios.page import asked_for
from web.pages.scenarios.reading import ChangeForm
from web.pages.scenarios.views import bp
from web.service.all_names import scenario_names
from web.service.clock import now
from web.service.problem_cache import scenario_problem
from web.service.roles import PLANNING


@bp.get("/<row:scenario_id>/changes/<code>")
@roles(*PLANNING)
def new_change(scenario_id: int, code: str) -> ResponseReturnValue:
    """The form of one kind of change."""
    return _form_page(scenario_id, code, Sheet(request.args), request.args.getlist("missions"))


@bp.post("/<row:scenario_id>/changes/<code>")
@roles(*PLANNING)
def create_change(scenario_id: int, code: str) -> ResponseReturnValue:
    """Alter the scenario by what the form says, as one step."""
    sheet, chosen = Sheet(request.form), request.form.getlist("missions")
    step = _step(scenario_id, code, sheet, chosen)
    if not step:
        return _form_page(scenario_id, code, sheet, chosen), 422
    try:
        change_scenario(scenario_id, step, done="")
    except Invalid as refusal:
        sheet.refused(refusal)
        return _form_page(scenario_id, code, sheet, chosen), 422
    return redirect(url_for("scenarios.show", scenario_id=scenario_id), 303)


def _step(scenario_id: int, code: str, sheet: Sheet, chosen: list[str]) -> list[Change]:
    """What the form says; nothing where the sheet says what is wrong with it."""
    _expect_kind(code)
    with reading() as session:
        row = known.scenario(session, scenario_id)
        problem = scenario_problem(session, row, now().date()).problem
        people = read_people(session, problem)
        return ChangeForm(code, sheet, problem, asked_for(session), chosen, people).changes()


def _form_page(scenario_id: int, code: str, sheet: Sheet, chosen: list[str]) -> str:
    _expect_kind(code)
    with reading() as session:
        row = known.scenario(session, scenario_id)
        problem = scenario_problem(session, row, now().date()).problem
        asked = asked_for(session)
        return render_template(
            "scenarios/change.html",
            scenario=row,
            code=code,
            kind=KINDS[code],
            lists=offered(code, problem, scenario_names(session, problem), asked),
            people=read_people(session, problem),
            sheet=sheet,
            chosen=chosen,
            weights=problem.objective[-1],
        )


def _expect_kind(code: str) -> None:
    """A kind of change that no form offers is 404."""
    if code not in KINDS:
        abort(404)
