"""Forms kept for who has to sign in again. What stands in them is nobody else's: no audit line."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from db.models import KeptFormRow

KEPT = timedelta(minutes=30)
"""How long a form waits for its writer."""
MOST = 5
"""Forms that wait for one account; the oldest goes first."""
SIGNS_MOST = 200_000
"""Characters of names and texts that a form may have to be kept."""


def keep(
    session: Session,
    account_id: int,
    sha256: str,
    action: str,
    fields: Sequence[tuple[str, str]],
    at: datetime,
) -> KeptFormRow:
    """Keep a form for a while, under the hash of a secret."""
    forget(session, at)
    older = select(KeptFormRow.id).where(KeptFormRow.account_id == account_id)
    keys = session.scalars(older.order_by(KeptFormRow.id.desc())).all()
    session.execute(delete(KeptFormRow).where(KeptFormRow.id.in_(keys[MOST - 1 :])))
    row = KeptFormRow(
        account_id=account_id,
        sha256=sha256,
        action=action,
        fields=[list(field) for field in fields],
        created_at=at,
        expires_at=at + KEPT,
    )
    session.add(row)
    session.flush()
    return row


def forget(session: Session, at: datetime) -> None:
    """Forget the forms that nobody came back for."""
    session.execute(delete(KeptFormRow).where(KeptFormRow.expires_at <= at))
