"""What the pages of scenarios show."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.ids import mission_id
from db.models import JobRow, MissionRow, ScenarioRow
from db.moments import day_of
from db.queries import jobs, plans, sight
from db.queries import scenarios as known
from db.queries.holdings import rebased
from db.text import order_key
from db.words import ASKED, RELEASED
from matcher.scenario import Applied, Change
from web import numbers
from web.acting import now
from web.local import local_zone, readers_today
from web.numbers import Number
from web.policy import scope
from web.scenarios.against import against_live
from web.solve.changes import changes as changed_seats
from web.solve.queue import queue
from web.solve.result import tier_lines
from web.standing import empty_seats, scenario_problem
from web.wording import Names
from web.wording.changes import change_sentence
from web.wording.everything import scenario_names

Context = dict[str, Any]  # what a template is given


@dataclass(frozen=True, slots=True)
class Line:
    """One change of a scenario, in words; one that no longer applies says so."""

    change_id: int
    gesture: int
    sentence: str
    is_gone: bool


@dataclass(frozen=True, slots=True)
class Card:
    """A scenario in a list."""

    row: ScenarioRow
    changes: int
    is_fresh: bool
    vacant: Number | None
    release: int | None = None
    """The number of the release that it begins as, until a plan is found for it."""


def cards(session: Session, *states: str) -> list[Card]:
    """Scenarios with how they stand."""
    return [_card(session, row) for row in known.scenarios(session, *states)]


def _card(session: Session, row: ScenarioRow) -> Card:
    is_counted = row.state == "open" and row.plan_id is not None
    vacant = vacant_number(session, row) if is_counted else None
    plan = None if row.plan_id is None else plans.plan(session, row.plan_id)
    release = plan.number if plan is not None and plan.state in RELEASED else None
    return Card(row, len(known.holding(row)), is_fresh(row), vacant, release)


def vacant_number(session: Session, row: ScenarioRow) -> Number:
    """The seats that nobody fills in a scenario's plan, with the page that lists them."""
    today = now().date()
    first = today + timedelta(days=row.freeze_days)
    address = url_for("candidates.vacancies", scenario_id=row.id, _anchor="seats")
    return numbers.vacant_seats_of(empty_seats(session, row, today), first, address)


def is_fresh(row: ScenarioRow) -> bool:
    """Does the plan that was found answer the scenario as it stands?"""
    return row.plan_id is not None and row.solved_gesture == row.gesture


def is_behind(session: Session, row: ScenarioRow) -> bool:
    """Is what is shown as its plan, the published one included, of another step than its own?"""
    if row.state != "open" or is_fresh(row):
        return False
    begins_as_published = row.plan_id is None or plans.plan(session, row.plan_id).number is not None
    return bool(known.holding(row)) or not begins_as_published


def shown(session: Session, row: ScenarioRow) -> Context:
    """One scenario with its changes, its plan and the search under way."""
    applied = scenario_problem(session, row, now().date())
    names = scenario_names(session, applied.problem)
    job = open_job(session, row.id)
    today = readers_today(session)
    context: Context = {
        "scenario": row,
        "lines": list(lines(row, applied, names)),
        "steps": known.steps(row),
        "job": job,
        "is_fresh": is_fresh(row),
        "missions": numbers.missions_to_plan(applied.problem, today, scenario=row.id),
        "experts": numbers.experts(session, scope(), today),
        "live_id": plans.live_id(session),
        "queue": queue(session),
        "zone": local_zone(session, scope()),
    }
    if row.plan_id is not None:
        plan = plans.plan(session, row.plan_id)
        is_published = row.state == "published"  # and shows what it has changed
        found = (
            changed_seats(session, plan.parent_id, plan.id)
            if is_published
            else (against_live(session, plan))
        )
        context |= {
            "plan": plan,
            "vacant_seats": vacant_number(session, row),
            "tiers": tier_lines(plan),
            "changes": found,
            "first_day": None if found.first is None else day_of(found.first).isoformat(),
            "is_stale": plan.state == "solved" and bool(rebased(session, plan).clashing),
        }
    return context


def lines(row: ScenarioRow, applied: Applied, names: Names) -> Iterator[Line]:
    """The changes that hold, in the order in which they were made."""
    gone = list(applied.gone)
    for step in known.holding(row):
        change = Change(step.code, dict(step.facts))
        is_gone = change in gone
        if is_gone:
            gone.remove(change)
        yield Line(step.id, step.gesture, change_sentence(change, names), is_gone)


def open_job(session: Session, scenario_id: int) -> JobRow | None:
    """The search that runs or waits for a scenario."""
    return jobs.open_solve(session, scenario_id)


def asked_for(session: Session) -> dict[str, str]:
    """Missions that are asked for and not planned, by their ids."""
    rows = session.execute(
        select(MissionRow.id, MissionRow.title)
        .where(MissionRow.state.in_(ASKED), sight.missions(session))
        .order_by(MissionRow.id)
    )
    titles = sorted(rows, key=lambda row: order_key(row.title))
    return {mission_id(row.id): row.title for row in titles}
