"""Secret addresses of feeds: only their hashes are kept."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Key, Moment, one_of, owned
from db.words import FEED_KINDS, LANGUAGES

_ONE_SUBJECT = (
    "(kind = 'expert' AND expert_id IS NOT NULL AND mission_id IS NULL"
    " AND institution_id IS NULL)"
    " OR (kind = 'mission' AND mission_id IS NOT NULL AND expert_id IS NULL"
    " AND institution_id IS NULL)"
    " OR (kind = 'institution' AND institution_id IS NOT NULL AND expert_id IS NULL"
    " AND mission_id IS NULL)"
)


class FeedTokenRow(Base):
    """One secret address of one feed, labelled with what it is for (phone, assistant…)."""

    __tablename__ = "feed_token"
    __table_args__ = (
        CheckConstraint(one_of("kind", FEED_KINDS), name="kind"),
        CheckConstraint(_ONE_SUBJECT, name="subject"),
        CheckConstraint(one_of("language", LANGUAGES), name="language"),
    )

    id: Mapped[Key]
    kind: Mapped[str] = mapped_column(String(16))
    expert_id: Mapped[int | None] = mapped_column(owned("expert"), index=True)
    mission_id: Mapped[int | None] = mapped_column(owned("mission"), index=True)
    institution_id: Mapped[int | None] = mapped_column(owned("institution"), index=True)
    label: Mapped[str]
    language: Mapped[str] = mapped_column(String(2))
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[Moment]
    last_used_on: Mapped[date | None]
    revoked_at: Mapped[datetime | None]
