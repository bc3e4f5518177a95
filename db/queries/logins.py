"""Who is signed in, who may be, and how often somebody tried."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from db.models import AccountRow, LoginAttemptRow, WebSessionRow


def account_by_login(session: Session, login: str) -> AccountRow | None:
    """The account that may log in under this name, unless it is disabled."""
    rows = select(AccountRow).where(
        AccountRow.login == login.strip().lower(), AccountRow.disabled_at.is_(None)
    )
    return session.scalar(rows)


def signed_in(session: Session, sha256: str, at: datetime) -> AccountRow | None:
    """The account, with its roles, whose login is still good; None where it is not."""
    rows = (
        select(AccountRow)
        .join(WebSessionRow, WebSessionRow.account_id == AccountRow.id)
        .where(
            WebSessionRow.sha256 == sha256,
            WebSessionRow.revoked_at.is_(None),
            WebSessionRow.expires_at > at,
            AccountRow.disabled_at.is_(None),
        )
        .options(selectinload(AccountRow.roles))
    )
    return session.scalar(rows)


def is_open(session: Session, account_id: int) -> bool:
    """May this account sign in?"""
    rows = select(AccountRow.id).where(
        AccountRow.id == account_id, AccountRow.disabled_at.is_(None)
    )
    return session.scalar(rows) is not None


def failures(session: Session, login: str, address: str, since: datetime) -> tuple[int, int]:
    """Failed attempts since a moment: for this login, and from this address."""
    failed = (
        select(func.count())
        .select_from(LoginAttemptRow)
        .where(LoginAttemptRow.at >= since, LoginAttemptRow.succeeded.is_(False))
    )
    by_login = session.scalar(failed.where(LoginAttemptRow.login == login.strip().lower()))
    by_address = session.scalar(failed.where(LoginAttemptRow.address == address))
    return by_login or 0, by_address or 0
