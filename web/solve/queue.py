"""The searches that run and wait, as people see them: whose turn it is, and who asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import AccountRow, JobRow, ScenarioRow
from db.queries import jobs


@dataclass(frozen=True, slots=True)
class Place:
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


def queue(session: Session) -> list[Place]:
    """Searches of the reader's that run, then those that wait, in the order of their turn."""
    turns = jobs.line(session)
    rows = sorted(jobs.open_jobs(session), key=lambda row: (turns[row.id], row.id))
    authors = _names(session, rows)
    asked = {row.asked.get("scenario") for row in rows} - {None}
    found = session.scalars(select(ScenarioRow).where(ScenarioRow.id.in_(asked)))
    scenarios = {row.id: row for row in found}
    return [
        Place(
            job=row,
            position=turns[row.id],
            by=authors.get(row.author_id or 0),
            scenario=scenarios.get(row.asked.get("scenario", 0)),
        )
        for row in rows
    ]


def _names(session: Session, rows: Iterable[JobRow]) -> dict[int, str]:
    wanted = select(AccountRow.id, AccountRow.name)
    wanted = wanted.where(AccountRow.id.in_({row.author_id for row in rows}))
    return {row.id: row.name for row in session.execute(wanted)}
