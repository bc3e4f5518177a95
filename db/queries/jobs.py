"""Long work that was asked for: how far it is and how it ended."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from db.errors import NotFound
from db.models import JobRow
from db.queries.sight import made_by

OPEN = ("queued", "running")
"""States of a job that has not ended."""


def job(session: Session, job_id: int) -> JobRow:
    """One job. Raises: NotFound, also where it is somebody else's."""
    row = session.scalar(_theirs(session).where(JobRow.id == job_id))
    if row is None:
        raise NotFound("job", job_id)
    return row


def latest(session: Session, kind: str) -> JobRow | None:
    """The job of a kind that was asked for last."""
    rows = _theirs(session).where(JobRow.kind == kind).order_by(JobRow.id.desc()).limit(1)
    return session.scalar(rows)


def last_done(session: Session, kind: str) -> JobRow | None:
    """The last job of a kind that came to a result."""
    rows = _theirs(session).where(JobRow.kind == kind, JobRow.state == "done")
    return session.scalar(rows.order_by(JobRow.id.desc()).limit(1))


def done(session: Session, kind: str, most: int = 20) -> Sequence[JobRow]:
    """The last jobs of a kind that came to a result, the latest first."""
    rows = _theirs(session).where(JobRow.kind == kind, JobRow.state == "done")
    return session.scalars(rows.order_by(JobRow.id.desc()).limit(most)).all()


def open_jobs(session: Session, kind: str | None = None) -> Sequence[JobRow]:
    """Jobs that wait or run, oldest first."""
    rows = _theirs(session).where(JobRow.state.in_(OPEN)).order_by(JobRow.id)
    return session.scalars(rows if kind is None else rows.where(JobRow.kind == kind)).all()


def open_solve(session: Session, scenario_id: int | None) -> JobRow | None:
    """The search that waits or runs for a scenario, or with None for the published plan."""
    rows = open_jobs(session, "solve")
    return next((row for row in rows if row.asked.get("scenario") == scenario_id), None)


def line(session: Session) -> Mapping[int, int]:
    """The turn of each job that waits or runs, whoever asked; 0 while it runs."""
    rows = select(JobRow.id, JobRow.state).where(JobRow.state.in_(OPEN)).order_by(JobRow.id)
    found = session.execute(rows).all()
    waiting = [row.id for row in found if row.state != "running"]
    running = [row.id for row in found if row.state == "running"]
    return dict.fromkeys(running, 0) | {key: turn for turn, key in enumerate(waiting, start=1)}


def before(session: Session, row: JobRow) -> int:
    """How many jobs were asked for earlier and have not ended, whoever asked."""
    return sum(key < row.id for key in line(session))


def next_queued(session: Session) -> JobRow | None:
    """The job whose turn it is."""
    rows = select(JobRow).where(JobRow.state == "queued").order_by(JobRow.id).limit(1)
    return session.scalar(rows)


def running(session: Session) -> Sequence[JobRow]:
    """Jobs that some worker has begun and not ended."""
    return session.scalars(select(JobRow).where(JobRow.state == "running")).all()


def _theirs(session: Session) -> Select[JobRow]:
    """The jobs that the session may see."""
    return select(JobRow).where(made_by(session, JobRow.author_id))
