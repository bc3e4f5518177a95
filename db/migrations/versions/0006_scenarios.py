"""Keep scenarios and their changes."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Make the tables."""
    _make_scenario()
    _make_scenario_change()


def downgrade() -> None:
    """Drop the tables, the last made first."""
    op.drop_table("scenario_change")
    op.drop_table("scenario")


def _make_scenario() -> None:
    op.create_table(
        "scenario",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("origin_id", sa.Integer(), nullable=True),
        sa.Column("base_plan_id", sa.Integer(), nullable=True),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("freeze_days", sa.Integer(), nullable=False),
        sa.Column("gesture", sa.Integer(), nullable=False),
        sa.Column("solved_gesture", sa.Integer(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('open', 'published', 'discarded')", name=op.f("ck_scenario_state")
        ),
        sa.CheckConstraint("gesture >= 0", name=op.f("ck_scenario_gesture")),
        sa.CheckConstraint("freeze_days BETWEEN 0 AND 365", name=op.f("ck_scenario_freeze_days")),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_scenario_author_id")),
        sa.ForeignKeyConstraint(
            ["base_plan_id"], ["plan.id"], name=op.f("fk_scenario_base_plan_id")
        ),
        sa.ForeignKeyConstraint(["origin_id"], ["scenario.id"], name=op.f("fk_scenario_origin_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_scenario_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scenario")),
    )
    op.create_index(op.f("ix_scenario_state"), "scenario", ["state"])


def _make_scenario_change() -> None:
    op.create_table(
        "scenario_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scenario_id", sa.Integer(), nullable=False),
        sa.Column("gesture", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("removes_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(code = 'change.removed') = (removes_id IS NOT NULL)",
            name=op.f("ck_scenario_change_removes"),
        ),
        sa.ForeignKeyConstraint(
            ["removes_id"],
            ["scenario_change.id"],
            name=op.f("fk_scenario_change_removes_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["scenario_id"],
            ["scenario.id"],
            name=op.f("fk_scenario_change_scenario_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scenario_change")),
    )
    op.create_index(
        op.f("ix_scenario_change_scenario_id_gesture"),
        "scenario_change",
        ["scenario_id", "gesture"],
    )
