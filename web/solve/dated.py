"""The missions to which a plan gives a date, each with how many of its seats are filled."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import MissionRow, PlanRow
from db.queries import sight
from web.dates import half_days


@dataclass(frozen=True, slots=True)
class Dated:
    """A mission with its days in a plan."""

    id: int
    title: str
    days: str
    filled: int


def dated(session: Session, plan: PlanRow) -> list[Dated]:
    """Those that the reader sees, the earliest first."""
    starts = {row.mission_id: row.start for row in plan.missions}
    filled = Counter(row.mission_id for row in plan.assignments)
    rows = session.execute(
        select(MissionRow.id, MissionRow.title, MissionRow.length).where(
            MissionRow.id.in_(starts), sight.missions(session)
        )
    )
    return [
        Dated(
            row.id,
            row.title,
            half_days(starts[row.id], starts[row.id] + row.length - 1),
            filled[row.id],
        )
        for row in sorted(rows, key=lambda row: (starts[row.id], row.title, row.id))
    ]
