"""A calendar file that somebody uploads: its bytes, and what was read of it between two forms."""

from collections.abc import Mapping
from contextlib import closing
from typing import Any

from flask import Flask, current_app, request
from itsdangerous import BadData, URLSafeTimedSerializer

from calendars.reading.limits import MEGABYTE, USUAL

HOURS = 12
"""How long what was read may wait to be kept."""


FILE_VIEWS = ("experts.preview_calendar", "sitting_files.preview")
"""Views that take a calendar file; all others take short forms."""


def init_app(app: Flask) -> None:
    """Let forms with a calendar file be as large as is read of one."""
    app.before_request(_allow_calendar_file)


def _allow_calendar_file() -> None:
    """Before a form is read: Flask's own limit is for short ones."""
    if request.endpoint in FILE_VIEWS:
        request.max_content_length = USUAL.bytes + MEGABYTE


def sent_file() -> bytes:
    """The bytes of the form's file, one more than are read at most."""
    file = request.files.get("file")
    if file is None:
        return b""
    with closing(file):
        body: bytes = file.read(USUAL.bytes + 1)
        return body


def sealed(purpose: str, draft: Mapping[str, Any]) -> str:  # what JSON can say
    """A draft as a field of a form: nobody can change it, nor use it for another purpose."""
    return _seal(purpose).dumps(draft)


def opened(purpose: str, text: str) -> dict[str, Any] | None:  # as `sealed` was given it
    """The draft in a form's field, or None where it is none of ours or too old."""
    try:
        known: dict[str, Any] = _seal(purpose).loads(text, max_age=HOURS * 3600)
    except BadData:
        return None
    return known


def _seal(purpose: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt=purpose)
