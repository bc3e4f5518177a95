"""The web application, made of its doors."""

from flask import Flask
from flask_bootstrap import Bootstrap5
from flask_wtf.csrf import CSRFProtect

from web import (
    belonging,
    dates,
    errors,
    headers,
    i18n,
    labels,
    navigation,
    opening,
    policy,
    returning,
    standing,
    unanswered,
    uploads,
)
from web.auth.sessions import Cookies
from web.doors import DOORS
from web.ledger import open_ledger
from web.limits import answer_limits
from web.proxy import stand_behind
from web.refusals.standing import answer_refusals
from web.secret_key import secret_key
from web.settings import Settings, from_environment


def create_app(settings: Settings | None = None) -> Flask:
    """The web application.

    Raises: SettingsUnusable where a setting cannot be used, PolicyMissing where a view does
    not say who may enter.
    """
    settings = settings or from_environment()
    app = Flask("web")
    app.url_map.strict_slashes = False  # An address means the same with a slash at its end.
    app.config.update(_config(settings))
    app.extensions["settings"] = settings
    app.session_interface = Cookies()
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    open_ledger(app, settings)
    headers.dress(app)
    # Before the CSRF check: somebody whose login has ended reads "sign in", not "stale form".
    app.before_request(policy.admit)
    app.before_request(uploads.make_room)
    for room in (Bootstrap5, CSRFProtect):
        room(app)
    i18n.speak(app, settings.language)
    for room in (errors.answer_errors, answer_refusals, unanswered.answer_troubles, answer_limits):
        room(app)
    for room in (dates.teach, labels.teach, opening.teach):
        room(app)
    for room in (belonging.teach, navigation.teach, standing.teach, returning.teach):
        room(app)
    for door in DOORS:
        app.register_blueprint(door)
    policy.guard(app)
    stand_behind(app, settings)
    return app


def close(app: Flask) -> None:
    """Write down what waits in memory, and close all connections."""
    waiting = app.extensions.get("last_uses")
    if waiting is not None:
        waiting.write()
    app.extensions["ledger"].dispose()


def _config(settings: Settings) -> dict[str, object]:
    return {
        "SECRET_KEY": secret_key(settings),
        "BOOTSTRAP_SERVE_LOCAL": True,
        "MAX_CONTENT_LENGTH": 4 * 1024 * 1024,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "WTF_CSRF_TIME_LIMIT": settings.session_hours * 3600,
        # Our own Referrer-Policy keeps browsers from sending what this would check.
        "WTF_CSRF_SSL_STRICT": False,
    }
