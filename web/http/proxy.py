"""What stands in front: trusted proxies, and a path below which everything is served.

Nothing that the other side of a connection says of itself counts unless a proxy is trusted: the
server is told to believe nobody (`web.http.serving`), and the path is the one that is set.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import Flask, abort, request
from werkzeug.middleware.proxy_fix import ProxyFix

from web.service.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LONGEST_HOST = 255
_ODD = "hemicycle.odd_address"
_LABEL = "[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?"
_HOST = re.compile(rf"(?:{_LABEL}(?:\.{_LABEL})*\.?|\[[0-9A-Fa-f:.]{{2,45}}\])(?::[0-9]{{0,5}})?")


class Prefix:
    """Serves an app below a path, whether or not the proxy in front has cut it off.

    Where none is set that is the root, whatever a server took over from a header.
    """

    def __init__(self, app: "WSGIApplication", prefix: str) -> None:
        self.app = app
        self.prefix = prefix

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Cut the path, and tell the app where it is."""
        path = environ.get("PATH_INFO", "")
        if path == self.prefix or path.startswith(f"{self.prefix}/"):
            environ["PATH_INFO"] = path[len(self.prefix) :] or "/"
        environ["SCRIPT_NAME"] = self.prefix
        return self.app(environ, start_response)


class Absolute:
    """Takes the host from a request's target where it stands there (RFC 9112 §3.2.2)."""

    def __init__(self, app: "WSGIApplication") -> None:
        self.app = app

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Put it in the place of what the header says."""
        target = environ.get("RAW_URI", "")
        scheme, mark, rest = target.partition("://")
        if mark and "/" not in scheme:
            environ["HTTP_HOST"] = re.split("[/?#]", rest, maxsplit=1)[0]
        return self.app(environ, start_response)


class Plain:
    """Lets the app refuse a request whose address is none; Flask itself would break on it."""

    def __init__(self, app: "WSGIApplication") -> None:
        self.app = app

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Mark the request, and put what can be read in the place of what cannot."""
        host = environ.get("HTTP_HOST")
        if host is not None and not _is_host(host):
            environ["HTTP_HOST"] = "unknown.invalid"
            environ[_ODD] = True
        try:
            environ.get("QUERY_STRING", "").encode("latin-1").decode()
        except UnicodeError:
            environ["QUERY_STRING"] = ""
            environ[_ODD] = True
        return self.app(environ, start_response)


def refuse_odd_addresses() -> None:
    """Before every request: 400 where its address cannot be read."""
    if _ODD in request.environ:
        abort(400)


def _is_host(host: str) -> bool:
    """Is it a host's name or address, with or without a port?"""
    found = _HOST.fullmatch(host)
    return found is not None and len(host) <= LONGEST_HOST


def init_app(app: Flask, settings: Settings) -> None:
    """Believe as many proxies as are trusted, and no more."""
    app.before_request(refuse_odd_addresses)
    app.wsgi_app = Plain(app.wsgi_app)  # type: ignore[method-assign]  # Flask's own way
    app.wsgi_app = Prefix(app.wsgi_app, settings.path_prefix)  # type: ignore[method-assign]  # Flask's own way
    if settings.proxies:
        hops = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]  # Flask's own way
    app.wsgi_app = Absolute(app.wsgi_app)  # type: ignore[method-assign]  # Flask's own way
