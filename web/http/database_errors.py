"""A database that does not answer: 503 with a sentence, and when to come back."""

import logging
import sqlite3
from collections.abc import Mapping

from flask import Flask, Response
from sqlalchemy.exc import DBAPIError

from db.troubles import Trouble, Unanswered, trouble_of
from web.http import kept_forms
from web.http.errors import error_page
from web.language.codes import N_
from web.language.speech import gettext
from web.service.versions import VERSIONS

_SAID: Mapping[Trouble, str] = {
    "locked": N_("The database is busy with somebody else’s work. Nothing was saved."),
    "full": N_("The disk on which the data is kept is full. Nothing was saved."),
    "read_only": N_("The database is read-only at the moment. Nothing was saved."),
    "gone": N_("The database cannot be reached. Nothing was saved."),
    **VERSIONS,
}
_TELL = N_("Tell your administrator.")
_NEXT: Mapping[Trouble, str] = {
    "locked": N_("Go back and try again in a few seconds."),
    "full": N_("Tell your administrator: room has to be made. Then go back and try again."),
    "read_only": N_("Tell your administrator. Once it can be written to, go back and try again."),
    "gone": N_("Go back and try again in a minute; if it persists, tell your administrator."),
    "older": _TELL,
    "newer": _TELL,
}
_AGAIN: Mapping[Trouble, str] = {
    "locked": N_("Send the form again in a few seconds."),
    "full": N_("Tell your administrator: room has to be made. Then send the form again."),
    "read_only": N_("Tell your administrator. Once it can be written to, send the form again."),
    "gone": N_("Send the form again in a minute; if it persists, tell your administrator."),
    "older": _TELL,
    "newer": _TELL,
}
"""What to do where the form stands on the page."""
_SECONDS: Mapping[Trouble, int] = {
    "locked": 5,
    "full": 60,
    "read_only": 60,
    "gone": 20,
    "older": 60,
    "newer": 60,
}

log = logging.getLogger(__name__)


def init_app(app: Flask) -> None:
    """Answer what the database refuses with a page of its own; faults of ours stay faults."""
    for kind in (DBAPIError, sqlite3.Error, Unanswered):
        app.register_error_handler(kind, _page)


def said_of(error: Unanswered) -> str:
    """The trouble as a sentence."""
    return gettext(_SAID[error.trouble])


def retry_after(trouble: Trouble) -> dict[str, str]:
    """The header that says when to come back."""
    return {"Retry-After": str(_SECONDS[trouble]), "Cache-Control": "no-store"}


def _page(error: Exception) -> Response:
    trouble = trouble_of(error)
    if trouble is None:
        raise error
    log.error("The database is %s: %s", trouble, str(error.__cause__ or error).splitlines()[0])
    again = kept_forms.whole()
    following = _NEXT[trouble] if again is None else _AGAIN[trouble]
    page = error_page(503, gettext(_SAID[trouble]), gettext(following), again=again)
    page.headers.extend(retry_after(trouble))
    return page
