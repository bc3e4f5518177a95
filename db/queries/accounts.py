"""Accounts with their roles."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from db.errors import NotFound
from db.models import AccountRoleRow, AccountRow
from db.queries.sight import FOR_SOMEBODY


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


def names(session: Session, accounts: Collection[int]) -> dict[int, str]:
    """What accounts are called, by number."""
    rows = select(AccountRow.id, AccountRow.name).where(AccountRow.id.in_(accounts))
    return {row.id: row.name for row in session.execute(rows)}


def speaks_for(session: Session, account_id: int, expert_id: int) -> bool:
    """Is the account an expert's own, or of somebody who acts for them?"""
    rows = select(AccountRoleRow.id).where(
        AccountRoleRow.account_id == account_id,
        AccountRoleRow.role.in_(FOR_SOMEBODY),
        AccountRoleRow.expert_id == expert_id,
    )
    return session.scalars(rows.limit(1)).first() is not None
