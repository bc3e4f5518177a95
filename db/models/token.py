"""Secret addresses of feeds: only their hashes are kept."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Key, Moment, one_of, owned
from db.words import FEED_DETAILS, FEED_KINDS, FEED_SHOWS, LANGUAGES, FeedKind

SUBJECTS: Mapping[FeedKind, str] = {
    "expert": "expert_id",
    "mission": "mission_id",
    "institution": "institution_id",
    "programme": "programme_id",
    "partner": "partner_id",
    "pool": "institution_id",
    "team": "mission_id",
    "scenario": "scenario_id",
}
"""The column that says whose feed it is, by kind."""


def _one_subject() -> str:
    """Each kind has its own column filled, and no other."""
    cases = []
    for kind, own in SUBJECTS.items():
        others = sorted(set(SUBJECTS.values()) - {own})
        empty = " AND ".join(f"{other} IS NULL" for other in others)
        cases.append(f"(kind = '{kind}' AND {own} IS NOT NULL AND {empty})")
    return " OR ".join(cases)


class FeedTokenRow(Base):
    """One secret address of one feed, labelled with what it is for (phone, assistant…).

    It shows all entries, holds or what is confirmed; in full or without saying what it is; and
    reminds so many hours before, if at all.
    """

    __tablename__ = "feed_token"
    __table_args__ = (
        CheckConstraint(one_of("kind", FEED_KINDS), name="kind"),
        CheckConstraint(_one_subject(), name="subject"),
        CheckConstraint(one_of("language", LANGUAGES), name="language"),
        CheckConstraint(one_of("shows", FEED_SHOWS), name="shows"),
        CheckConstraint(one_of("detail", FEED_DETAILS), name="detail"),
        CheckConstraint("alarm_hours BETWEEN 1 AND 336", name="alarm_hours"),
    )

    id: Mapped[Key]
    kind: Mapped[str] = mapped_column(String(16))
    expert_id: Mapped[int | None] = mapped_column(owned("expert"), index=True)
    mission_id: Mapped[int | None] = mapped_column(owned("mission"), index=True)
    institution_id: Mapped[int | None] = mapped_column(owned("institution"), index=True)
    programme_id: Mapped[int | None] = mapped_column(owned("programme"), index=True)
    partner_id: Mapped[int | None] = mapped_column(owned("partner"), index=True)
    scenario_id: Mapped[int | None] = mapped_column(owned("scenario"), index=True)
    label: Mapped[str]
    language: Mapped[str] = mapped_column(String(2))
    shows: Mapped[str] = mapped_column(String(16), server_default="all")
    detail: Mapped[str] = mapped_column(String(16), server_default="full")
    alarm_hours: Mapped[int | None]
    chosen_at: Mapped[datetime | None]
    """When its choices last changed."""
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[Moment]
    last_used_on: Mapped[date | None]
    revoked_at: Mapped[datetime | None]
