"""The words of the pages on the command line, in its language."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from flask import Flask

from web.cli.speech import language
from web.i18n import speak


@contextmanager
def in_words(tongue: str | None = None) -> Iterator[None]:
    """While it is entered, what pages say is said in that language, else in the one chosen."""
    with _app(tongue or language()).app_context():
        yield


@cache
def _app(tongue: str) -> Flask:
    app = Flask("web")
    speak(app, tongue)
    return app
