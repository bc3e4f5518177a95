"""The doors of publishing: the page before it, the act, the history, and the way back."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from db.errors import (
    DoubleBooking,
    InvalidState,
    LedgerError,
    NotFound,
    NothingToPublish,
    StalePlan,
)
from db.models import PlanRow, ScenarioRow
from db.operations import releases as operations
from db.queries import plans
from db.queries import releases as published
from db.queries import scenarios as known
from db.queries.holdings import live
from web.http.keys import given_key
from web.http.ledger import reading, writing
from web.http.policy import roles
from web.http.publication import asked_consent, show_published, tell_nothing
from web.language.speech import gettext as _
from web.pages.scenarios.meanwhile import meanwhile
from web.pages.scenarios.vacant_after import vacant_after
from web.pages.scenarios.views import bp
from web.service.clock import now
from web.service.gate_words import judged
from web.service.local import local_zone
from web.service.publishing import acts
from web.service.reader import actor, scope
from web.service.roles import PLANNING
from web.service.scenarios.against import wanted
from web.service.scenarios.judging import judged_scenario
from web.service.scenarios.reach import reach
from web.service.solving.changes import between, changes
from web.service.solving.clash_sentences import clash_sentences
from web.service.solving.result import tier_lines


@bp.get("/<row:scenario_id>/publish")
@roles(*PLANNING)
def before_release(scenario_id: int) -> ResponseReturnValue:
    """What publishing would change, whom it reaches, and what to know first."""
    return _page(scenario_id, "")


@bp.post("/<row:scenario_id>/publish")
@roles(*PLANNING)
def release(scenario_id: int) -> ResponseReturnValue:
    """Publish the scenario's plan, where nothing forbids it and what is serious is accepted."""
    base, name = given_key("base"), request.form.get("name", "")
    at, consent = now(), asked_consent()
    with reading() as session:
        _found(session, scenario_id)
    try:
        with writing() as session:
            done = acts.publish_scenario(
                session, scenario_id, name, consent, actor(), at, base_id=base
            )
    except acts.NotPassed as held:
        return _held_back(scenario_id, held)
    except NothingToPublish:
        tell_nothing()
        return redirect(url_for("scenarios.show", scenario_id=scenario_id), 303)
    except (StalePlan, InvalidState, DoubleBooking) as refusal:
        return _page(scenario_id, _refused(refusal)), 409
    return show_published(done, at)


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
    base, name = given_key("base"), request.form.get("name", "")
    at, consent = now(), asked_consent()
    try:
        with writing() as session:
            published.seen(session, plan_id)
            done = acts.bring_back(session, plan_id, name, consent, actor(), at, base_id=base)
    except acts.NotPassed as held:
        is_forbidden = bool(held.judgement.blocking)
        return _back_page(plan_id, _said(is_forbidden)), 409 if is_forbidden else 422
    except NotFound:
        abort(404)
    except NothingToPublish:
        tell_nothing()
        return redirect(url_for("scenarios.history"), 303)
    except StalePlan:
        flash(_("Nothing was changed: another plan was published meanwhile."), "warning")
        return redirect(url_for("scenarios.history"), 303)
    except InvalidState as standing:
        return _not_back(standing)
    except DoubleBooking as clash:
        return _back_page(plan_id, _refused(clash)), 409
    return show_published(done, at)


@bp.post("/releases/<row:plan_id>/scenario")
@roles(*PLANNING)
def from_release(plan_id: int) -> ResponseReturnValue:
    """Open a scenario that begins with the plan of a release."""
    try:
        with writing() as session:
            number = published.seen(session, plan_id).number
            name = _("From release %(number)s", number=number)
            scenario_id = operations.scenario_of(session, plan_id, name, actor(), now()).id
    except NotFound:
        abort(404)
    return redirect(url_for("scenarios.show", scenario_id=scenario_id), 303)


def _page(scenario_id: int, refused: str, word: str = "") -> str:
    with reading() as session:
        row, plan = _found(session, scenario_id)
        after = wanted(session, plan)
        found = between(session, live(session), after)
        return render_template(
            "scenarios/release.html",
            scenario=row,
            plan=plan,
            tiers=tier_lines(plan),
            vacant=vacant_after(session, row, after),
            changes=found,
            gate=judged_scenario(session, row, plan, after),
            word=word,
            name=request.form.get("name", row.name),
            refused=refused,
            meanwhile=meanwhile(session, row, plan),
            zone=local_zone(session, scope()),
            reach=reach(session, found, after),
        )


def _back_page(plan_id: int, refused: str) -> str:
    with reading() as session:
        try:
            plan = published.seen(session, plan_id)
        except NotFound:
            abort(404)
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


def _not_back(standing: InvalidState) -> ResponseReturnValue:
    """What holds already is said to hold; what was never published has no way back."""
    if standing.state != "live":
        abort(404)
    flash(_("Nothing was changed: this release is already the one in force."), "info")
    return redirect(url_for("scenarios.history"), 303)


def _held_back(scenario_id: int, held: acts.NotPassed) -> ResponseReturnValue:
    word = request.form.get("word", "")
    if not held.judgement.blocking:
        return _page(scenario_id, _said(is_forbidden=False), word), 422
    with reading() as session:
        row, plan = _found(session, scenario_id)
        first = judged_scenario(session, row, plan, wanted(session, plan)).blocking[:1]
    said = first[0].sentence if first else _said(is_forbidden=True)
    return _page(scenario_id, said, word), 409


def _said(is_forbidden: bool) -> str:
    if is_forbidden:
        return _("Something forbids it: see below.")
    if request.form.get("accepted"):
        return _("What is to be accepted has changed meanwhile: please read it once more.")
    return _("Please accept what is listed first: tick the box.")


def _refused(refusal: LedgerError) -> str:
    if isinstance(refusal, DoubleBooking):
        with reading() as session:
            return " ".join(clash_sentences(session, refusal))
    if isinstance(refusal, StalePlan):
        return _("Somebody published another plan meanwhile.")
    return _("The scenario has changed meanwhile.")


def _found(session: Session, scenario_id: int) -> tuple[ScenarioRow, PlanRow]:
    try:
        row = known.scenario(session, scenario_id)
    except NotFound:
        abort(404)
    return (row, plans.plan(session, row.plan_id)) if row.plan_id is not None else abort(404)
