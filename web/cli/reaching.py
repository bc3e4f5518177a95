"""What to say of a PostgreSQL server that lets nobody in: where it is, and why."""

import re

from db.troubles import trouble_of
from web.language.codes import N_
from web.language.speech import gettext as _

_UNKNOWN = N_("PostgreSQL at %(host)s, port %(port)s: no server of that name is known.")
_SILENT = N_("PostgreSQL at %(host)s, port %(port)s: nothing answers there.")
_SLOW = N_("PostgreSQL at %(host)s, port %(port)s: no answer came in time.")
_DENIED = N_("PostgreSQL at %(host)s, port %(port)s: it does not accept the name or password.")
_BARRED = N_(
    "PostgreSQL at %(host)s, port %(port)s: its rules of access (pg_hba.conf) do not let this "
    "machine or this name in, or not in this way."
)
_NOBODY = N_("PostgreSQL at %(host)s, port %(port)s: it has no role of that name.")
_NO_LOGIN = N_("PostgreSQL at %(host)s, port %(port)s: this role may not sign in.")
_NOT_THIS_ONE = N_("PostgreSQL at %(host)s, port %(port)s: this role may not open that database.")
_CROWDED = N_("PostgreSQL at %(host)s, port %(port)s: it accepts no more connections at present.")
_NOT_YET = N_("PostgreSQL at %(host)s, port %(port)s: it is starting up or shutting down.")
_MISSING = N_("PostgreSQL at %(host)s, port %(port)s: it has no database of that name.")
_OTHERWISE = N_("PostgreSQL at %(host)s, port %(port)s: there is no connection to it.")
_OPTION = N_("HEMICYCLE_DATABASE_URL: what follows the question mark cannot be used.")
_BUSY = N_("The database is busy with somebody else’s work. Nothing was saved.")
_FULL = N_("The disk on which the data is kept is full. Nothing was saved.")
_READ_ONLY = N_("The database is read-only at the moment. Nothing was saved.")

_REASONS = (
    (r"failed to resolve host|could not translate host name", _UNKNOWN),
    (r"Connection refused|No such file or directory", _SILENT),
    (r"timeout expired|timed out", _SLOW),
    (r"pg_hba|(?i:peer|ident|certificate) authentication failed|root user certificate", _BARRED),
    (r"authentication failed|no password supplied", _DENIED),
    (r"role \".*\" does not exist", _NOBODY),
    (r"not permitted to log in", _NO_LOGIN),
    (r"permission denied for database|not currently accepting connections", _NOT_THIS_ONE),
    (r"too many connections|too many clients|connection slots", _CROWDED),
    (r"database system is (?:starting|shutting|in recovery|not yet)", _NOT_YET),
    (r"database \".*\" does not exist", _MISSING),
    (r"invalid .*(?:value|option)", _OPTION),
)
"""What the driver says in English, whatever the language of the machine."""
_TROUBLES = {"locked": _BUSY, "full": _FULL, "read_only": _READ_ONLY}


def unreached(failed: BaseException, url: str) -> str | None:
    """The sentence for a server of PostgreSQL; None for any other error, or database."""
    error = _of_driver(failed)
    if error is None:
        return None
    trouble = trouble_of(error)
    if trouble in _TROUBLES:
        return _(_TROUBLES[trouble])
    if trouble is None or getattr(error, "sqlstate", None) == "42P01":
        return None
    words = str(error)
    said = next((said for text, said in _REASONS if re.search(text, words)), _OTHERWISE)
    host, port = _place(url)
    return _(said) % {"host": host, "port": port}


def _of_driver(failed: BaseException) -> BaseException | None:
    """The driver's own error, of which another one was made."""
    error: BaseException | None = getattr(failed, "orig", None) or failed
    while error is not None and not type(error).__module__.startswith("psycopg"):
        error = error.__cause__
    return error


def _place(url: str) -> tuple[str, str]:
    """Host and port of an address, and nothing else of it."""
    from sqlalchemy import make_url

    known = make_url(url)
    host, port = known.host or known.query.get("host"), known.port or known.query.get("port")
    return _listed(host or "localhost"), _listed(port or 5432)


def _listed(told: object) -> str:
    return ", ".join(map(str, told)) if isinstance(told, tuple) else str(told)
