"""What a coordinator decides on a mission's page: its state, pins, who is kept out."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from db.errors import DoubleBooking, Invalid, InvalidState, StaleRow
from db.models import MissionRow
from db.operations import mission_states, pins
from db.queries import missions as queries
from db.words import DROPPED, MISSION_STATES
from web.http.conflict_warnings import warns_of_conflicts
from web.http.errors import error_page
from web.http.forms import Mistake, printed
from web.http.keys import sent_key
from web.http.ledger import reading, writing
from web.http.outbox_waiting import tell_waiting
from web.http.policy import roles
from web.http.publication import asked_consent
from web.http.version_field import seen_in, written
from web.language.labels import label
from web.language.sentences import sentence
from web.language.speech import gettext as _
from web.pages.missions.blueprint import bp
from web.pages.missions.showing import mine, mission_page
from web.service.clock import now
from web.service.conflicts.promising import promised
from web.service.gate_words import in_words
from web.service.missions.telling import reach_of
from web.service.problem_cache import problem_of_today
from web.service.publishing import acts
from web.service.publishing.gate import Judgement
from web.service.reader import actor
from web.service.roles import STAFFING


@bp.post("/<row:mission_id>/state")
@roles(*STAFFING)
def move(mission_id: int) -> ResponseReturnValue:
    """Take the mission to another state; calendars follow at once."""
    to, reason = request.form.get("to", ""), printed(request.form.get("reason", ""))
    if to not in MISSION_STATES:
        abort(400)
    at, version = now(), request.form.get("version", "")
    try:
        with writing() as session:
            mine(session, mission_id)
            acts.pass_gate(promised(session, mission_id, to, at.date()), asked_consent())
            acts.move_state(
                session,
                mission_id,
                to,
                asked_consent(),
                actor(),
                at,
                reason=reason,
                shown=seen_in(version) if version else None,
            )
    except Invalid as refusal:
        return _state_refused(mission_id, to, reason, refusal)
    except acts.NotPassed as held:
        return _to_accept(mission_id, to, reason, held.judgement), 422
    except (StaleRow, InvalidState):
        return _changed_meanwhile(mission_id, to, reason), 409
    except DoubleBooking:
        return error_page(409, _("Somebody in the team has been booked elsewhere meanwhile."))
    flash(_("The state is now: %(state)s.", state=label("state", to)), "success")
    tell_waiting(at)
    return _back(mission_id)


@bp.get("/<row:mission_id>/cancel")
@roles(*STAFFING)
def cancel(mission_id: int) -> ResponseReturnValue:
    """Ask once more before a mission is cancelled."""
    with reading() as session:
        row = mine(session, mission_id)
        if "cancelled" not in mission_states.NEXT[row.state]:
            return error_page(409, next_step=_("Open the mission again and look at its state."))
        return _cancel_page(session, row)


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
            gone = _(
                "This role is no longer asked for: staff the mission again, or choose another seat."
            )
            return error_page(409, gone)
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


def _state_refused(mission_id: int, to: str, reason: str, refusal: Invalid) -> ResponseReturnValue:
    flaw = refusal.flaws[0]
    if flaw.field == "reason":
        wrong = _("Please say why, so that the history tells it.")
    else:
        wrong = sentence(flaw.code, flaw.facts)
    with reading() as session:
        row = mine(session, mission_id)
        if to == "cancelled":
            return _cancel_page(session, row, wrong), 422
        page = mission_page(session, row, asked_state=to, reason=reason, state_wrong=wrong)
        return page, 422


def _changed_meanwhile(mission_id: int, to: str, reason: str) -> str:
    """The form as it was typed, over the mission as somebody else has left it."""
    with reading() as session:
        row = mine(session, mission_id)
        wrong = _(
            "Somebody else changed the mission meanwhile; its state is now: %(state)s. Nothing of "
            "yours was saved: look at it, and send the form again if it still holds.",
            state=label("state", row.state),
        )
        if to == "cancelled" and "cancelled" in mission_states.NEXT[row.state]:
            return _cancel_page(session, row, wrong, reason)
        return mission_page(session, row, asked_state=to, reason=reason, state_wrong=wrong)


def _cancel_page(session: Session, row: MissionRow, wrong: str = "", reason: str = "") -> str:
    return render_template(
        "missions/cancel.html",
        mission=row,
        is_past=row.window_last <= now().date(),
        shown=written(mission_states.seen(row)),
        reach=reach_of(session, row.id, None),
        wrong=wrong,
        reason=reason,
        mistakes=[Mistake("reason", wrong)] if wrong else [],
    )


def _to_accept(mission_id: int, to: str, reason: str, held: Judgement) -> str:
    """Before a mission is dropped or promised: what does not hold then is to be accepted."""
    is_dropped = to in DROPPED
    with reading() as session:
        row = mine(session, mission_id)
        gate = in_words(session, problem_of_today(session, now().date()), held)
        return render_template(
            "missions/step.html",
            mission=row,
            to=to,
            reason=reason,
            shown=written(mission_states.seen(row)),
            gate=gate,
            is_dropped=is_dropped,
            reach=reach_of(session, row.id, None) if is_dropped else None,
            word="",
        )


def _back(mission_id: int) -> ResponseReturnValue:
    return redirect(url_for("missions.show", mission_id=mission_id), 303)
