"""The composition root: the web application, made of what all pages stand on and of the pages."""

from flask import Blueprint, Flask
from flask_bootstrap import Bootstrap5
from flask_wtf.csrf import CSRFProtect

from web.http import (
    database_errors,
    errors,
    expert_links,
    headers,
    keys,
    limit_errors,
    navigation,
    pictures,
    policy,
    proxy,
    reader_language,
    refusal_errors,
    request_context,
    restored_forms,
    template_globals,
    uploads,
)
from web.http.auth.sessions import Cookies
from web.http.ledger import open_ledger
from web.pages import (
    answers,
    board,
    candidates,
    compare,
    coverage,
    experts,
    missions,
    outbox,
    refusals,
    scenarios,
    trials,
)
from web.pages.auth import views as auth
from web.pages.candidates import forcing
from web.pages.conflicts import views as conflicts
from web.pages.feed_links import views as feed_links
from web.pages.feeds import views as feeds
from web.pages.home import views as home
from web.pages.institutions import closings, sitting_files, sittings
from web.pages.institutions import views as institutions
from web.pages.plan import views as plan
from web.pages.site import views as site
from web.pages.solve import views as solve
from web.service.secret_key import secret_key
from web.service.settings import Settings, from_environment

BLUEPRINTS: tuple[Blueprint, ...] = (
    home.bp,
    answers.bp,
    missions.bp,
    refusals.bp,
    experts.bp,
    plan.bp,
    scenarios.bp,
    board.bp,
    candidates.bp,
    forcing.bp,
    compare.bp,
    conflicts.bp,
    outbox.bp,
    coverage.bp,
    trials.bp,
    solve.bp,
    institutions.bp,
    sittings.bp,
    closings.bp,
    sitting_files.bp,
    site.bp,
    auth.bp,
    feeds.bp,
    feed_links.bp,
)
"""The blueprints that the app registers; a new subject adds its line here."""


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
    request_context.answer_questions()
    headers.init_app(app)
    # Before the CSRF check: somebody whose login has ended reads "sign in", not "stale form".
    app.before_request(policy.admit)
    uploads.init_app(app)
    for extension in (Bootstrap5, CSRFProtect):
        extension(app)
    reader_language.init_app(app, settings.language)
    for part in (errors, refusal_errors, database_errors, limit_errors):
        part.init_app(app)
    for part in (expert_links, keys, template_globals, navigation, pictures, restored_forms):
        part.init_app(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    policy.guard(app)
    proxy.init_app(app, settings)
    return app


def serve(settings: Settings, host: str, port: int, has_worker: bool = True) -> None:
    """Serve it until told to leave. Leaves the process."""
    # Here and not above: other servers, and tests, load no gunicorn.
    from web.http.serving import House

    House(settings, host, port, create_app, has_worker).run()


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
