"""A form that was sent after its login had ended comes back, as it was, after the next login.

However it ended: in time, by hand in another window, or by an administrator; and where the same
person has signed in again already, it comes back at once.

It is kept for the account whose login it was and for nobody else; nothing is done by it: its
writer sees it filled in again, and sends it. Of another site's making it cannot be: the cookie
does not travel with a form from elsewhere, and the form's token has to be that of the cookie.
"""

import hmac
import secrets
from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import Flask, current_app, g, request, session
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.datastructures import MultiDict

from db.models import KeptFormRow
from db.operations import kept_forms as operations
from db.queries import kept_forms as queries
from db.queries import logins
from web.http.auth import sessions
from web.http.auth.signed_in import hash_of
from web.http.ledger import reading, writing
from web.service.clock import now
from web.service.logs import holds_secret
from web.service.reader import current_reader
from web.service.typed_secrets import is_secret

KEY = "kept"
"""The argument of an address that says which form comes back."""
FROM = "from_page"
"""The field of every form that says on which page it stands."""
_TOKEN = "csrf_token"
_OURS = (_TOKEN, FROM)
"""Fields that belong to the page, not to its reader."""


def init_app(app: Flask) -> None:
    """Let every form say on which page it stands."""
    app.jinja_env.globals["form_page"] = form_page


def form_page() -> str:
    """The address of the page that is being made; of an answer to a form, that of the form."""
    if request.method == "POST" and FROM in request.form:
        return _safe(request.form[FROM])
    return _without_key(request.full_path.rstrip("?"))


def keep() -> str | None:
    """Keep the form of this request; answers the page on which it comes back, None without one."""
    fields = _fields()
    account = _whose()
    page = _safe(request.form.get(FROM, ""))
    is_too_long = sum(len(name) + len(text) for name, text in fields) > operations.SIGNS_MOST
    if account is None or not page or not fields or is_too_long:
        return None
    key = secrets.token_urlsafe(24)
    at = now()
    with writing() as ledger:
        operations.keep(ledger, account, hash_of(key), request.path, fields, at)
    return f"{page}{'&' if '?' in page else '?'}{urlencode({KEY: key})}"


def kept_form() -> KeptFormRow | None:
    """The form that this address brings back to its writer."""
    if "kept_form" not in g:
        g.kept_form = _read()
    found: KeptFormRow | None = g.kept_form
    return found


def kept_fields() -> MultiDict[str, str] | None:
    """Its fields, where it was sent to this very address: for pages with rows that grow."""
    row = kept_form()
    return MultiDict(_pairs(row)) if row is not None and row.action == request.path else None


def whole() -> list[tuple[str, str]] | None:
    """The fields of this form, to be sent once more as they are; None where some must not be said.

    Only of a form that stands on a page made for this very cookie.
    """
    if request.method != "POST" or request.files or not _is_ours(request.form.get(_TOKEN, "")):
        return None
    fields = list(request.form.items(multi=True))
    said = [field for field in fields if field[0] not in _OURS]
    is_too_long = sum(len(name) + len(text) for name, text in said) > operations.SIGNS_MOST
    return said if said == _fields() and not is_too_long else None


def _pairs(row: KeptFormRow) -> list[tuple[str, str]]:
    return [(name, text) for name, text in row.fields]


def _read() -> KeptFormRow | None:
    key, reader = request.args.get(KEY, ""), current_reader()
    if not key or reader is None or request.method != "GET":
        return None
    with reading() as ledger:
        return queries.kept(ledger, hash_of(key), reader.id, now())


def _whose() -> int | None:
    """The account whose login has ended, where the form was made for it and it may come back.

    Who is signed in sees no form of somebody else's, and nobody keeps one for them.
    """
    token, reader = request.form.get(_TOKEN, ""), current_reader()
    own = sessions.own_forms()
    known = sessions.earlier() if reader else [*sessions.earlier(), *([own] if own else [])]
    account_id = next((each for each, said in known if _is_of(token, said)), None)
    if reader is not None:
        return account_id if account_id == reader.id else None
    if account_id is None:
        return None
    with reading() as ledger:
        return account_id if logins.is_open(ledger, account_id) else None


def _is_ours(token: str) -> bool:
    """Was the token given to this cookie, however long ago?"""
    return _is_of(token, str(session.get(_TOKEN, "")))


def _is_of(token: str, secret: str) -> bool:
    """Was the token made of this secret of a cookie?"""
    maker = URLSafeTimedSerializer(current_app.secret_key or "", salt="wtf-csrf-token")
    try:
        said = maker.loads(token)
    except BadSignature:
        return False
    return hmac.compare_digest(str(said), secret)


def _fields() -> list[tuple[str, str]]:
    return [
        (name, text)
        for name, text in request.form.items(multi=True)
        if name not in _OURS and not is_secret(name, text)
    ]


def _safe(page: str) -> str:
    """A page of ours, or nothing."""
    is_ours = page.startswith("/") and not page.startswith(("//", "/\\"))
    return _without_key(page) if is_ours and page.isprintable() and len(page) < 2000 else ""


def _without_key(page: str) -> str:
    """The page without its key; without what holds a secret, too: it is said again nowhere."""
    try:
        parts = urlsplit(page)
    except ValueError:
        return ""
    if holds_secret(parts.path):
        return ""
    typed = parse_qsl(parts.query, keep_blank_values=True)
    kept = [pair for pair in typed if pair[0] != KEY and not holds_secret("=".join(pair))]
    return f"{parts.path}?{urlencode(kept)}" if kept else parts.path
