"""Somebody's no to a mission: a fact of the two, whoever staffs it and however, until lifted.

Only `db.operations.refusals` writes here.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.base import Base, Key, Moment, one_of, owned
from db.models.answer import AnswerRow
from db.models.expert import ExpertRow
from db.models.mission import MissionRow
from db.words import LIFTED_HOW, REFUSAL_KINDS


class RefusalRow(Base):
    """A no to a mission: `outright`, or to the `dates` from `first` to `last` (half-days).

    Both ends are included, as in `booking`. It stands until `lifted_at`: lifted by somebody who
    says why, or by a later answer. Names are kept beside the accounts, which may go.
    """

    __tablename__ = "refusal"
    __table_args__ = (
        CheckConstraint(one_of("kind", REFUSAL_KINDS), name="kind"),
        CheckConstraint(one_of("lifted_how", LIFTED_HOW), name="lifted_how"),
        CheckConstraint("(kind = 'dates') = (first IS NOT NULL)", name="dates"),
        CheckConstraint(
            "(first IS NULL) = (last IS NULL) AND (first IS NULL OR first <= last)", name="range"
        ),
        CheckConstraint("(lifted_at IS NULL) = (lifted_how IS NULL)", name="lifted"),
        Index(None, "mission_id", "expert_id"),
        Index(None, "expert_id"),
    )

    id: Mapped[Key]
    mission_id: Mapped[int] = mapped_column(owned("mission"))
    expert_id: Mapped[int] = mapped_column(owned("expert"))
    kind: Mapped[str] = mapped_column(String(16))
    first: Mapped[int | None]
    last: Mapped[int | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    answer_id: Mapped[int | None] = mapped_column(ForeignKey("answer.id", ondelete="SET NULL"))
    said_at: Mapped[Moment]
    recorded_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    recorded_name: Mapped[str]
    recorded_at: Mapped[Moment]
    lifted_at: Mapped[datetime | None]
    lifted_how: Mapped[str | None] = mapped_column(String(16))
    lifted_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    lifted_name: Mapped[str | None]
    lifted_reason: Mapped[str | None] = mapped_column(Text)

    mission: Mapped[MissionRow] = relationship()
    expert: Mapped[ExpertRow] = relationship()
    answer: Mapped[AnswerRow | None] = relationship()
