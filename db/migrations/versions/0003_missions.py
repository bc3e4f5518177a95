"""Keep missions with their roles."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Make the tables."""
    _make_mission()
    _make_mission_language()
    _make_mission_partner()
    _make_mission_after()
    _make_mission_ban()
    _make_role()
    _make_role_domain()
    _make_role_language()
    _make_role_institution()
    _make_mission_pin()


def downgrade() -> None:
    """Drop the tables, the last made first."""
    for table in reversed(
        (
            "mission",
            "mission_language",
            "mission_partner",
            "mission_after",
            "mission_ban",
            "role",
            "role_domain",
            "role_language",
            "role_institution",
            "mission_pin",
        )
    ):
        op.drop_table(table)


def _make_mission() -> None:
    op.create_table(
        "mission",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("activity_type", sa.String(length=32), nullable=False),
        sa.Column("service_mode", sa.String(length=16), nullable=False),
        sa.Column("venue", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=True),
        sa.Column("programme_id", sa.Integer(), nullable=True),
        sa.Column("window_first", sa.Date(), nullable=False),
        sa.Column("window_last", sa.Date(), nullable=False),
        sa.Column("preferred", sa.Date(), nullable=True),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("half_day_starts", sa.Boolean(), nullable=False),
        sa.Column("weekdays", sa.String(length=7), nullable=True),
        sa.Column("travel_before", sa.Integer(), nullable=False),
        sa.Column("travel_after", sa.Integer(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("plural", sa.Boolean(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("pinned_start", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            (
                "activity_type IN ('assessment', 'technical_assistance', 'training_mission', "
                "'seminar', 'regional_seminar', 'working_visit', 'internship', 'cycle', "
                "'follow_up')"
            ),
            name=op.f("ck_mission_activity_type"),
        ),
        sa.CheckConstraint(
            "service_mode IN ('diagnosis', 'training', 'workshop')",
            name=op.f("ck_mission_service_mode"),
        ),
        sa.CheckConstraint(
            (
                "state IN ('requested', 'assessed', 'planned', 'approved', 'proposed', "
                "'changes_requested', 'accepted', 'scheduled', 'delivered', 'reported', "
                "'closed', 'declined', 'refused', 'cancelled')"
            ),
            name=op.f("ck_mission_state"),
        ),
        sa.CheckConstraint(
            "venue = 'home' OR partner_id IS NOT NULL", name=op.f("ck_mission_partner")
        ),
        sa.CheckConstraint("venue IN ('abroad', 'home', 'remote')", name=op.f("ck_mission_venue")),
        sa.CheckConstraint("length >= 1", name=op.f("ck_mission_length")),
        sa.CheckConstraint("priority BETWEEN 1 AND 100", name=op.f("ck_mission_priority")),
        sa.CheckConstraint(
            "travel_before >= 0 AND travel_after >= 0", name=op.f("ck_mission_travel")
        ),
        sa.CheckConstraint("window_first <= window_last", name=op.f("ck_mission_window")),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_mission_institution_id")
        ),
        sa.ForeignKeyConstraint(["partner_id"], ["partner.id"], name=op.f("fk_mission_partner_id")),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_mission_programme_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mission")),
    )
    op.create_index(
        op.f("ix_mission_institution_id_window_first"),
        "mission",
        ["institution_id", "window_first"],
    )
    op.create_index(op.f("ix_mission_partner_id"), "mission", ["partner_id"])
    op.create_index(op.f("ix_mission_programme_id"), "mission", ["programme_id"])
    op.create_index(op.f("ix_mission_state_window_first"), "mission", ["state", "window_first"])


def _make_mission_language() -> None:
    op.create_table(
        "mission_language",
        sa.Column("mission_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("cefr", sa.String(length=2), nullable=False),
        sa.CheckConstraint(
            "cefr IN ('A1', 'A2', 'B1', 'B2', 'C1', 'C2')", name=op.f("ck_mission_language_cefr")
        ),
        sa.ForeignKeyConstraint(
            ["mission_id"],
            ["mission.id"],
            name=op.f("fk_mission_language_mission_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("mission_id", "language", name=op.f("pk_mission_language")),
    )


def _make_mission_partner() -> None:
    op.create_table(
        "mission_partner",
        sa.Column("mission_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mission_id"],
            ["mission.id"],
            name=op.f("fk_mission_partner_mission_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_mission_partner_partner_id")
        ),
        sa.PrimaryKeyConstraint("mission_id", "partner_id", name=op.f("pk_mission_partner")),
    )


def _make_mission_after() -> None:
    op.create_table(
        "mission_after",
        sa.Column("mission_id", sa.Integer(), nullable=False),
        sa.Column("earlier_id", sa.Integer(), nullable=False),
        sa.Column("lag", sa.Integer(), nullable=False),
        sa.CheckConstraint("lag >= 0", name=op.f("ck_mission_after_lag")),
        sa.CheckConstraint("mission_id <> earlier_id", name=op.f("ck_mission_after_other")),
        sa.ForeignKeyConstraint(
            ["earlier_id"],
            ["mission.id"],
            name=op.f("fk_mission_after_earlier_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["mission_id"],
            ["mission.id"],
            name=op.f("fk_mission_after_mission_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("mission_id", "earlier_id", name=op.f("pk_mission_after")),
    )


def _make_mission_ban() -> None:
    op.create_table(
        "mission_ban",
        sa.Column("mission_id", sa.Integer(), nullable=False),
        sa.Column("expert_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["expert_id"], ["expert.id"], name=op.f("fk_mission_ban_expert_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["mission_id"],
            ["mission.id"],
            name=op.f("fk_mission_ban_mission_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("mission_id", "expert_id", name=op.f("pk_mission_ban")),
    )


def _make_role() -> None:
    op.create_table(
        "role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mission_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=True),
        sa.Column("is_dropped", sa.Boolean(), nullable=False),
        sa.CheckConstraint("kind IN ('member', 'official')", name=op.f("ck_role_kind")),
        sa.CheckConstraint("count >= 1", name=op.f("ck_role_count")),
        sa.ForeignKeyConstraint(
            ["mission_id"], ["mission.id"], name=op.f("fk_role_mission_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role")),
    )
    op.create_index(op.f("ix_role_mission_id"), "role", ["mission_id"])


def _make_role_domain() -> None:
    op.create_table(
        "role_domain",
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.Column("domain_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.CheckConstraint("level BETWEEN 1 AND 3", name=op.f("ck_role_domain_level")),
        sa.ForeignKeyConstraint(
            ["domain_id"], ["domain.id"], name=op.f("fk_role_domain_domain_id")
        ),
        sa.ForeignKeyConstraint(
            ["role_id"], ["role.id"], name=op.f("fk_role_domain_role_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("role_id", "domain_id", name=op.f("pk_role_domain")),
    )


def _make_role_language() -> None:
    op.create_table(
        "role_language",
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("cefr", sa.String(length=2), nullable=False),
        sa.CheckConstraint(
            "cefr IN ('A1', 'A2', 'B1', 'B2', 'C1', 'C2')", name=op.f("ck_role_language_cefr")
        ),
        sa.ForeignKeyConstraint(
            ["role_id"], ["role.id"], name=op.f("fk_role_language_role_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("role_id", "language", name=op.f("pk_role_language")),
    )


def _make_role_institution() -> None:
    op.create_table(
        "role_institution",
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_role_institution_institution_id")
        ),
        sa.ForeignKeyConstraint(
            ["role_id"], ["role.id"], name=op.f("fk_role_institution_role_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("role_id", "institution_id", name=op.f("pk_role_institution")),
    )


def _make_mission_pin() -> None:
    op.create_table(
        "mission_pin",
        sa.Column("mission_id", sa.Integer(), nullable=False),
        sa.Column("expert_id", sa.Integer(), nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["expert_id"], ["expert.id"], name=op.f("fk_mission_pin_expert_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["mission_id"],
            ["mission.id"],
            name=op.f("fk_mission_pin_mission_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["role_id"], ["role.id"], name=op.f("fk_mission_pin_role_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("mission_id", "expert_id", name=op.f("pk_mission_pin")),
    )
