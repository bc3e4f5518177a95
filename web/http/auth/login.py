"""Is it them? Passwords checked, attempts counted for all processes together."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from db.operations import logins as operations
from db.queries import logins as queries
from web.http.ledger import reading, writing
from web.service.clock import now
from web.service.passwords import is_password

WINDOW = timedelta(minutes=15)
"""How long a failed attempt counts."""
FAILURES_OF_LOGIN = 8
"""Failures after which a login waits."""
FAILURES_OF_ADDRESS = 40
"""Failures after which everybody behind an address waits: offices share one."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an attempt: the account, or why not."""

    verdict: Literal["welcome", "wrong", "wait"]
    account_id: int | None = None


def try_login(login: str, password: str, address: str) -> Outcome:
    """Check a password; wrong ones count, and too many of them close the door for a while."""
    at = now()
    with reading() as ledger:
        of_login, of_address = queries.failures(ledger, login, address, at - WINDOW)
        account = queries.account_by_login(ledger, login)
    if of_login >= FAILURES_OF_LOGIN or of_address >= FAILURES_OF_ADDRESS:
        return Outcome("wait")
    is_right = is_password(password, account.password_hash if account else None)
    with writing() as ledger:
        operations.note_attempt(ledger, login, address, is_right, at)
    if account is None or not is_right:
        return Outcome("wrong")
    return Outcome("welcome", account.id)
