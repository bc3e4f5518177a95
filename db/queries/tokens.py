"""Secret addresses of feeds."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from db.errors import NotFound
from db.models import ExpertRow, FeedTokenRow, MissionPartnerRow, MissionRow, ScenarioRow
from db.models.token import SUBJECTS
from db.queries.sight import KEEPERS, made_by
from db.words import FeedKind


def token(session: Session, token_id: int) -> FeedTokenRow:
    """One token, revoked or not. Raises: NotFound, also where it is somebody else's."""
    row = session.scalar(select(FeedTokenRow).where(FeedTokenRow.id == token_id, _theirs(session)))
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
            _theirs(session),
            FeedTokenRow.revoked_at.is_(None),
        )
        .order_by(FeedTokenRow.id)
    )
    return session.scalars(rows).all()


def _theirs(session: Session) -> ColumnElement[bool]:
    """A partner is everybody's, an address of its calendar is of who made it."""
    return or_(FeedTokenRow.kind != "partner", made_by(session, FeedTokenRow.created_by, KEEPERS))


def touched(
    session: Session, missions: Collection[int], experts: Collection[int]
) -> Mapping[str, int]:
    """How many addresses of each kind show these missions, or the time of these experts."""
    rows = (
        select(FeedTokenRow.kind, func.count())
        .where(FeedTokenRow.revoked_at.is_(None), or_(*_shows(missions, experts)))
        .group_by(FeedTokenRow.kind)
    )
    return {row.kind: row[1] for row in session.execute(rows)}


def _shows(missions: Collection[int], experts: Collection[int]) -> tuple[ColumnElement[bool], ...]:
    of_missions, of_experts = MissionRow.id.in_(missions), ExpertRow.id.in_(experts)
    further = select(MissionPartnerRow.partner_id).where(MissionPartnerRow.mission_id.in_(missions))
    token = FeedTokenRow
    return (
        token.expert_id.in_(experts),
        token.mission_id.in_(missions),
        token.programme_id.in_(select(MissionRow.programme_id).where(of_missions)),
        token.partner_id.in_(select(MissionRow.partner_id).where(of_missions)),
        token.partner_id.in_(further),
        and_(
            token.kind == "institution",
            token.institution_id.in_(select(MissionRow.institution_id).where(of_missions)),
        ),
        and_(
            token.kind == "pool",
            token.institution_id.in_(select(ExpertRow.institution_id).where(of_experts)),
        ),
    )


def of_departed(session: Session, today: date) -> Sequence[FeedTokenRow]:
    """The tokens that still work of experts whose last day is over."""
    rows = (
        select(FeedTokenRow)
        .join(ExpertRow, ExpertRow.id == FeedTokenRow.expert_id)
        .where(ExpertRow.served_until < today, FeedTokenRow.revoked_at.is_(None))
        .order_by(FeedTokenRow.id)
    )
    return session.scalars(rows).all()


def of_closed(session: Session, before: datetime) -> Sequence[FeedTokenRow]:
    """The tokens that still work of scenarios that were published or put aside before a time."""
    rows = (
        select(FeedTokenRow)
        .join(ScenarioRow, ScenarioRow.id == FeedTokenRow.scenario_id)
        .where(
            ScenarioRow.state != "open",
            ScenarioRow.changed_at < before,
            FeedTokenRow.revoked_at.is_(None),
        )
        .order_by(FeedTokenRow.id)
    )
    return session.scalars(rows).all()
