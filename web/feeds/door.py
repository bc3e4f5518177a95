"""The door of calendar programs: `/feeds/<secret>.ics`, the same bytes until a booking changes."""

import hashlib
from datetime import UTC, datetime

from flask import Blueprint, abort, current_app, request
from flask.blueprints import BlueprintSetupState
from werkzeug.wrappers import Response

from calendars.feed import write
from db.models import FeedTokenRow
from db.queries import tokens
from web.feeds import reading as feeds
from web.feeds.last_use import LastUses
from web.ledger import ledger, reading
from web.logs import be_discreet
from web.policy import public
from web.tokens import sha256_of

bp = Blueprint("feeds", __name__)


@bp.get("/feeds/<secret>.ics")
@public
def feed(secret: str) -> Response:
    """The feed behind a secret address; an unknown and a revoked one look the same."""
    with reading() as session:
        token = tokens.by_hash(session, sha256_of(secret))
        if token is None:
            abort(404)
        found = feeds.read(session, token)
    _last_uses().note(token, datetime.now(UTC).date())
    return _answer(write(found.feed), found.changed_at, token)


@bp.record_once
def _prepare(state: BlueprintSetupState) -> None:
    be_discreet(state.app.logger.name)


def _answer(body: bytes, changed_at: datetime, token: FeedTokenRow) -> Response:
    response = Response(body, mimetype="text/calendar")
    response.headers["Content-Disposition"] = f'inline; filename="hemicycle-{token.kind}.ics"'
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.last_modified = changed_at
    # Of the bytes: what is gone from a feed counts as a change, whatever the times say.
    response.set_etag(hashlib.sha256(body).hexdigest())
    return response.make_conditional(request)


def _last_uses() -> LastUses:
    found: LastUses = current_app.extensions.setdefault("last_uses", LastUses(ledger()))
    return found
