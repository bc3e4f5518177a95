"""What no plan may change of a mission: its date, who is in its team, who is kept out of it."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from db.operations import pins
from db.queries import missions as queries
from web.http.conflict_warnings import warns_of_conflicts
from web.http.errors import error_page
from web.http.keys import sent_key
from web.http.ledger import writing
from web.http.policy import roles
from web.language.speech import gettext as _
from web.pages.missions.blueprint import bp
from web.pages.missions.showing import mine
from web.service.clock import now
from web.service.reader import actor
from web.service.roles import STAFFING


@bp.post("/<row:mission_id>/pin-date")
@roles(*STAFFING)
def pin_date(mission_id: int) -> ResponseReturnValue:
    """No plan may move the published date that the reader saw."""
    with writing() as session:
        mine(session, mission_id)
        held = queries.dates(session, mission_id)
        if held is None or held.first != request.form.get("start", type=int):
            return error_page(409, next_step=_("Open the mission again and look at its date."))
        pins.pin_start(session, mission_id, held.first, actor(), now())
    flash(_("The date is pinned: no plan moves it."), "success")
    return _back(mission_id)


@bp.post("/<row:mission_id>/unpin-date")
@roles(*STAFFING)
def unpin_date(mission_id: int) -> ResponseReturnValue:
    """The next plan may choose another date."""
    with writing() as session:
        mine(session, mission_id)
        pins.pin_start(session, mission_id, None, actor(), now())
    flash(_("The next plan may choose another date."), "success")
    return _back(mission_id)


@bp.post("/<row:mission_id>/pin-expert")
@roles(*STAFFING)
@warns_of_conflicts
def pin_expert(mission_id: int) -> ResponseReturnValue:
    """No plan may take this person out of this role."""
    with writing() as session:
        row, role = mine(session, mission_id), sent_key("role")
        if role not in {each.id for each in row.roles}:
            return error_page(409, _role_gone())
        pins.pin_expert(session, mission_id, role, sent_key("expert"), actor(), now())
    flash(_("Pinned: no plan takes them out of this role."), "success")
    return _back(mission_id)


@bp.post("/<row:mission_id>/unpin-expert")
@roles(*STAFFING)
def unpin_expert(mission_id: int) -> ResponseReturnValue:
    """The next plan may choose somebody else."""
    with writing() as session:
        mine(session, mission_id)
        pins.unpin_expert(session, mission_id, sent_key("expert"), actor(), now())
    flash(_("The next plan may choose somebody else."), "success")
    return _back(mission_id)


@bp.post("/<row:mission_id>/ban")
@roles(*STAFFING)
@warns_of_conflicts
def ban(mission_id: int) -> ResponseReturnValue:
    """Keep somebody out of the team from the next plan on."""
    with writing() as session:
        mine(session, mission_id)
        pins.ban(session, mission_id, sent_key("expert"), actor(), now())
    flash(_("Kept out from the next plan on. To change the team now, staff it by hand."), "success")
    return _back(mission_id)


def _role_gone() -> str:
    return _("This role is no longer asked for: staff the mission again, or choose another seat.")


def _back(mission_id: int) -> ResponseReturnValue:
    return redirect(url_for("missions.show", mission_id=mission_id), 303)
