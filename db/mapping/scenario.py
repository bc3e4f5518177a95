"""The problem that a scenario poses: the ledger's of today with its changes replayed."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from db.ids import known_rows
from db.mapping.problem import load_problem
from db.models import ScenarioRow
from db.queries import refusals
from db.queries import scenarios as known
from matcher.problem import Problem
from matcher.scenario import Applied, Change, added, apply


def load_scenario(session: Session, row: ScenarioRow, today: date) -> Applied:
    """The problem with the scenario's changes, and the changes that no longer apply.

    What people are called for is counted against the live plan.
    """
    changes = known.changes(row)
    problem = load_problem(
        session, today=today, freeze_days=row.freeze_days, adding=added_rows(changes)
    )
    return replay(session, problem, changes)


def replay(session: Session, problem: Problem, changes: Sequence[Change]) -> Applied:
    """The changes on a problem; none of them seats who has declined the mission since.

    Those are said to apply no more, as are changes that speak of what is gone.
    """
    declined = set(refusals.outright(session, known.seated(changes)))
    barred = [each for each in changes if declined.intersection(known.seated([each]))]
    applied = apply(problem, [each for each in changes if each not in barred])
    gone = [each for each in changes if each in barred or each in applied.gone]
    return Applied(applied.problem, tuple(gone))


def added_rows(changes: Sequence[Change]) -> tuple[int, ...]:
    """The rows of the missions that a scenario places before they are planned."""
    return tuple(sorted(known_rows(added(changes))))
