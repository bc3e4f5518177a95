"""Secret addresses of feeds."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.errors import NotFound
from db.models import ExpertRow, FeedTokenRow
from db.models.token import SUBJECTS
from db.words import FeedKind


def token(session: Session, token_id: int) -> FeedTokenRow:
    """One token, revoked or not. Raises: NotFound."""
    row = session.get(FeedTokenRow, token_id)
    if row is None:
        raise NotFound("feed_token", token_id)
    return row


def by_hash(session: Session, sha256: str) -> FeedTokenRow | None:
    """The token behind a secret, unless it is unknown or revoked: both look the same."""
    rows = select(FeedTokenRow).where(
        FeedTokenRow.sha256 == sha256, FeedTokenRow.revoked_at.is_(None)
    )
    return session.scalar(rows)


def tokens_of(session: Session, kind: FeedKind, subject_id: int) -> Sequence[FeedTokenRow]:
    """The tokens of one feed that still work, the oldest first."""
    rows = (
        select(FeedTokenRow)
        .where(
            FeedTokenRow.kind == kind,
            getattr(FeedTokenRow, SUBJECTS[kind]) == subject_id,
            FeedTokenRow.revoked_at.is_(None),
        )
        .order_by(FeedTokenRow.id)
    )
    return session.scalars(rows).all()


def of_departed(session: Session, today: date) -> Sequence[FeedTokenRow]:
    """The tokens that still work of experts whose last day is over."""
    rows = (
        select(FeedTokenRow)
        .join(ExpertRow, ExpertRow.id == FeedTokenRow.expert_id)
        .where(ExpertRow.served_until < today, FeedTokenRow.revoked_at.is_(None))
        .order_by(FeedTokenRow.id)
    )
    return session.scalars(rows).all()
