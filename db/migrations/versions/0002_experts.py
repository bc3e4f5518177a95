"""Keep experts and when they are away."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Make the tables."""
    _make_expert()
    _make_expert_domain()
    _make_expert_language()
    _make_expert_experience()
    _make_expert_wish()
    _make_busy()


def downgrade() -> None:
    """Drop the tables, the last made first."""
    for table in reversed(
        ("expert", "expert_domain", "expert_language", "expert_experience", "expert_wish", "busy")
    ):
        op.drop_table(table)


def _make_expert() -> None:
    op.create_table(
        "expert",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("given_name", sa.String(), nullable=False),
        sa.Column("family_name", sa.String(), nullable=False),
        sa.Column("search_name", sa.String(), nullable=False),
        sa.Column("political_group", sa.String(), nullable=True),
        sa.Column("department", sa.String(), nullable=True),
        sa.Column("post", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("served_from", sa.Date(), nullable=True),
        sa.Column("served_until", sa.Date(), nullable=True),
        sa.Column("days_max", sa.Integer(), nullable=True),
        sa.Column("missions_max", sa.Integer(), nullable=True),
        sa.Column("rest", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('member', 'official')", name=op.f("ck_expert_kind")),
        sa.CheckConstraint("days_max >= 0", name=op.f("ck_expert_days_max")),
        sa.CheckConstraint("missions_max >= 0", name=op.f("ck_expert_missions_max")),
        sa.CheckConstraint("rest >= 0", name=op.f("ck_expert_rest")),
        sa.CheckConstraint("served_from <= served_until", name=op.f("ck_expert_served")),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_expert_institution_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expert")),
    )
    op.create_index(
        op.f("ix_expert_family_name_given_name"), "expert", ["family_name", "given_name"]
    )
    op.create_index(op.f("ix_expert_institution_id"), "expert", ["institution_id"])


def _make_expert_domain() -> None:
    op.create_table(
        "expert_domain",
        sa.Column("expert_id", sa.Integer(), nullable=False),
        sa.Column("domain_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.CheckConstraint("level BETWEEN 1 AND 3", name=op.f("ck_expert_domain_level")),
        sa.ForeignKeyConstraint(
            ["domain_id"], ["domain.id"], name=op.f("fk_expert_domain_domain_id")
        ),
        sa.ForeignKeyConstraint(
            ["expert_id"],
            ["expert.id"],
            name=op.f("fk_expert_domain_expert_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("expert_id", "domain_id", name=op.f("pk_expert_domain")),
    )
    op.create_index(op.f("ix_expert_domain_domain_id"), "expert_domain", ["domain_id"])


def _make_expert_language() -> None:
    op.create_table(
        "expert_language",
        sa.Column("expert_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("cefr", sa.String(length=2), nullable=False),
        sa.CheckConstraint(
            "cefr IN ('A1', 'A2', 'B1', 'B2', 'C1', 'C2')", name=op.f("ck_expert_language_cefr")
        ),
        sa.ForeignKeyConstraint(
            ["expert_id"],
            ["expert.id"],
            name=op.f("fk_expert_language_expert_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("expert_id", "language", name=op.f("pk_expert_language")),
    )
    op.create_index(
        op.f("ix_expert_language_language_cefr"), "expert_language", ["language", "cefr"]
    )


def _make_expert_experience() -> None:
    op.create_table(
        "expert_experience",
        sa.Column("expert_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["expert_id"],
            ["expert.id"],
            name=op.f("fk_expert_experience_expert_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("expert_id", "place", name=op.f("pk_expert_experience")),
    )


def _make_expert_wish() -> None:
    op.create_table(
        "expert_wish",
        sa.Column("expert_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("wish", sa.String(length=16), nullable=False),
        sa.CheckConstraint("wish IN ('prefers', 'excludes')", name=op.f("ck_expert_wish_wish")),
        sa.ForeignKeyConstraint(
            ["expert_id"], ["expert.id"], name=op.f("fk_expert_wish_expert_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_expert_wish_partner_id")
        ),
        sa.PrimaryKeyConstraint("expert_id", "partner_id", name=op.f("pk_expert_wish")),
    )


def _make_busy() -> None:
    op.create_table(
        "busy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("expert_id", sa.Integer(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=16), nullable=False),
        sa.Column("label", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "source IN ('typed', 'sitting', 'holiday', 'file', 'subscription')",
            name=op.f("ck_busy_source"),
        ),
        sa.CheckConstraint("first <= last", name=op.f("ck_busy_range")),
        sa.ForeignKeyConstraint(
            ["expert_id"], ["expert.id"], name=op.f("fk_busy_expert_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_busy")),
    )
    op.create_index(op.f("ix_busy_expert_id_first"), "busy", ["expert_id", "first"])
