"""What was published after a scenario's plan was found, and what solving again keeps of it."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from db.models import PlanRow, ScenarioRow
from db.queries import plans, releases
from db.queries.holdings import rebased
from web.pages.scenarios.page import lines
from web.service.all_names import scenario_names
from web.service.clock import now
from web.service.problem_cache import scenario_problem
from web.service.solving.changes import Changes, changes


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """The release that stands against it, who made it, what it changed, and what is void by now."""

    release: PlanRow
    by: str | None
    changes: Changes
    void: tuple[str, ...]


def meanwhile(session: Session, row: ScenarioRow, plan: PlanRow) -> Meanwhile | None:
    """Why the plan of an open scenario cannot be published as it is; None where it is current.

    Nothing was found of what begins as a release: it stands beside what is published.
    """
    is_found = row.state == "open" and plan.number is None
    if not is_found or not rebased(session, plan).clashing:
        return None
    latest = releases.releases(session, 1)
    if not latest:
        return None
    applied = scenario_problem(session, row, now().date())
    names = scenario_names(session, applied.problem)
    return Meanwhile(
        release=latest[0],
        by=plans.publishers(session, latest).get(latest[0].id),
        changes=changes(session, plan.parent_id, plans.live_id(session)),
        void=tuple(line.sentence for line in lines(row, applied, names) if line.is_gone),
    )
