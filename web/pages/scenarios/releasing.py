"""Views of publishing a scenario: the page before it, and the act."""

from datetime import datetime

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from db.errors import (
    DoubleBooking,
    InvalidState,
    NothingToPublish,
    StalePlan,
)
from db.models import PlanRow, ScenarioRow
from db.operations.bookings import Release
from db.queries import plans
from db.queries import scenarios as known
from db.queries.holdings import live
from web.http.keys import given_key
from web.http.ledger import reading, writing
from web.http.policy import roles
from web.http.publication import asked_consent, show_published, tell_nothing
from web.pages.scenarios.meanwhile import meanwhile
from web.pages.scenarios.refusing import why_held, why_refused
from web.pages.scenarios.vacant_after import vacant_after
from web.pages.scenarios.views import bp
from web.service.clock import now
from web.service.local import local_zone
from web.service.publishing import acts
from web.service.reader import actor, scope
from web.service.roles import PLANNING
from web.service.scenarios.against import wanted
from web.service.scenarios.judging import judged_scenario
from web.service.scenarios.reach import reach
from web.service.solving.changes import between
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
    at = now()
    with reading() as session:
        _found(session, scenario_id)
    try:
        done = _publish(scenario_id, at)
    except acts.NotPassed as held:
        return _held_back(scenario_id, held)
    except NothingToPublish:
        tell_nothing()
        return redirect(url_for("scenarios.show", scenario_id=scenario_id), 303)
    except (StalePlan, InvalidState, DoubleBooking) as refusal:
        return _page(scenario_id, why_refused(refusal)), 409
    return show_published(done, at)


def _publish(scenario_id: int, at: datetime) -> Release:
    """Through the gate. Raises: what stands against it."""
    name, consent = request.form.get("name", ""), asked_consent()
    with writing() as session:
        return acts.publish_scenario(
            session, scenario_id, name, consent, actor(), at, base_id=given_key("base")
        )


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


def _held_back(scenario_id: int, held: acts.NotPassed) -> ResponseReturnValue:
    word = request.form.get("word", "")
    if not held.judgement.blocking:
        return _page(scenario_id, why_held(is_forbidden=False), word), 422
    with reading() as session:
        row, plan = _found(session, scenario_id)
        first = judged_scenario(session, row, plan, wanted(session, plan)).blocking[:1]
    said = first[0].sentence if first else why_held(is_forbidden=True)
    return _page(scenario_id, said, word), 409


def _found(session: Session, scenario_id: int) -> tuple[ScenarioRow, PlanRow]:
    """A scenario and its plan; 404 where nothing was found for it yet."""
    row = known.scenario(session, scenario_id)
    return (row, plans.plan(session, row.plan_id)) if row.plan_id is not None else abort(404)
