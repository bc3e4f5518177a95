"""The door of calendar programs: `/feeds/<secret>.ics`, the same bytes until a booking changes."""

import json
from datetime import datetime, timedelta

from flask import Blueprint, abort, current_app, request
from flask.blueprints import BlueprintSetupState
from werkzeug.http import http_date
from werkzeug.wrappers import Response

from calendars.feed import Visibility, write
from db.models import FeedTokenRow
from db.polls import Polled
from web.http.ledger import ledger, reading
from web.http.policy import public
from web.pages.feeds.conditions import Conditions
from web.pages.feeds.kept import Built, Key, kept
from web.pages.feeds.last_use import LastUses
from web.service.clock import now
from web.service.feeds import reading as feeds
from web.service.logs import be_discreet
from web.service.settings import Settings
from web.service.tokens import sha256_of

bp = Blueprint("feeds", __name__)

ICALENDAR = "text/calendar"
JCAL = "application/calendar+json"
"""The same as JSON (RFC 7265), for programs that ask for it."""
STILL_GOING_ON = timedelta(seconds=1)
"""Last-Modified names seconds: one that is not over may see another change."""
SUFFIX = {ICALENDAR: "ics", JCAL: "json"}


# With a slash too many it is another address, behind which there is nothing: leading from there to
# the right one would say the secret again.
@bp.get("/feeds/<secret>.ics", strict_slashes=True, merge_slashes=False)
@public
def feed(secret: str) -> Response:
    """The feed behind a secret address; an unknown and a revoked one look the same."""
    asked = ledger().polls.ask(sha256_of(secret))
    if asked is None:
        abort(404)
    mimetype = _wanted()
    built = _built(asked, mimetype)
    at = now()
    _last_uses().note(asked, at.date())
    return _answer(built, asked.kind, mimetype, at)


@bp.record_once
def _prepare(state: BlueprintSetupState) -> None:
    be_discreet(state.app.logger.name)


def _wanted() -> str:
    """iCalendar, unless jCal is liked better."""
    if JCAL not in request.environ.get("HTTP_ACCEPT", ""):
        return ICALENDAR
    return request.accept_mimetypes.best_match((ICALENDAR, JCAL)) or ICALENDAR


def _built(asked: Polled, mimetype: str) -> Built:
    settings: Settings = current_app.extensions["settings"]
    key = Key(asked.id, mimetype, settings.feed_class, asked.choices)
    known = kept().find(key, asked.revision)
    if known is not None:
        return known
    with reading() as session:
        token = session.get_one(FeedTokenRow, asked.id)
        found = feeds.read(session, token, Visibility(settings.feed_class))
    body = write(found.feed)
    # Of what was taken away, or has another name now, only the revision knows when.
    changed_at = max(found.changed_at, asked.changed_at or found.changed_at)
    built = Built(_jcal(body) if mimetype == JCAL else body, changed_at)
    # What was read is as new as the revision or newer, so nothing old is ever kept.
    kept().keep(key, asked.revision, built)
    return built


def _jcal(body: bytes) -> bytes:
    # Imported late: few programs ask for it.
    from calendars.jcal import jcal

    return json.dumps(jcal(body), ensure_ascii=False).encode()


def _answer(built: Built, kind: str, mimetype: str, at: datetime) -> Response:
    last_modified = min(built.changed_at, at - STILL_GOING_ON).replace(microsecond=0)
    etag = f'"{built.etag}"'
    headers = [
        ("Cache-Control", "private, no-cache"),
        ("Referrer-Policy", "no-referrer"),
        ("Vary", "Accept"),
        ("Last-Modified", http_date(last_modified)),
        ("ETag", etag),
    ]
    if request.environ.get("HTTP_IF_NONE_MATCH") == etag:
        # What nearly every poll asks; all other ways of asking are left to `make_conditional`.
        return Response(status=304, headers=headers)
    conditions = Conditions(built.etag, last_modified)
    if conditions.fail(request):
        return Response(status=412, headers=headers)
    if conditions.are_known(request, at):
        return Response(status=304, headers=headers)
    filename = f"hemicycle-{kind}.{SUFFIX[mimetype]}"
    headers.append(("Content-Type", f"{mimetype}; charset=utf-8"))
    headers.append(("Content-Disposition", f'inline; filename="{filename}"'))
    return Response(built.body, headers=headers)


def _last_uses() -> LastUses:
    found: LastUses = current_app.extensions.setdefault("last_uses", LastUses(ledger()))
    return found
