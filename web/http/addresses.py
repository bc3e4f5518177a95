"""Addresses that others write, taken apart kindly, and the one under which this site is known."""

from ipaddress import ip_address
from urllib.parse import SplitResult, unquote, urlsplit

from flask import current_app, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from web.service.logs import holds_secret
from web.service.settings import Settings

_NO_PAGES = (".events", ".login")
"""Endpoints that are no page to be led to: news for a script, and the login that is just done."""


def taken_apart(address: str) -> SplitResult | None:
    """The parts of an address; None where it is none, such as `//[`."""
    try:
        parts = urlsplit(address)
        # Only looked at when asked for: a port may be no number, a host no host.
        _ = parts.port, parts.hostname
    except ValueError:
        return None
    return parts


def is_page_of_ours(path: str) -> bool:
    """Is it a path on this site, whatever a browser makes of it?"""
    parts = taken_apart(path)
    if parts is None or parts.scheme or parts.netloc or not path.isprintable():
        return False
    return path.startswith("/") and not path.startswith(("//", "/\\"))


def opens(page: str) -> bool:
    """Does a browser open it, by GET, as a page of ours to which somebody may be led?

    An address with a secret in it is none: it asks for no login, and is said again nowhere.
    """
    if not is_page_of_ours(page) or holds_secret(page):
        return False
    ways = current_app.create_url_adapter(request)
    try:
        endpoint, _ = ways.match(unquote(urlsplit(page).path), method="GET") if ways else ("", {})
    except RequestRedirect:
        return True
    except HTTPException:
        return False
    return not endpoint.endswith(_NO_PAGES)


def below(page: str) -> str:
    """A page of ours as browsers ask for it, below the path under which all are served."""
    return request.script_root + page


def is_loopback(host: str) -> bool:
    """Is this host, with or without its port, the very machine?"""
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    name = name.strip("[]").lower()
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return name == "localhost" or name.endswith(".localhost")


def site_address() -> str | None:
    """Where people reach this site: as it is set, or as it was reached on this very machine.

    None where neither says so: what a request calls its host may be anybody's invention, and an
    address with a secret in it is not sent there.
    """
    settings: Settings = current_app.extensions["settings"]
    if settings.base_url:
        return settings.base_url
    return request.url_root.rstrip("/") if is_loopback(request.host) else None
