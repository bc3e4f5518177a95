"""What the page of a trial shows while it waits or runs, and where its findings are."""

from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from db.models import JobRow
from db.queries import jobs
from web.i18n import gettext as _
from web.jobs.trial import FRONT, SECONDS
from web.wording import sentence

Context = dict[str, Any]  # what a template is given

TIMES = (30, 60, 120, 300)
"""Seconds to choose from."""


def watched(session: Session, job: JobRow) -> Context:
    """How far a trial is."""
    context: Context = {
        "job": job,
        "title": title(job),
        "limit": int(job.asked.get("seconds", SECONDS)),
        "is_open": job.state in jobs.OPEN,
        "news": job.progress,
        "queue": jobs.before(session, job),
        "back": findings(job),
    }
    if job.state == "failed":
        context["failure"] = sentence(job.error_code or "job.died", job.error_facts or {})
    return context


def title(job: JobRow) -> str:
    """What is being found out."""
    if job.kind == FRONT:
        return _("Choosing between fit, shared load and wished dates")
    return _("Whose absence would hurt most")


def findings(job: JobRow) -> str:
    """The page that shows what was found."""
    if job.kind == FRONT:
        return url_for("compare.index", plan=job.asked.get("shown", []), _anchor="front")
    return url_for("coverage.index", _anchor="losses")


def under_way(session: Session, kind: str, asked: Context | None = None) -> JobRow | None:
    """The trial of a kind that waits or runs already, with these facts among what it was asked."""
    facts = (asked or {}).items()
    found = jobs.open_jobs(session, kind)
    return next((job for job in found if facts <= job.asked.items()), None)
