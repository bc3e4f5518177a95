"""The pages of candidates: of the live plan, and of a scenario's."""

from flask import render_template
from flask.typing import ResponseReturnValue

from db.queries.missions import live_start
from db.queries.under_way import begun
from web.http.ledger import reading
from web.http.policy import roles
from web.pages.candidates.blueprint import bp
from web.pages.candidates.page import shown
from web.service.candidates.ground import live_ground, scenario_ground, still_held
from web.service.clock import now
from web.service.conflicts.shown import shown as conflicts_shown
from web.service.roles import PLANNING


@bp.get("/missions/<row:mission_id>/candidates")
@roles(*PLANNING)
def live(mission_id: int) -> ResponseReturnValue:
    """Everybody for a seat of the live plan."""
    with reading() as session:
        ground = live_ground(session, mission_id)
        found = conflicts_shown(session).of_mission(mission_id)
        more = {"has_begun": bool(begun(session, [mission_id], now().date()))}
        return render_template("candidates/show.html", conflicts=found, **more, **shown(ground))


@bp.get("/scenarios/<row:scenario_id>/missions/<row:mission_id>/candidates")
@roles(*PLANNING)
def in_scenario(scenario_id: int, mission_id: int) -> ResponseReturnValue:
    """Everybody for a seat of a scenario's plan."""
    with reading() as session:
        ground = scenario_ground(session, scenario_id, mission_id)
        found = still_held(conflicts_shown(session), ground, live_start(session, mission_id))
        return render_template("candidates/show.html", conflicts=found, **shown(ground))
