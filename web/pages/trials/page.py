"""What the page of a trial shows while it waits or runs, and where its findings are."""

from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from db.models import JobRow
from db.queries import jobs
from web.language.sentences import sentence
from web.language.speech import gettext as _
from web.service.trials.kinds import FRONT, SECONDS

Context = dict[str, Any]  # what a template is given


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
