"""A job in the hands of its worker: claimed, reported on, ended exactly once.

A worker claims a job and gets a `Ticket`: the job, and which attempt this is. Everything it
writes afterwards holds only for the ticket's attempt, so one thought dead, which comes back,
changes nothing. These rows are their own record; the audit has what people asked.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, update
from sqlalchemy.orm import Session

from db.base import Document
from db.errors import LedgerError
from db.models import JobRow
from db.queries import jobs as known

ATTEMPTS_MAX = 3
"""How often a job is begun before it is given up."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """One attempt at one job."""

    job_id: int
    attempt: int


class Superseded(LedgerError):
    """The attempt is no longer the job's current one: what it found is dropped."""

    def __init__(self, ticket: Ticket) -> None:
        super().__init__(f"Attempt {ticket.attempt} at job {ticket.job_id} is not running.")


@dataclass(frozen=True, slots=True)
class Orders:
    """What people have asked of a running job meanwhile."""

    stop: bool
    cancel: bool


def claim(session: Session, at: datetime) -> Ticket | None:
    """Begin the job whose turn it is; None where nothing waits."""
    row = known.next_queued(session)
    return None if row is None else _begin(session, row, at)


def take(session: Session, job_id: int, at: datetime) -> Ticket | None:
    """Begin a job that is brought; None where it has ended meanwhile, or is gone.

    One that runs is brought again only where its worker gave no sign of life: that attempt is
    over then, whatever its worker still believes.
    """
    row = session.get(JobRow, job_id)
    if row is not None and row.state == "running":
        lose(session, Ticket(row.id, row.attempt), at)
        session.refresh(row)
    return _begin(session, row, at) if row is not None and row.state == "queued" else None


def _begin(session: Session, row: JobRow, at: datetime) -> Ticket:
    row.state, row.started_at, row.seen_at = "running", at, at
    row.attempt += 1
    session.flush()
    return Ticket(row.id, row.attempt)


def report(
    session: Session, ticket: Ticket, progress: Document, best: Document | None, at: datetime
) -> Orders:
    """Tell how far it is, and hear what people want. Raises: Superseded."""
    known_best = {} if best is None else {"best": best}
    _write(session, ticket, progress=progress, seen_at=at, **known_best)
    return orders(session, ticket)


def build_on(session: Session, ticket: Ticket, plan_id: int | None) -> None:
    """Note which plan was live when the work began. Raises: Superseded."""
    _write(session, ticket, base_plan_id=plan_id)


def finish(session: Session, ticket: Ticket, plan_id: int, at: datetime) -> None:
    """End well, with a plan. Raises: Superseded."""
    _write(session, ticket, state="done", plan_id=plan_id, ended_at=at)


def answered(session: Session, ticket: Ticket, answer: Document, at: datetime) -> None:
    """End well, with an answer that is no plan to keep. Raises: Superseded."""
    _write(session, ticket, state="done", best=answer, ended_at=at)


def fail(session: Session, ticket: Ticket, code: str, facts: Document, at: datetime) -> None:
    """End without a result, for a reason that another attempt would meet too.

    Raises: Superseded.
    """
    _write(session, ticket, state="failed", error_code=code, error_facts=facts, ended_at=at)


def drop(session: Session, ticket: Ticket, at: datetime) -> None:
    """End because people wanted nothing of it any more. Raises: Superseded."""
    _write(session, ticket, state="cancelled", ended_at=at)


def lose(session: Session, ticket: Ticket, at: datetime) -> None:
    """The attempt died: let the job wait for the next one, or give it up after the last.

    Raises: Superseded.
    """
    if ticket.attempt >= ATTEMPTS_MAX:
        fail(session, ticket, "job.died", {"attempts": ticket.attempt}, at)
    elif known.job(session, ticket.job_id).cancel_asked:
        drop(session, ticket, at)
    else:
        _write(session, ticket, state="queued")


def give_back(session: Session, ticket: Ticket) -> None:
    """The worker leaves in good order: the job waits for the next one, and nothing is used up.

    The number may be given again: whoever had it has ended by this. Those of attempts that were
    thought dead are all lower. Raises: Superseded.
    """
    _write(session, ticket, state="queued", attempt=ticket.attempt - 1)


def orders(session: Session, ticket: Ticket) -> Orders:
    """What people have asked meanwhile. Raises: Superseded."""
    row = known.job(session, ticket.job_id)
    if row.attempt != ticket.attempt or row.state != "running":
        raise Superseded(ticket)
    return Orders(stop=row.stop_asked, cancel=row.cancel_asked)


def recover(session: Session, at: datetime) -> tuple[int, ...]:
    """Take back every running job; called by the one worker, before it begins anything."""
    left = known.running(session)
    for row in left:
        lose(session, Ticket(row.id, row.attempt), at)
    return tuple(row.id for row in left)


# Any: one value a column, of the column's own type.
def _write(session: Session, ticket: Ticket, **values: Any) -> None:
    written = session.execute(update(JobRow).where(*_is_current(ticket)).values(**values))
    if written.rowcount != 1:  # type: ignore[attr-defined]  # an UPDATE's result counts its rows
        raise Superseded(ticket)


def _is_current(ticket: Ticket) -> tuple[ColumnElement[bool], ...]:
    return (
        JobRow.id == ticket.job_id,
        JobRow.attempt == ticket.attempt,
        JobRow.state == "running",
    )
