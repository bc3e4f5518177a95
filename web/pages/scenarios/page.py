"""What the pages of scenarios show."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from db.ids import mission_id
from db.models import JobRow, ScenarioRow
from db.moments import day_of
from db.queries import jobs, mission_titles, plans
from db.queries import scenarios as known
from db.queries.holdings import rebased
from db.text import order_key
from db.words import RELEASED
from matcher.scenario import Applied, Change
from web.http import numbers
from web.http.numbers import Number
from web.language.sentences.changes import change_sentence
from web.language.sentences.names import Names
from web.service.all_names import scenario_names
from web.service.clock import now
from web.service.local import local_zone, readers_today
from web.service.problem_cache import scenario_problem
from web.service.reader import scope
from web.service.scenarios.against import against_live
from web.service.scenarios.freshness import is_fresh
from web.service.solving.changes import changes as changed_seats
from web.service.solving.queue import queue
from web.service.solving.result import tier_lines

Context = dict[str, Any]  # what a template is given


@dataclass(frozen=True, slots=True)
class ChangeLine:
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
    vacant = numbers.vacant_seats_of_scenario(session, row) if is_counted else None
    plan = None if row.plan_id is None else plans.plan(session, row.plan_id)
    release = plan.number if plan is not None and plan.state in RELEASED else None
    return Card(row, len(known.holding(row)), is_fresh(row), vacant, release)


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
            "vacant_seats": numbers.vacant_seats_of_scenario(session, row),
            "tiers": tier_lines(plan),
            "changes": found,
            "first_day": None if found.first is None else day_of(found.first).isoformat(),
            "is_stale": plan.state == "solved" and bool(rebased(session, plan).clashing),
        }
    return context


def lines(row: ScenarioRow, applied: Applied, names: Names) -> Iterator[ChangeLine]:
    """The changes that hold, in the order in which they were made."""
    gone = list(applied.gone)
    for step in known.holding(row):
        change = Change(step.code, dict(step.facts))
        is_gone = change in gone
        if is_gone:
            gone.remove(change)
        yield ChangeLine(step.id, step.gesture, change_sentence(change, names), is_gone)


def open_job(session: Session, scenario_id: int) -> JobRow | None:
    """The search that runs or waits for a scenario."""
    return jobs.open_solve(session, scenario_id)


def asked_for(session: Session) -> dict[str, str]:
    """Missions that are asked for and not planned, by their ids."""
    titles = sorted(mission_titles.asked_for(session), key=lambda each: order_key(each[1]))
    return {mission_id(key): title for key, title in titles}
