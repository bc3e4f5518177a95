"""Who reads the page: the account behind the request, with its roles by institution."""

import hashlib
import sqlite3
from dataclasses import dataclass

from flask import g, session
from sqlalchemy.exc import DBAPIError

from db.models import AccountRow
from db.queries import logins
from db.queries.sight import FOR_SOMEBODY
from db.troubles import Unanswered, trouble_of
from web.clock import now
from web.ledger import looking, reading


@dataclass(frozen=True, slots=True)
class Grant:
    """One role in one institution; of experts and assistants, for which expert."""

    role: str
    institution_id: int
    expert_id: int | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who is signed in."""

    id: int
    login: str
    name: str
    language: str | None
    grants: tuple[Grant, ...]

    def has(self, *roles: str, institution: int | None = None) -> bool:
        """Do they hold one of these roles, in that institution if one is named?"""
        return any(
            grant.role in roles and institution in (None, grant.institution_id)
            for grant in self.grants
        )

    def institutions(self, *roles: str) -> frozenset[int]:
        """Where they hold one of these roles, or any role if none is named."""
        return frozenset(
            grant.institution_id for grant in self.grants if not roles or grant.role in roles
        )

    def homes(self, *roles: str) -> frozenset[int]:
        """As which institutions they look: experts, and who acts for them, see what is theirs."""
        return frozenset(
            grant.institution_id
            for grant in self.grants
            if grant.role not in FOR_SOMEBODY and (not roles or grant.role in roles)
        )

    @property
    def experts(self) -> frozenset[int]:
        """The experts that they are or act for."""
        return frozenset(grant.expert_id for grant in self.grants if grant.expert_id is not None)


def current_reader() -> Reader | None:
    """Who is signed in, read once a request; None where nobody is."""
    if "reader" not in g:
        g.reader = found = _read()
        if found is not None:
            looking(found.homes())
    known: Reader | None = g.reader
    return known


def reader_if_told() -> Reader | None:
    """The same; None too where the database does not answer, of which pages have to speak."""
    try:
        return current_reader()
    except (DBAPIError, sqlite3.Error, Unanswered) as error:
        if trouble_of(error) is None:
            raise
        return None


def the_reader() -> Reader:
    """Who is signed in, in a view that nobody else enters."""
    reader = current_reader()
    if reader is None:
        raise RuntimeError("Nobody is signed in: the view's policy should have seen to it.")
    return reader


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
