"""The whole staffing problem as the ledger poses it today."""

from collections.abc import Collection
from datetime import date

from sqlalchemy.orm import Session

from db.mapping.experts import People
from db.mapping.missions import Work
from db.mapping.places import load_domains, load_institutions, load_partners
from db.mapping.programmes import load_programmes
from db.mapping.scope import read_scope
from matcher.problem import Problem

FREEZE_DAYS = 28
"""Days from today in which no plan changes anything."""


def load_problem(
    session: Session,
    *,
    today: date,
    freeze_days: int = FREEZE_DAYS,
    adding: Collection[int] = (),
) -> Problem:
    """What there is to staff from the end of the freeze zone on.

    Staffing by hand looks at the same problem with `freeze_days=0`. A plan found for it is a
    child of the plan that was live when it was loaded: read `queries.plans.live_id` with it.
    `adding` are rows of missions that are asked for and not planned yet, for a scenario.
    """
    scope = read_scope(session, today, freeze_days, adding)
    work = Work(session, scope)
    return Problem(
        horizon=scope.horizon,
        institutions=load_institutions(session, scope),
        experts=People(session, scope).load(),
        missions=work.missions(),
        partners=load_partners(session, scope),
        domains=load_domains(session),
        programmes=load_programmes(session, scope),
        pins=work.pins(),
        published=work.published(),
    )
