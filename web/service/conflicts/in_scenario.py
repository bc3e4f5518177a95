"""What does not hold of the plan that is shown of a scenario, by the scenario's own facts."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from db.mapping import load_plan
from db.models import ScenarioRow
from db.queries import scenarios
from matcher.plan import Breach
from matcher.review import review
from web.service.all_names import scenario_names
from web.service.clock import now
from web.service.conflicts.finding import Conflict, worded
from web.service.problem_cache import broken_today, kept, scenario_key, scenario_problem

_PIN = "pin."
"""A pin that the plan does not keep yet asks for a search, and is no conflict."""


def caused(session: Session, row: ScenarioRow) -> list[Conflict]:
    """Conflicts of the shown plan that are none of what is published by today's facts."""
    found = _breaches(session, row)
    if not found:
        return []
    problem = scenario_problem(session, row, now().date()).problem
    return worded(session, found, scenario_names(session, problem))


def _breaches(session: Session, row: ScenarioRow) -> Sequence[Breach]:
    number, today = scenarios.plan_shown(session, row), now().date()
    is_as_published = row.plan_id is None and not scenarios.holding(row)
    if number is None or is_as_published:
        return ()

    def read() -> tuple[Breach, ...]:
        problem = scenario_problem(session, row, today).problem
        return review(problem, load_plan(session, number, problem)).breaches

    known = broken_today(session, today)
    found = kept(session, "breaches", (number, scenario_key(row, today)), read)
    return [each for each in found if not each.code.startswith(_PIN) and each not in known]
