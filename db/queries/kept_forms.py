"""A form that waits for who sent it."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import KeptFormRow


def kept(session: Session, sha256: str, account_id: int, at: datetime) -> KeptFormRow | None:
    """The form behind a secret, where it is this account's and still waits."""
    rows = select(KeptFormRow).where(
        KeptFormRow.sha256 == sha256,
        KeptFormRow.account_id == account_id,
        KeptFormRow.expires_at > at,
    )
    return session.scalar(rows)
