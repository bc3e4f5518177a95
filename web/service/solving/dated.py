"""The missions to which a plan gives a date, each with how many of its seats are filled."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy.orm import Session

from db.models import MissionRow, PlanRow
from db.queries import missions
from web.language.dates import half_days
from web.language.stays import clocks_of, stay_words


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
    rows = missions.all_seen(session, starts)
    return [
        Dated(
            row.id,
            row.title,
            _days(row, starts[row.id]),
            filled[row.id],
        )
        for row in sorted(rows, key=lambda row: (starts[row.id], row.title, row.id))
    ]


def _days(row: MissionRow, start: int) -> str:
    """The days at the place; of a session by video its hours by both clocks."""
    span = start, start + row.length - 1
    clocks = clocks_of(row, row.institution)
    return stay_words(row.venue, span, span, clocks) if clocks else half_days(*span)
