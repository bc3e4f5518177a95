"""The problem that a scenario poses: the ledger's of today with its changes replayed."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy.orm import Session

from db.mapping.ids import row_id
from db.mapping.problem import load_problem
from db.models import ScenarioRow
from db.queries import scenarios as known
from matcher.scenario import Applied, Change, added, apply


def load_scenario(session: Session, row: ScenarioRow, today: date) -> Applied:
    """The problem with the scenario's changes, and the changes that no longer apply.

    What people are called for is counted against the live plan.
    """
    changes = known.changes(row)
    problem = load_problem(
        session, today=today, freeze_days=row.freeze_days, adding=tuple(_rows(changes))
    )
    return apply(problem, changes)


def _rows(changes: Sequence[Change]) -> Iterator[int]:
    for mission in added(changes):
        if mission[1:].isdigit():
            yield row_id(mission)
