"""What the world sees: published assignments, and the half-days that they take.

Only `db.operations.publish` writes here.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.base import Base, HalfDayNumber, Key, Moment, one_of, owned
from db.models.expert import ExpertRow
from db.models.mission import MissionRow
from db.models.role import RoleRow
from db.words import BOOKING_STATUSES, VENUES


class Dates:
    """What a calendar entry is made of; SEQUENCE rises when time, place or status changes.

    `first` to `last` are the half-days on site and `leaves` to `returns` those with the
    travel around them, both ends included, in local time of the place.
    """

    uid: Mapped[str] = mapped_column(String(64), unique=True)
    sequence: Mapped[int] = mapped_column(default=0)
    status: Mapped[str] = mapped_column(String(16))
    venue: Mapped[str] = mapped_column(String(16))
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("partner.id"))
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"))
    first: Mapped[HalfDayNumber]
    last: Mapped[HalfDayNumber]
    leaves: Mapped[HalfDayNumber]
    returns: Mapped[HalfDayNumber]
    created_at: Mapped[Moment]
    changed_at: Mapped[Moment]
    archived_at: Mapped[datetime | None]
    """When a long-past cancellation left the feeds; a later change brings it back."""


class BookingRow(Dates, Base):
    """A published assignment: one row for life per mission and expert."""

    __tablename__ = "booking"
    __table_args__ = (
        UniqueConstraint("mission_id", "expert_id"),
        CheckConstraint(one_of("status", BOOKING_STATUSES), name="status"),
        CheckConstraint(one_of("venue", VENUES), name="venue"),
        CheckConstraint("leaves <= first AND first <= last AND last <= returns", name="range"),
        CheckConstraint("sequence >= 0", name="sequence"),
        Index(None, "expert_id", "first"),
        Index(None, "first"),
    )

    id: Mapped[Key]
    mission_id: Mapped[int] = mapped_column(ForeignKey("mission.id"))
    expert_id: Mapped[int] = mapped_column(ForeignKey("expert.id"))
    role_id: Mapped[int] = mapped_column(ForeignKey("role.id"))

    mission: Mapped[MissionRow] = relationship()
    expert: Mapped[ExpertRow] = relationship()
    role: Mapped[RoleRow] = relationship()


class MissionBookingRow(Dates, Base):
    """A published mission: one row for life, for the feeds of missions and institutions."""

    __tablename__ = "mission_booking"
    __table_args__ = (
        CheckConstraint(one_of("status", BOOKING_STATUSES), name="status"),
        CheckConstraint(one_of("venue", VENUES), name="venue"),
        CheckConstraint("leaves <= first AND first <= last AND last <= returns", name="range"),
        CheckConstraint("sequence >= 0", name="sequence"),
        Index(None, "first"),
        Index(None, "institution_id", "first"),
    )

    id: Mapped[Key]
    mission_id: Mapped[int] = mapped_column(ForeignKey("mission.id"), unique=True)

    mission: Mapped[MissionRow] = relationship()


class BookedHalfDayRow(Base):
    """A half-day that an expert has given away, in local time of their institution.

    Its primary key is what keeps anybody from being booked twice.
    """

    __tablename__ = "booked_half_day"

    expert_id: Mapped[int] = mapped_column(ForeignKey("expert.id"), primary_key=True)
    half_day: Mapped[HalfDayNumber] = mapped_column(primary_key=True, autoincrement=False)
    booking_id: Mapped[int] = mapped_column(owned("booking"), index=True)
