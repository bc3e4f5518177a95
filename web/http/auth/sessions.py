"""The login cookie: signed, HttpOnly, SameSite=Lax; `__Host-` and Secure over https.

The cookie carries a random secret of which the ledger keeps the hash, so a login can be
ended from here, whoever has the cookie.
"""

import secrets
from datetime import timedelta

from flask import Flask, current_app, g, request, session
from flask.sessions import SecureCookieSessionInterface

from db.operations import logins
from web.http.addresses import is_loopback
from web.http.auth.signed_in import hash_of
from web.http.ledger import writing
from web.service.clock import now
from web.service.settings import Settings

EARLIER_MOST = 3
"""Logins of one browser whose open forms are still known for theirs."""


class Cookies(SecureCookieSessionInterface):
    """Names and guards the cookie after the way the request came."""

    def get_cookie_name(self, app: Flask) -> str:
        """`__Host-` binds the cookie to this very host; browsers allow it over https only."""
        return "__Host-hemicycle" if request.is_secure else "hemicycle"

    def get_cookie_secure(self, app: Flask) -> bool:
        """Over https the cookie never travels in the clear."""
        return request.is_secure

    def get_cookie_path(self, app: Flask) -> str:
        """`__Host-` asks for the whole host."""
        return "/"


def is_private_way() -> bool:
    """May a password travel on this connection: https, or this very machine?"""
    return request.is_secure or is_loopback(request.host)


def earlier() -> list[tuple[int, str]]:
    """The accounts that were signed in with this cookie, and the tokens of their forms."""
    return [(account_id, token) for account_id, token in session.get("earlier", ())]


def own_forms() -> tuple[int, str] | None:
    """The account that this cookie was given to, and the token of its forms; good or ended."""
    account_id, token = session.get("account"), session.get("csrf_token")
    return (account_id, token) if account_id and token else None


def _clear() -> None:
    """Nothing of the session stays but its language, and whose forms may still be open."""
    language, own = session.get("language"), own_forms()
    before = [*earlier(), *([own] if own else [])][-EARLIER_MOST:]
    session.clear()
    if language:
        session["language"] = language
    if before:
        session["earlier"] = before


def begin(account_id: int) -> None:
    """Sign in: a new secret, and nothing of the session before but its language."""
    _clear()
    g.pop("csrf_token", None)
    secret = secrets.token_urlsafe(32)
    settings: Settings = current_app.extensions["settings"]
    at = now()
    with writing() as ledger:
        until = at + timedelta(hours=settings.session_hours)
        logins.begin_session(ledger, account_id, hash_of(secret), at, until)
    session["secret"], session["account"] = secret, account_id
    g.pop("reader", None)


def end() -> None:
    """Sign out: the secret is worth nothing from now on."""
    secret = session.get("secret")
    if secret:
        with writing() as ledger:
            logins.end_session(ledger, hash_of(secret), now())
    _clear()
    g.pop("csrf_token", None)
    g.reader = None
