"""The web application of this process: made once for all settings that are the same.

To make one takes 90 ms, nearly all of it for the addresses; a page takes 3 to 25. What a test
finds in it is as new: its ledger, its settings, and whatever another test has changed in its
extensions or its configuration. A test that adds views, or changes a word of templates (they
keep what they have imported), has an app of its own: `own_app`.
"""

from dataclasses import replace
from functools import cache
from typing import Any

from flask import Flask

from web.app import create_app
from web.http.ledger import open_ledger
from web.service.settings import Settings

NOWHERE = "sqlite://"


def opened(settings: Settings) -> Flask:
    """The application on the database of these settings."""
    app, extensions, config = _made(replace(settings, database_url=NOWHERE))
    for kept, new in ((app.extensions, extensions), (app.config, config)):
        kept.clear()
        kept.update(new)
    app.extensions["settings"] = settings
    open_ledger(app, settings)
    return app


@cache
def _made(settings: Settings) -> tuple[Flask, dict[str, Any], dict[str, Any]]:  # as Flask has them
    app = create_app(settings)
    return app, dict(app.extensions), dict(app.config)
