"""Views of the history: what was published, the way back, and a scenario from there."""

from datetime import datetime

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from db.errors import (
    DoubleBooking,
    InvalidState,
    LedgerError,
    NothingToPublish,
    StalePlan,
)
from db.operations import releases as operations
from db.operations.bookings import Release
from db.queries import plans
from db.queries import releases as published
from db.queries.holdings import live
from web.http.keys import given_key
from web.http.ledger import reading, writing
from web.http.policy import roles
from web.http.publication import asked_consent, show_published, tell_nothing
from web.language.speech import gettext as _
from web.pages.scenarios.refusing import why_held, why_refused
from web.pages.scenarios.views import bp
from web.service.clock import now
from web.service.gate_words import judged
from web.service.local import local_zone
from web.service.publishing import acts
from web.service.reader import actor, scope
from web.service.roles import PLANNING
from web.service.scenarios.against import wanted
from web.service.scenarios.reach import reach
from web.service.solving.changes import between, changes


@bp.get("/releases")
@roles(*PLANNING)
def history() -> ResponseReturnValue:
    """What was published, by whom and when, and what each release changed."""
    with reading() as session:
        rows = published.releases(session)
        return render_template(
            "scenarios/releases.html",
            releases=[(row, changes(session, row.parent_id, row.id)) for row in rows],
            live=plans.live(session),
            in_force=rows[0].id if rows else None,
            publishers=plans.publishers(session, rows),
            of_others=plans.of_others(session, rows),
            restored=plans.restored(session, rows),
            zone=local_zone(session, scope()),
        )


@bp.get("/releases/<row:plan_id>/bring-back")
@roles(*PLANNING)
def before_bring_back(plan_id: int) -> ResponseReturnValue:
    """What publishing an earlier release again would change, and what to know first."""
    return _back_page(plan_id, "")


@bp.post("/releases/<row:plan_id>/bring-back")
@roles(*PLANNING)
def bring_back(plan_id: int) -> ResponseReturnValue:
    """Publish an earlier release again, through the same gate as any other plan."""
    at = now()
    try:
        done = _bring_back(plan_id, at)
    except acts.NotPassed as held:
        is_forbidden = bool(held.judgement.blocking)
        return _back_page(plan_id, why_held(is_forbidden)), 409 if is_forbidden else 422
    except DoubleBooking as clash:
        return _back_page(plan_id, why_refused(clash)), 409
    except (NothingToPublish, StalePlan, InvalidState) as refusal:
        return _nothing_changed(refusal)
    return show_published(done, at)


@bp.post("/releases/<row:plan_id>/scenario")
@roles(*PLANNING)
def from_release(plan_id: int) -> ResponseReturnValue:
    """Open a scenario that begins with the plan of a release."""
    with writing() as session:
        number = published.seen(session, plan_id).number
        name = _("From release %(number)s", number=number)
        scenario_id = operations.scenario_of(session, plan_id, name, actor(), now()).id
    return redirect(url_for("scenarios.show", scenario_id=scenario_id), 303)


def _bring_back(plan_id: int, at: datetime) -> Release:
    """Through the gate. Raises: what stands against it."""
    name, consent = request.form.get("name", ""), asked_consent()
    with writing() as session:
        published.seen(session, plan_id)
        return acts.bring_back(
            session, plan_id, name, consent, actor(), at, base_id=given_key("base")
        )


def _back_page(plan_id: int, refused: str) -> str:
    with reading() as session:
        plan = published.seen(session, plan_id)
        if plan.state != "superseded":
            abort(404)
        after = wanted(session, plan)
        found = between(session, live(session), after)
        return render_template(
            "scenarios/bring_back.html",
            plan=plan,
            live_id=plans.live_id(session),
            changes=found,
            gate=judged(session, after),
            word=request.form.get("word", ""),
            name=request.form.get("name", plan.name or ""),
            refused=refused,
            reach=reach(session, found, after),
        )


def _nothing_changed(refusal: LedgerError) -> ResponseReturnValue:
    """What holds already is said to hold; what was never published has no way back."""
    if isinstance(refusal, NothingToPublish):
        tell_nothing()
    elif isinstance(refusal, StalePlan):
        flash(_("Nothing was changed: another plan was published meanwhile."), "warning")
    elif isinstance(refusal, InvalidState) and refusal.state == "live":
        flash(_("Nothing was changed: this release is already the one in force."), "info")
    else:
        abort(404)
    return redirect(url_for("scenarios.history"), 303)
