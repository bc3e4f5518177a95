"""Keep plans, bookings and jobs."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Make the tables."""
    _make_plan()
    _make_plan_mission()
    _make_assignment()
    _make_booking()
    _make_mission_booking()
    _make_booked_half_day()
    _make_job()


def downgrade() -> None:
    """Drop the tables, the last made first."""
    for table in reversed(
        (
            "plan",
            "plan_mission",
            "assignment",
            "booking",
            "mission_booking",
            "booked_half_day",
            "job",
        )
    ):
        op.drop_table(table)


def _make_plan() -> None:
    op.create_table(
        "plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=16), nullable=True),
        sa.Column("tiers", sa.JSON(), nullable=False),
        sa.Column("measures", sa.JSON(), nullable=False),
        sa.Column("seconds", sa.Double(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('draft', 'solved', 'live', 'superseded')", name=op.f("ck_plan_state")
        ),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_plan_author_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["plan.id"], name=op.f("fk_plan_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
        sa.UniqueConstraint("number", name=op.f("uq_plan_number")),
    )
    op.create_index(op.f("ix_plan_parent_id"), "plan", ["parent_id"])
    op.create_index(
        "uq_plan_live",
        "plan",
        ["state"],
        unique=True,
        sqlite_where=sa.text("state = 'live'"),
        postgresql_where=sa.text("state = 'live'"),
    )


def _make_plan_mission() -> None:
    op.create_table(
        "plan_mission",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("mission_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mission_id"], ["mission.id"], name=op.f("fk_plan_mission_mission_id")
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plan.id"], name=op.f("fk_plan_mission_plan_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("plan_id", "mission_id", name=op.f("pk_plan_mission")),
    )
    op.create_index(op.f("ix_plan_mission_mission_id"), "plan_mission", ["mission_id"])


def _make_assignment() -> None:
    op.create_table(
        "assignment",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("mission_id", sa.Integer(), nullable=False),
        sa.Column("expert_id", sa.Integer(), nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["expert_id"], ["expert.id"], name=op.f("fk_assignment_expert_id")),
        sa.ForeignKeyConstraint(
            ["mission_id"], ["mission.id"], name=op.f("fk_assignment_mission_id")
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plan.id"], name=op.f("fk_assignment_plan_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["role_id"], ["role.id"], name=op.f("fk_assignment_role_id")),
        sa.PrimaryKeyConstraint("plan_id", "mission_id", "expert_id", name=op.f("pk_assignment")),
    )
    op.create_index(op.f("ix_assignment_expert_id"), "assignment", ["expert_id"])
    op.create_index(op.f("ix_assignment_mission_id"), "assignment", ["mission_id"])


def _make_booking() -> None:
    op.create_table(
        "booking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mission_id", sa.Integer(), nullable=False),
        sa.Column("expert_id", sa.Integer(), nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=64), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("venue", sa.String(length=16), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=True),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("leaves", sa.Integer(), nullable=False),
        sa.Column("returns", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "status IN ('hold', 'confirmed', 'cancelled')", name=op.f("ck_booking_status")
        ),
        sa.CheckConstraint("venue IN ('abroad', 'home', 'remote')", name=op.f("ck_booking_venue")),
        sa.CheckConstraint(
            "leaves <= first AND first <= last AND last <= returns", name=op.f("ck_booking_range")
        ),
        sa.CheckConstraint("sequence >= 0", name=op.f("ck_booking_sequence")),
        sa.ForeignKeyConstraint(["expert_id"], ["expert.id"], name=op.f("fk_booking_expert_id")),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_booking_institution_id")
        ),
        sa.ForeignKeyConstraint(["mission_id"], ["mission.id"], name=op.f("fk_booking_mission_id")),
        sa.ForeignKeyConstraint(["partner_id"], ["partner.id"], name=op.f("fk_booking_partner_id")),
        sa.ForeignKeyConstraint(["role_id"], ["role.id"], name=op.f("fk_booking_role_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking")),
        sa.UniqueConstraint(
            "mission_id", "expert_id", name=op.f("uq_booking_mission_id_expert_id")
        ),
        sa.UniqueConstraint("uid", name=op.f("uq_booking_uid")),
    )
    op.create_index(op.f("ix_booking_expert_id_first"), "booking", ["expert_id", "first"])
    op.create_index(op.f("ix_booking_first"), "booking", ["first"])


def _make_mission_booking() -> None:
    op.create_table(
        "mission_booking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mission_id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=64), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("venue", sa.String(length=16), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=True),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("leaves", sa.Integer(), nullable=False),
        sa.Column("returns", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "status IN ('hold', 'confirmed', 'cancelled')", name=op.f("ck_mission_booking_status")
        ),
        sa.CheckConstraint(
            "venue IN ('abroad', 'home', 'remote')", name=op.f("ck_mission_booking_venue")
        ),
        sa.CheckConstraint(
            "leaves <= first AND first <= last AND last <= returns",
            name=op.f("ck_mission_booking_range"),
        ),
        sa.CheckConstraint("sequence >= 0", name=op.f("ck_mission_booking_sequence")),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_mission_booking_institution_id")
        ),
        sa.ForeignKeyConstraint(
            ["mission_id"], ["mission.id"], name=op.f("fk_mission_booking_mission_id")
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_mission_booking_partner_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mission_booking")),
        sa.UniqueConstraint("mission_id", name=op.f("uq_mission_booking_mission_id")),
        sa.UniqueConstraint("uid", name=op.f("uq_mission_booking_uid")),
    )
    op.create_index(op.f("ix_mission_booking_first"), "mission_booking", ["first"])
    op.create_index(
        op.f("ix_mission_booking_institution_id_first"),
        "mission_booking",
        ["institution_id", "first"],
    )


def _make_booked_half_day() -> None:
    op.create_table(
        "booked_half_day",
        sa.Column("expert_id", sa.Integer(), nullable=False),
        sa.Column("half_day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["booking_id"],
            ["booking.id"],
            name=op.f("fk_booked_half_day_booking_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["expert_id"], ["expert.id"], name=op.f("fk_booked_half_day_expert_id")
        ),
        sa.PrimaryKeyConstraint("expert_id", "half_day", name=op.f("pk_booked_half_day")),
    )
    op.create_index(op.f("ix_booked_half_day_booking_id"), "booked_half_day", ["booking_id"])


def _make_job() -> None:
    op.create_table(
        "job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("progress", sa.JSON(), nullable=True),
        sa.Column("best", sa.JSON(), nullable=True),
        sa.Column("stop_asked", sa.Boolean(), nullable=False),
        sa.Column("cancel_asked", sa.Boolean(), nullable=False),
        sa.Column("base_plan_id", sa.Integer(), nullable=True),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("error_code", sa.String(length=64), nullable=True),
        sa.Column("error_facts", sa.JSON(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('queued', 'running', 'done', 'failed', 'cancelled')",
            name=op.f("ck_job_state"),
        ),
        sa.CheckConstraint("attempt >= 0", name=op.f("ck_job_attempt")),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_job_author_id")),
        sa.ForeignKeyConstraint(["base_plan_id"], ["plan.id"], name=op.f("fk_job_base_plan_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_job_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
    )
    op.create_index(op.f("ix_job_state_id"), "job", ["state", "id"])
