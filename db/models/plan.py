"""Plans: dates and teams of all missions, published or not."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.base import Base, Document, HalfDayNumber, Key, Listing, Moment, one_of, owned
from db.words import PLAN_STATES

_IS_LIVE = text("state = 'live'")


class PlanRow(Base):
    """Dates and teams of all missions; at most one plan is live.

    `parent_id` is the plan that was live when this one was made. `number` counts
    publications, `name` is what a release is called. `tiers` is a list of
    `{value, bound, optimal}`, as in an answer.
    """

    __tablename__ = "plan"
    __table_args__ = (
        CheckConstraint(one_of("state", PLAN_STATES), name="state"),
        Index(
            "uq_plan_live", "state", unique=True, sqlite_where=_IS_LIVE, postgresql_where=_IS_LIVE
        ),
    )

    id: Mapped[Key]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"), index=True)
    state: Mapped[str] = mapped_column(String(16), default="draft")
    number: Mapped[int | None] = mapped_column(unique=True)
    name: Mapped[str | None] = mapped_column(String(120))
    status: Mapped[str | None] = mapped_column(String(16))
    tiers: Mapped[Listing] = mapped_column(default=list)
    measures: Mapped[Document] = mapped_column(default=dict)
    seconds: Mapped[float | None]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[Moment]
    published_at: Mapped[datetime | None]

    missions: Mapped[list["PlanMissionRow"]] = relationship(
        cascade="all, delete-orphan", order_by="PlanMissionRow.mission_id"
    )
    assignments: Mapped[list["AssignmentRow"]] = relationship(
        cascade="all, delete-orphan",
        order_by="AssignmentRow.mission_id, AssignmentRow.role_id, AssignmentRow.expert_id",
    )


class PlanMissionRow(Base):
    """When a plan holds a mission: its first half-day on site, in local time of the place."""

    __tablename__ = "plan_mission"

    plan_id: Mapped[int] = mapped_column(owned("plan"), primary_key=True)
    mission_id: Mapped[int] = mapped_column(ForeignKey("mission.id"), primary_key=True, index=True)
    start: Mapped[HalfDayNumber]


class AssignmentRow(Base):
    """One expert in one seat of a plan."""

    __tablename__ = "assignment"

    plan_id: Mapped[int] = mapped_column(owned("plan"), primary_key=True)
    mission_id: Mapped[int] = mapped_column(ForeignKey("mission.id"), primary_key=True, index=True)
    expert_id: Mapped[int] = mapped_column(ForeignKey("expert.id"), primary_key=True, index=True)
    role_id: Mapped[int] = mapped_column(ForeignKey("role.id"))
