"""Long work as rows, seen from people: they ask for it, stop it, or cancel it.

The job is written in the transaction of its cause; `db.operations.attempts` is what its
worker does with it.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from db.actors import Actor
from db.base import Document
from db.engine import CARRIER
from db.errors import InvalidState
from db.limits import expect_room
from db.models import JobRow
from db.operations.audit import audit
from db.queries import jobs as known


def ask(session: Session, kind: str, asked: Document, by: Actor, at: datetime) -> JobRow:
    """Ask for long work: the kind of work, and what it needs to know."""
    mine = (JobRow.author_id == by.id, JobRow.state.in_(known.OPEN))
    expect_room(session, "searches", *mine)
    row = JobRow(kind=kind, asked=asked, author_id=by.id, created_at=at)
    session.add(row)
    session.flush()
    if CARRIER in session.info:
        session.info[CARRIER](session, row.id)
    audit(session, row, "asked", by, at, after={"kind": kind, "asked": asked})
    return row


def stop(session: Session, job_id: int, by: Actor, at: datetime) -> JobRow:
    """End a job early and keep the best it has found; with nothing found yet, cancel it."""
    return _asked_to(session, job_id, "stop_asked", by, at)


def cancel(session: Session, job_id: int, by: Actor, at: datetime) -> JobRow:
    """End a job and keep nothing."""
    return _asked_to(session, job_id, "cancel_asked", by, at)


def _asked_to(session: Session, job_id: int, flag: str, by: Actor, at: datetime) -> JobRow:
    row = known.job(session, job_id)
    if row.state not in known.OPEN:
        raise InvalidState("job", job_id, row.state, flag.removesuffix("_asked"))
    setattr(row, flag, True)
    if row.state == "queued" and (row.cancel_asked or row.best is None):
        row.state, row.ended_at = "cancelled", at
    session.flush()
    audit(session, row, flag, by, at)
    return row
