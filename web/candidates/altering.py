"""From a scenario's page of candidates: pin, keep out, replace, each as one step."""

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from db.errors import InvalidState
from db.operations import scenarios as operations
from web.acting import actor, now
from web.candidates.deeds import changes, pressed
from web.candidates.door import bp
from web.candidates.ground import scenario_ground
from web.i18n import gettext as _
from web.ledger import reading, writing
from web.policy import PLANNING, roles


@bp.post("/scenarios/<row:scenario_id>/missions/<row:mission_id>/candidates")
@roles(*PLANNING)
def alter(scenario_id: int, mission_id: int) -> ResponseReturnValue:
    """Change the scenario by what the button means, as one step that can be undone."""
    with reading() as session:
        ground = scenario_ground(session, scenario_id, mission_id)
        if ground.mission is None:
            abort(404)
        deed, expert = pressed(ground)
        step = changes(ground, ground.mission, deed, expert) or abort(400)
    try:
        with writing() as session:
            operations.change(session, scenario_id, step, actor(), now())
    except InvalidState:
        flash(_("This scenario is closed: nothing was changed."), "info")
    else:
        flash(_("Changed, as one step. Solve the scenario again to see what follows."), "success")
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
