"""Long work, asked for in a row that is written in the transaction of its cause."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Document, Key, Moment, one_of
from db.words import JOB_STATES


class JobRow(Base):
    """What is asked, how far it is, the best so far, and how it ended."""

    __tablename__ = "job"
    __table_args__ = (
        CheckConstraint(one_of("state", JOB_STATES), name="state"),
        CheckConstraint("attempt >= 0", name="attempt"),
        Index(None, "state", "id"),
    )

    id: Mapped[Key]
    kind: Mapped[str] = mapped_column(String(32))
    asked: Mapped[Document] = mapped_column(default=dict)
    state: Mapped[str] = mapped_column(String(16), default="queued")
    attempt: Mapped[int] = mapped_column(default=0)
    progress: Mapped[Document | None]
    best: Mapped[Document | None]
    stop_asked: Mapped[bool] = mapped_column(default=False)
    cancel_asked: Mapped[bool] = mapped_column(default=False)
    base_plan_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"))
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"))
    error_code: Mapped[str | None] = mapped_column(String(64))
    error_facts: Mapped[Document | None]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[Moment]
    started_at: Mapped[datetime | None]
    seen_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
