"""From a scenario's page of candidates: pin, keep out, replace, each as one step."""

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from web.http.ledger import reading
from web.http.policy import roles
from web.http.scenario_steps import change_scenario
from web.language.speech import gettext as _
from web.pages.candidates.blueprint import bp
from web.pages.candidates.deeds import changes, mission_of, pressed
from web.service.candidates.ground import scenario_ground
from web.service.roles import PLANNING


@bp.post("/scenarios/<row:scenario_id>/missions/<row:mission_id>/candidates")
@roles(*PLANNING)
def alter(scenario_id: int, mission_id: int) -> ResponseReturnValue:
    """Change the scenario by what the button means, as one step that can be undone."""
    with reading() as session:
        ground = scenario_ground(session, scenario_id, mission_id)
        mission = mission_of(ground)
        deed, expert = pressed(ground)
        step = changes(ground, mission, deed, expert) or abort(400)
    change_scenario(
        scenario_id,
        step,
        _("Changed, as one step. Look for a plan again to see what follows."),
    )
    return redirect(_back(scenario_id, mission_id), 303)


def _back(scenario_id: int, mission_id: int) -> str:
    """To the board where the form was opened from there, else to the candidates of the role."""
    if request.form.get("back") == "board":
        day = request.form.get("day", "")[:10]
        return url_for("board.index", scenario_id=scenario_id, day=day or None)
    return url_for(
        "candidates.in_scenario",
        scenario_id=scenario_id,
        mission_id=mission_id,
        role=request.form.get("role", ""),
    )
