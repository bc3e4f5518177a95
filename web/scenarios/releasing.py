"""The doors of publishing: the page before it, the act, the history, and the way back."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from db.errors import DoubleBooking, InvalidState, NotFound, StalePlan
from db.models import PlanRow, ScenarioRow
from db.moments import day_of
from db.operations import releases as operations
from db.operations.bookings import Release
from db.queries import plans
from db.queries import scenarios as known
from web.acting import actor, now
from web.i18n import gettext as _
from web.i18n import ngettext
from web.ledger import reading, writing
from web.outbox.waiting import tell_waiting
from web.policy import PLANNING, roles, scope
from web.scenarios.meanwhile import meanwhile
from web.scenarios.reach import reach
from web.scenarios.views import bp
from web.scenarios.warnings import warnings
from web.solve.changes import changes
from web.solve.page import clash_sentences
from web.solve.result import tier_lines
from web.today import local_zone


@bp.get("/<row:scenario_id>/publish")
@roles(*PLANNING)
def before_release(scenario_id: int) -> ResponseReturnValue:
    """What publishing would change, whom it reaches, and what to know first."""
    return _page(scenario_id, "")


@bp.post("/<row:scenario_id>/publish")
@roles(*PLANNING)
def release(scenario_id: int) -> ResponseReturnValue:
    """Publish the scenario's plan, where nothing forbids it and what is serious is accepted."""
    with reading() as session:
        row, plan = _found(session, scenario_id)
        known_of = warnings(session, row, plan, changes(session, plan.parent_id, plan.id))
    if known_of.blocking:
        return _page(scenario_id, known_of.blocking[0]), 409
    if known_of.serious and not request.form.get("accepted"):
        return _page(scenario_id, _("Please accept what is listed first: tick the box.")), 422
    base, name = request.form.get("base", type=int), request.form.get("name", "")
    at = now()
    try:
        with writing() as session:
            done = operations.release_scenario(
                session, scenario_id, name, actor(), at, base_id=base
            )
    except StalePlan:
        return _page(scenario_id, _("Somebody published another plan meanwhile.")), 409
    except InvalidState:
        return _page(scenario_id, _("The scenario has changed meanwhile.")), 409
    except DoubleBooking as clash:
        with reading() as session:
            said = " ".join(clash_sentences(session, clash))
        return _page(scenario_id, said), 409
    _tell(done)
    tell_waiting(at)
    return redirect(url_for("plan.index"), 303)


@bp.get("/releases")
@roles(*PLANNING)
def history() -> ResponseReturnValue:
    """What was published, by whom and when, and what each release changed."""
    with reading() as session:
        rows = plans.releases(session)
        return render_template(
            "scenarios/releases.html",
            releases=[(row, changes(session, row.parent_id, row.id)) for row in rows],
            authors=plans.authors(session, rows),
            of_others=plans.of_others(session, rows),
            zone=local_zone(session, scope()),
            day_of=day_of,
        )


@bp.get("/releases/<row:plan_id>/bring-back")
@roles(*PLANNING)
def before_bring_back(plan_id: int) -> ResponseReturnValue:
    """What publishing an earlier release again would change, and whom it reaches."""
    with reading() as session:
        try:
            plan, live_id = plans.seen(session, plan_id), plans.live_id(session)
        except NotFound:
            abort(404)
        if plan.state != "superseded":
            abort(404)
        found = changes(session, live_id, plan.id)
        return render_template(
            "scenarios/bring_back.html",
            plan=plan,
            live_id=live_id,
            changes=found,
            reach=reach(session, found),
            day_of=day_of,
        )


@bp.post("/releases/<row:plan_id>/bring-back")
@roles(*PLANNING)
def bring_back(plan_id: int) -> ResponseReturnValue:
    """Publish an earlier release again."""
    base, at = request.form.get("base", type=int), now()
    try:
        with writing() as session:
            plans.seen(session, plan_id)
            done = operations.bring_back(session, plan_id, actor(), at, base_id=base)
    except NotFound:
        abort(404)
    except (StalePlan, InvalidState):
        flash(_("Nothing was changed: another plan was published meanwhile."), "warning")
        return redirect(url_for("scenarios.history"), 303)
    except DoubleBooking as clash:
        with reading() as session:
            flash(" ".join(clash_sentences(session, clash)), "warning")
        return redirect(url_for("scenarios.history"), 303)
    _tell(done)
    tell_waiting(at)
    return redirect(url_for("scenarios.history"), 303)


@bp.post("/releases/<row:plan_id>/scenario")
@roles(*PLANNING)
def from_release(plan_id: int) -> ResponseReturnValue:
    """Open a scenario that begins with the plan of a release."""
    try:
        with writing() as session:
            number = plans.seen(session, plan_id).number
            name = _("From release %(number)s", number=number)
            scenario_id = operations.scenario_of(session, plan_id, name, actor(), now()).id
    except NotFound:
        abort(404)
    return redirect(url_for("scenarios.show", scenario_id=scenario_id), 303)


def _page(scenario_id: int, refused: str) -> str:
    with reading() as session:
        row, plan = _found(session, scenario_id)
        found = changes(session, plan.parent_id, plan.id)
        return render_template(
            "scenarios/release.html",
            scenario=row,
            plan=plan,
            tiers=tier_lines(plan),
            changes=found,
            warnings=warnings(session, row, plan, found),
            refused=refused,
            meanwhile=meanwhile(session, row, plan),
            zone=local_zone(session, scope()),
            reach=reach(session, found),
            day_of=day_of,
        )


def _found(session: Session, scenario_id: int) -> tuple[ScenarioRow, PlanRow]:
    try:
        row = known.scenario(session, scenario_id)
    except NotFound:
        abort(404)
    return (row, plans.plan(session, row.plan_id)) if row.plan_id is not None else abort(404)


def _tell(done: Release) -> None:
    calls = len(done.joined) + len(done.left) + len(done.moved)
    flash(
        ngettext(
            "Published. %(num)s change is on its way to calendars.",
            "Published. %(num)s changes are on their way to calendars.",
            calls,
        ),
        "success",
    )
