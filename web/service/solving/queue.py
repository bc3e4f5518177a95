"""The searches that run and wait, as people see them: whose turn it is, and who asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from db.models import JobRow, ScenarioRow
from db.queries import accounts, jobs, scenarios


@dataclass(frozen=True, slots=True)
class QueuePlace:
    """One search; `position` is 0 while it runs, and `scenario` None for the published plan."""

    job: JobRow
    position: int
    by: str | None
    scenario: ScenarioRow | None

    @property
    def since(self) -> datetime:
        """When it began, or was asked for."""
        begun = self.job.started_at if self.position == 0 else None
        return begun or self.job.created_at


def queue(session: Session) -> list[QueuePlace]:
    """Searches of the reader's that run, then those that wait, in the order of their turn."""
    turns = jobs.line(session)
    rows = sorted(jobs.open_jobs(session), key=lambda row: (turns[row.id], row.id))
    authors = _names(session, rows)
    asked = {int(key) for row in rows if (key := row.asked.get("scenario")) is not None}
    known = scenarios.by_ids(session, asked)
    return [
        QueuePlace(
            job=row,
            position=turns[row.id],
            by=authors.get(row.author_id or 0),
            scenario=known.get(row.asked.get("scenario", 0)),
        )
        for row in rows
    ]


def _names(session: Session, rows: Iterable[JobRow]) -> dict[int, str]:
    return accounts.names(session, {row.author_id for row in rows if row.author_id is not None})
