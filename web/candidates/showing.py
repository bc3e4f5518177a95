"""The pages of candidates: of the live plan, and of a scenario's."""

from flask import render_template
from flask.typing import ResponseReturnValue

from web.candidates.door import bp
from web.candidates.ground import live_ground, scenario_ground
from web.candidates.page import shown
from web.ledger import reading
from web.policy import PLANNING, roles


@bp.get("/missions/<row:mission_id>/candidates")
@roles(*PLANNING)
def live(mission_id: int) -> ResponseReturnValue:
    """Everybody for a seat of the live plan."""
    with reading() as session:
        ground = live_ground(session, mission_id)
        return render_template("candidates/show.html", **shown(ground))


@bp.get("/scenarios/<row:scenario_id>/missions/<row:mission_id>/candidates")
@roles(*PLANNING)
def in_scenario(scenario_id: int, mission_id: int) -> ResponseReturnValue:
    """Everybody for a seat of a scenario's plan."""
    with reading() as session:
        ground = scenario_ground(session, scenario_id, mission_id)
        return render_template("candidates/show.html", **shown(ground))
