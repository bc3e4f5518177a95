"""Who reads the page: the account behind the request."""

import hashlib
import sqlite3

from flask import g, has_request_context, session
from sqlalchemy.exc import DBAPIError

from db.models import AccountRow
from db.queries import logins
from db.troubles import Unanswered, trouble_of
from web.http.ledger import looking, reading
from web.service.clock import now
from web.service.reader import Grant, Reader


def reader_of_request() -> Reader | None:
    """Who is signed in, read once a request; None where nobody is."""
    if not has_request_context():
        return None
    if "reader" not in g:
        g.reader = found = _read()
        if found is not None:
            looking(found.homes())
    known: Reader | None = g.reader
    return known


def reader_if_told() -> Reader | None:
    """The same; None too where the database does not answer, of which pages have to speak."""
    try:
        return reader_of_request()
    except (DBAPIError, sqlite3.Error, Unanswered) as error:
        if trouble_of(error) is None:
            raise
        return None


def hash_of(secret: str) -> str:
    """What is kept of a secret that only its holder knows."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _read() -> Reader | None:
    secret = session.get("secret")
    if not secret:
        return None
    with reading() as ledger:
        row = logins.signed_in(ledger, hash_of(secret), now())
        return None if row is None else _reader(row)


def _reader(row: AccountRow) -> Reader:
    grants = (Grant(role.role, role.institution_id, role.expert_id) for role in row.roles)
    return Reader(row.id, row.login, row.name, row.language, tuple(grants))
