"""What scenarios propose: their missions as entries of a calendar that nobody is bound by."""

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Key, one_of, owned
from db.models.booking import Dates
from db.words import BOOKING_STATUSES, VENUES


class ProposalRow(Dates, Base):
    """A mission as a scenario's plan has it: one row for life per scenario and mission.

    It is a hold while it is proposed and cancelled once it no longer is. Its UID is no
    booking's. Only `db.operations.proposals` writes here.
    """

    __tablename__ = "proposal"
    __table_args__ = (
        UniqueConstraint("scenario_id", "mission_id"),
        CheckConstraint(one_of("status", BOOKING_STATUSES), name="status"),
        CheckConstraint(one_of("venue", VENUES), name="venue"),
        CheckConstraint("leaves <= first AND first <= last AND last <= returns", name="range"),
        CheckConstraint("sequence >= 0", name="sequence"),
    )

    id: Mapped[Key]
    scenario_id: Mapped[int] = mapped_column(owned("scenario"))
    mission_id: Mapped[int] = mapped_column(owned("mission"), index=True)
