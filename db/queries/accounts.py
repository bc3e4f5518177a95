"""Accounts with their roles."""

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from db.errors import NotFound
from db.models import AccountRow


def account(session: Session, account_id: int) -> AccountRow:
    """One account with its roles. Raises: NotFound."""
    row = session.get(AccountRow, account_id, options=[selectinload(AccountRow.roles)])
    if row is None:
        raise NotFound("account", account_id)
    return row


def by_login(session: Session, login: str) -> AccountRow:
    """The account of a login name, disabled or not. Raises: NotFound."""
    rows = select(AccountRow).where(AccountRow.login == login.strip().lower())
    row = session.scalar(rows.options(selectinload(AccountRow.roles)))
    if row is None:
        raise NotFound("account", login)
    return row
