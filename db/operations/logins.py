"""Signing in and out. The rows are their own record; they need no line in the audit."""

from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from db.models import LoginAttemptRow, WebSessionRow

KEPT = timedelta(days=1)
"""How long attempts and ended sessions are kept."""


def note_attempt(session: Session, login: str, address: str, succeeded: bool, at: datetime) -> None:
    """Remember that somebody tried to log in, and forget those of long ago."""
    session.execute(delete(LoginAttemptRow).where(LoginAttemptRow.at < at - KEPT))
    known = {"login": login.strip().lower()[:254], "address": address[:64]}
    session.add(LoginAttemptRow(**known, succeeded=succeeded, at=at))
    session.flush()


def begin_session(
    session: Session, account_id: int, sha256: str, at: datetime, expires_at: datetime
) -> WebSessionRow:
    """Let an account in until a moment, under the hash of a secret; forget old sessions."""
    session.execute(delete(WebSessionRow).where(WebSessionRow.expires_at < at - KEPT))
    row = WebSessionRow(
        account_id=account_id, sha256=sha256, created_at=at, seen_at=at, expires_at=expires_at
    )
    session.add(row)
    session.flush()
    return row


def end_session(session: Session, sha256: str, at: datetime) -> None:
    """Make a session useless, wherever its secret has gone."""
    session.execute(
        update(WebSessionRow)
        .where(WebSessionRow.sha256 == sha256, WebSessionRow.revoked_at.is_(None))
        .values(revoked_at=at)
    )


def end_sessions_of(session: Session, account_id: int, at: datetime) -> None:
    """Sign an account out everywhere."""
    session.execute(
        update(WebSessionRow)
        .where(WebSessionRow.account_id == account_id, WebSessionRow.revoked_at.is_(None))
        .values(revoked_at=at)
    )
