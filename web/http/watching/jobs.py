"""What every page of a job that is watched does: tell its progress as it changes, end it."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Response, abort, flash, redirect, request, stream_with_context, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from db.errors import InvalidState
from db.operations import jobs as operations
from web.http.fragments import block_of
from web.http.ledger import reading, writing
from web.http.watching.events import STREAMS, Watcher, stream
from web.language.speech import gettext as _
from web.service.clock import now
from web.service.reader import actor

Context = Callable[[Session], Mapping[str, Any]]  # as a template takes it; `is_open` among it
"""What a page shows now. It answers 404 where the job is none of the page's."""
Known = Callable[[Session, int], object]
"""Finds a job of the page's kind, or answers 404."""


def progress_stream(template: str, context: Context) -> Response:
    """The block `progress` of a page as it changes; 503 where too many are watching this way."""
    with reading() as session:
        context(session)
    if request.method == "HEAD":  # Nobody will listen: what has no body takes no place.
        return Response(mimetype="text/event-stream")
    if not STREAMS.acquire(blocking=False):
        abort(503)

    def part() -> tuple[str, bool]:
        with reading() as session:
            found = context(session)
            return block_of(template, "progress", **found), bool(found["is_open"])

    place = Watcher()
    events = stream_with_context(stream(part, place))
    answer = Response(events, mimetype="text/event-stream")
    # A generator of which nothing was asked has no `finally`.
    answer.call_on_close(place.give_back)
    answer.headers["X-Accel-Buffering"] = "no"
    return answer


def stop_job(job_id: int, known: Known, endpoint: str) -> ResponseReturnValue:
    """End a job early with what is known, and show its page."""
    return _ended(job_id, known, endpoint, operations.stop)


def cancel_job(job_id: int, known: Known, endpoint: str) -> ResponseReturnValue:
    """End a job and keep nothing, and show its page."""
    return _ended(job_id, known, endpoint, operations.cancel)


def _ended(
    job_id: int, known: Known, endpoint: str, order: Callable[..., object]
) -> ResponseReturnValue:
    with writing() as session:
        known(session, job_id)
        try:
            order(session, job_id, actor(), now())
        except InvalidState:
            flash(_("The search had ended already."), "info")
    return redirect(url_for(endpoint, job_id=job_id), 303)
