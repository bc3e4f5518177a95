"""Trials that wait or run."""

from typing import Any  # what a trial was asked is a document

from sqlalchemy.orm import Session

from db.models import JobRow
from db.queries import jobs


def under_way(session: Session, kind: str, asked: dict[str, Any] | None = None) -> JobRow | None:
    """The trial of a kind that waits or runs already, with these facts among what it was asked."""
    facts = (asked or {}).items()
    found = jobs.open_jobs(session, kind)
    return next((job for job in found if facts <= job.asked.items()), None)
