"""Scenarios: what a planner alters to see what becomes of it, step by step."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.base import Base, Document, Key, Moment, one_of, owned
from db.words import SCENARIO_STATES


class ScenarioRow(Base):
    """A question about the live plan: changes of its problem, and the plan that they lead to.

    `base_plan_id` is the plan that was live when it was opened or last rebased, `plan_id` the
    last plan that was found for it. `gesture` is the step that it stands at; steps after it have
    been undone. Days before the end of the freeze zone stay as they are.
    """

    __tablename__ = "scenario"
    __table_args__ = (
        CheckConstraint(one_of("state", SCENARIO_STATES), name="state"),
        CheckConstraint("gesture >= 0", name="gesture"),
        CheckConstraint("freeze_days BETWEEN 0 AND 365", name="freeze_days"),
    )

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(120))
    state: Mapped[str] = mapped_column(String(16), default="open", index=True)
    origin_id: Mapped[int | None] = mapped_column(ForeignKey("scenario.id"))
    base_plan_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"))
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"))
    freeze_days: Mapped[int] = mapped_column(default=28)
    gesture: Mapped[int] = mapped_column(default=0)
    solved_gesture: Mapped[int | None]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[Moment]
    changed_at: Mapped[datetime]

    steps: Mapped[list["ScenarioChangeRow"]] = relationship(
        cascade="all, delete-orphan", order_by="ScenarioChangeRow.id"
    )


class ScenarioChangeRow(Base):
    """One change within a step, or the removal of an earlier one (`removes_id`)."""

    __tablename__ = "scenario_change"
    __table_args__ = (
        Index(None, "scenario_id", "gesture"),
        CheckConstraint("(code = 'change.removed') = (removes_id IS NOT NULL)", name="removes"),
    )

    id: Mapped[Key]
    scenario_id: Mapped[int] = mapped_column(owned("scenario"))
    gesture: Mapped[int]
    code: Mapped[str] = mapped_column(String(32))
    facts: Mapped[Document] = mapped_column(default=dict)
    removes_id: Mapped[int | None] = mapped_column(owned("scenario_change"))
    created_at: Mapped[Moment]
