"""Addresses that others write, taken apart kindly, and the one under which this site is known."""

from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from flask import current_app, request

from web.settings import Settings


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
