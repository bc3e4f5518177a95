"""What experts are asked of their bookings, and what they say: secret links, answers, mail.

Only `db.operations.answers` and `db.operations.received_mail` write here.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.base import Base, Document, HalfDayNumber, Key, Moment, one_of, owned
from db.models.booking import BookingRow
from db.words import ANSWER_WAYS, ANSWERS, MAIL_OUTCOMES


class AnswerTokenRow(Base):
    """One secret link to one question: a booking at a SEQUENCE, with the dates it had then.

    Half-days as in `booking`, both ends included. Only the hash of the secret is kept.
    """

    __tablename__ = "answer_token"
    __table_args__ = (Index(None, "booking_id", "id"),)

    id: Mapped[Key]
    booking_id: Mapped[int] = mapped_column(owned("booking"))
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    sequence: Mapped[int]
    venue: Mapped[str] = mapped_column(String(16))
    first: Mapped[HalfDayNumber]
    last: Mapped[HalfDayNumber]
    leaves: Mapped[HalfDayNumber]
    returns: Mapped[HalfDayNumber]
    issued_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    issued_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    used_at: Mapped[datetime | None]

    booking: Mapped[BookingRow] = relationship()


class AnswerRow(Base):
    """What an expert said of a booking at a SEQUENCE, once; a later answer is a row of its own.

    `venue` to `returns` are what the booking asked for at that SEQUENCE, empty where nobody
    knows that any more. `proposed_first` to `proposed_last` are days that would suit instead,
    both included.
    """

    __tablename__ = "answer"
    __table_args__ = (
        CheckConstraint(one_of("answer", ANSWERS), name="answer"),
        CheckConstraint(one_of("way", ANSWER_WAYS), name="way"),
        CheckConstraint("(answer = 'other_dates') = (proposed_first IS NOT NULL)", name="proposal"),
        CheckConstraint(
            "(proposed_first IS NULL) = (proposed_last IS NULL)"
            " AND (proposed_first IS NULL OR proposed_first <= proposed_last)",
            name="proposed_range",
        ),
        Index(None, "booking_id", "answered_at", "id"),
    )

    id: Mapped[Key]
    booking_id: Mapped[int] = mapped_column(owned("booking"))
    sequence: Mapped[int]
    venue: Mapped[str | None] = mapped_column(String(16))
    first: Mapped[int | None]
    last: Mapped[int | None]
    leaves: Mapped[int | None]
    returns: Mapped[int | None]
    answer: Mapped[str] = mapped_column(String(16))
    note: Mapped[str] = mapped_column(Text, default="")
    proposed_first: Mapped[date | None]
    proposed_last: Mapped[date | None]
    way: Mapped[str] = mapped_column(String(16))
    answered_at: Mapped[Moment]
    """When it was said; a reply by mail says so itself, but it is never later than its arrival."""
    recorded_at: Mapped[Moment]

    booking: Mapped[BookingRow] = relationship()


class ReceivedMailRow(Base):
    """One mail of the unit's mailbox, handled once: known by its Message-ID or its digest.

    `code` and `facts` say why it could not be used; `seen_at` is when somebody put it aside.
    """

    __tablename__ = "received_mail"
    __table_args__ = (
        CheckConstraint(one_of("outcome", MAIL_OUTCOMES), name="outcome"),
        Index(None, "outcome", "seen_at"),
    )

    id: Mapped[Key]
    known_as: Mapped[str] = mapped_column(String(64), unique=True)
    outcome: Mapped[str] = mapped_column(String(16))
    institution_id: Mapped[int | None] = mapped_column(ForeignKey("institution.id"))
    """Whose mail it is: of whose mission it speaks, or whose expert wrote it."""
    code: Mapped[str | None] = mapped_column(String(64))
    facts: Mapped[Document] = mapped_column(default=dict)
    sender: Mapped[str] = mapped_column(String(254), default="")
    subject: Mapped[str] = mapped_column(String(200), default="")
    received_at: Mapped[Moment]
    seen_at: Mapped[datetime | None]
    seen_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
