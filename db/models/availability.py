"""When an expert cannot be sent, and how that is known."""

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, HalfDayNumber, Key, Moment, one_of, owned
from db.words import BUSY_SOURCES


class BusyRow(Base):
    """Half-days on which an expert cannot be sent, in local time, both ends included."""

    __tablename__ = "busy"
    __table_args__ = (
        CheckConstraint("first <= last", name="range"),
        CheckConstraint(one_of("source", BUSY_SOURCES), name="source"),
        Index(None, "expert_id", "first"),
        CheckConstraint("(source = 'refusal') = (refusal_id IS NOT NULL)", name="refusal"),
        Index(None, "source_id"),
        Index(None, "refusal_id"),
    )

    id: Mapped[Key]
    expert_id: Mapped[int] = mapped_column(owned("expert"))
    first: Mapped[HalfDayNumber]
    last: Mapped[HalfDayNumber]
    source: Mapped[str] = mapped_column(String(16), default="typed")
    label: Mapped[str | None]
    source_id: Mapped[int | None] = mapped_column(owned("busy_source"))
    refusal_id: Mapped[int | None] = mapped_column(owned("refusal"))
    """The no to a mission that these days come from, and with which they go."""
    created_at: Mapped[Moment]
