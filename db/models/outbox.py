"""What experts are told of their bookings by mail: a row each, written with its cause.

Only `db.operations.outbox` writes here.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.base import Base, Document, Key, Moment, one_of, owned
from db.models.booking import BookingRow
from db.models.institution import InstitutionRow
from db.words import MAIL_METHODS, MAIL_STATES


class MessageRow(Base):
    """One mail about one booking at one SEQUENCE.

    `told` is the booking as it was then, `before` what its expert had been told last; both by
    the names of `stays.ENTRY`. `created_at` is when the booking changed. `attempt` counts the
    times that a worker took it in hand, `failures` those since somebody released it; `next_at` is
    its next turn, or until when a worker has it. `is_doubtful` marks what may have reached its
    reader although nobody knows.
    """

    __tablename__ = "message"
    __table_args__ = (
        UniqueConstraint("booking_id", "sequence"),
        CheckConstraint(one_of("method", MAIL_METHODS), name="method"),
        CheckConstraint(one_of("state", MAIL_STATES), name="state"),
        CheckConstraint("attempt >= 0 AND failures >= 0", name="attempt"),
        CheckConstraint("(state IN ('ready', 'sending')) = (next_at IS NOT NULL)", name="next_at"),
        Index(None, "state", "next_at"),
        Index(None, "institution_id", "state", "id"),
    )

    id: Mapped[Key]
    booking_id: Mapped[int] = mapped_column(owned("booking"))
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"))
    method: Mapped[str] = mapped_column(String(16))
    sequence: Mapped[int]
    told: Mapped[Document]
    before: Mapped[Document | None]
    message_id: Mapped[str] = mapped_column(String(254), unique=True)
    """The Message-ID of its mail, the same at each attempt (RFC 5322 §3.6.4)."""
    state: Mapped[str] = mapped_column(String(16))
    attempt: Mapped[int] = mapped_column(default=0)
    failures: Mapped[int] = mapped_column(default=0)
    is_doubtful: Mapped[bool] = mapped_column(default=False)
    next_at: Mapped[datetime | None]
    error_code: Mapped[str | None] = mapped_column(String(64))
    error_facts: Mapped[Document | None]
    address: Mapped[str | None] = mapped_column(String(254))
    """Where it was sent to last."""
    created_at: Mapped[Moment]
    released_at: Mapped[datetime | None]
    tried_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    bounced_at: Mapped[datetime | None]
    sent_words: Mapped[Document | None]
    """What it said when it was sent, but for the secret of its link."""

    booking: Mapped[BookingRow] = relationship()
    institution: Mapped[InstitutionRow] = relationship()
