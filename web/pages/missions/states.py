"""A mission taken to another state by a coordinator; calendars follow at once."""

from dataclasses import dataclass
from datetime import datetime

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from db.errors import DoubleBooking, Invalid, InvalidState, StaleRow
from db.models import MissionRow
from db.operations import mission_states
from db.words import DROPPED, MISSION_STATES, MissionState
from web.http.errors import error_page
from web.http.forms import Mistake, printed
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


@dataclass(frozen=True, slots=True)
class StateAsked:
    """What the form asks for; `version` is what it showed, empty where it showed none."""

    to: MissionState
    reason: str
    version: str


@bp.post("/<row:mission_id>/state")
@roles(*STAFFING)
def move(mission_id: int) -> ResponseReturnValue:
    """Take the mission to another state; calendars follow at once."""
    asked, at = _asked(), now()
    try:
        _move(mission_id, asked, at)
    except Invalid as refusal:
        return _state_refused(mission_id, asked, refusal)
    except acts.NotPassed as held:
        return _to_accept(mission_id, asked, held.judgement), 422
    except (StaleRow, InvalidState):
        return _changed_meanwhile(mission_id, asked), 409
    except DoubleBooking:
        return error_page(409, _("Somebody in the team has been booked elsewhere meanwhile."))
    return _moved(mission_id, asked.to, at)


@bp.get("/<row:mission_id>/cancel")
@roles(*STAFFING)
def cancel(mission_id: int) -> ResponseReturnValue:
    """Ask once more before a mission is cancelled."""
    with reading() as session:
        row = mine(session, mission_id)
        if "cancelled" not in mission_states.NEXT[row.state]:
            return error_page(409, next_step=_("Open the mission again and look at its state."))
        return _cancel_page(session, row)


def _asked() -> StateAsked:
    """What the form asks for; a state that is none is 400."""
    form, to = request.form, request.form.get("to", "")
    if to not in MISSION_STATES:
        abort(400)
    return StateAsked(to, printed(form.get("reason", "")), form.get("version", ""))


def _move(mission_id: int, asked: StateAsked, at: datetime) -> None:
    """Through the gate and to the state. Raises: what stands against it."""
    with writing() as session:
        mine(session, mission_id)
        acts.pass_gate(promised(session, mission_id, asked.to, at.date()), asked_consent())
        acts.move_state(
            session,
            mission_id,
            asked.to,
            asked_consent(),
            actor(),
            at,
            reason=asked.reason,
            shown=seen_in(asked.version) if asked.version else None,
        )


def _moved(mission_id: int, to: str, at: datetime) -> ResponseReturnValue:
    """Say which state it is in now, and what waits in the outbox for it."""
    flash(_("The state is now: %(state)s.", state=label("state", to)), "success")
    tell_waiting(at)
    return redirect(url_for("missions.show", mission_id=mission_id), 303)


def _state_refused(mission_id: int, asked: StateAsked, refusal: Invalid) -> ResponseReturnValue:
    flaw = refusal.flaws[0]
    if flaw.field == "reason":
        wrong = _("Please say why, so that the history tells it.")
    else:
        wrong = sentence(flaw.code, flaw.facts)
    with reading() as session:
        row = mine(session, mission_id)
        if asked.to == "cancelled":
            return _cancel_page(session, row, wrong), 422
        return _form_again(session, row, asked, wrong), 422


def _changed_meanwhile(mission_id: int, asked: StateAsked) -> str:
    """The form as it was typed, over the mission as somebody else has left it."""
    with reading() as session:
        row = mine(session, mission_id)
        wrong = _(
            "Somebody else changed the mission meanwhile; its state is now: %(state)s. Nothing of "
            "yours was saved: look at it, and send the form again if it still holds.",
            state=label("state", row.state),
        )
        if asked.to == "cancelled" and "cancelled" in mission_states.NEXT[row.state]:
            return _cancel_page(session, row, wrong, asked.reason)
        return _form_again(session, row, asked, wrong)


def _form_again(session: Session, row: MissionRow, asked: StateAsked, wrong: str) -> str:
    """The page of the mission, with the form as it was typed."""
    return mission_page(session, row, asked_state=asked.to, reason=asked.reason, state_wrong=wrong)


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


def _to_accept(mission_id: int, asked: StateAsked, held: Judgement) -> str:
    """Before a mission is dropped or promised: what does not hold then is to be accepted."""
    is_dropped = asked.to in DROPPED
    with reading() as session:
        row = mine(session, mission_id)
        gate = in_words(session, problem_of_today(session, now().date()), held)
        return render_template(
            "missions/step.html",
            mission=row,
            to=asked.to,
            reason=asked.reason,
            shown=written(mission_states.seen(row)),
            gate=gate,
            is_dropped=is_dropped,
            reach=reach_of(session, row.id, None) if is_dropped else None,
            word="",
        )
