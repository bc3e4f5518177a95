"""From the live plan's page of candidates: pin, keep out, or try somebody in a new scenario."""

from collections.abc import Callable

from flask import abort, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from db.ids import row_id
from db.operations import pins
from matcher.problem import ExpertId
from matcher.scenario import Change
from web.http.flashes import redirect_saying
from web.http.ledger import reading, writing
from web.http.policy import roles
from web.http.scenario_steps import open_scenario
from web.language.bidi import plain
from web.language.codes import N_
from web.language.speech import gettext as _
from web.pages.candidates.blueprint import bp
from web.pages.candidates.deeds import mission_of, pressed, role_of, seated
from web.service.candidates.ground import CandidateGround, live_ground
from web.service.clock import now
from web.service.reader import actor, the_reader
from web.service.roles import PLANNING, STAFFING

SAID = {
    "pin": N_("Pinned: no plan takes them out of this role."),
    "unpin": N_("The next plan may choose somebody else."),
    "ban": N_("Kept out from the next plan on. To change the team now, staff it by hand."),
    "admit": N_("Let in again from the next plan on."),
}


@bp.post("/missions/<row:mission_id>/candidates")
@roles(*PLANNING)
def decide(mission_id: int) -> ResponseReturnValue:
    """Decide for the next plans, or open a scenario in which somebody sits here."""
    with reading() as session:
        ground = live_ground(session, mission_id)
        mission = mission_of(ground)
        deed, expert = pressed(ground)
        role = role_of(mission)
        step = seated(ground, mission, expert) if deed == "try" else []
    if step:
        return _in_new_scenario(ground, expert, step)
    _expect_staffing(ground)
    with writing() as session:
        _deed(session, deed, mission_id, row_id(role))(row_id(expert))
    back = url_for("candidates.live", mission_id=mission_id, role=role)
    return redirect_saying(back, _(SAID[deed]), "success")


def _expect_staffing(ground: CandidateGround) -> None:
    """Answer 403 to who may try something, but staffs no missions of this institution."""
    if not the_reader().has(*STAFFING, institution=ground.row.institution_id):
        abort(403)


def _deed(session: Session, deed: str, mission_id: int, role: int) -> Callable[[int], object]:
    """What is done to the expert of a number; a button that is not on this page is 400."""
    deeds: dict[str, Callable[[int], object]] = {
        "pin": lambda who: pins.pin_expert(session, mission_id, role, who, actor(), now()),
        "unpin": lambda who: pins.unpin_expert(session, mission_id, who, actor(), now()),
        "ban": lambda who: pins.ban(session, mission_id, who, actor(), now()),
        "admit": lambda who: pins.unban(session, mission_id, who, actor(), now()),
    }
    return deeds.get(deed) or abort(400)


def _in_new_scenario(
    ground: CandidateGround, expert: ExpertId, step: list[Change]
) -> ResponseReturnValue:
    who = ground.names.experts.get(expert, expert)
    name = plain(_("%(expert)s for “%(mission)s”", expert=who, mission=ground.row.title))
    return open_scenario(name, step)
