"""Say where read busy times come from: an uploaded file, a subscribed address."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import db.base

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Make the table, and let busy times name their row of it."""
    op.create_table(
        "busy_source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("expert_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("address", sa.String(length=2000), nullable=True),
        sa.Column("counts_tentative", sa.Boolean(), nullable=False),
        sa.Column("etag", sa.String(length=200), nullable=False),
        sa.Column("modified", sa.String(length=200), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("flaw_count", sa.Integer(), nullable=False),
        sa.Column("flaws", sa.JSON(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("error_code", sa.String(length=64), nullable=True),
        sa.Column("error_facts", sa.JSON(), nullable=True),
        sa.Column("created_at", db.base.Utc(timezone=True), nullable=False),
        sa.Column("tried_at", db.base.Utc(timezone=True), nullable=True),
        sa.Column("read_at", db.base.Utc(timezone=True), nullable=True),
        sa.Column("next_at", db.base.Utc(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(kind = 'subscription') = (address IS NOT NULL)",
            name=op.f("ck_busy_source_address"),
        ),
        sa.CheckConstraint("kind IN ('file', 'subscription')", name=op.f("ck_busy_source_kind")),
        sa.ForeignKeyConstraint(
            ["expert_id"],
            ["expert.id"],
            name=op.f("fk_busy_source_expert_id_expert"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_busy_source")),
    )
    op.create_index(op.f("ix_busy_source_expert_id"), "busy_source", ["expert_id"])
    op.create_index(op.f("ix_busy_source_next_at"), "busy_source", ["next_at"])
    with op.batch_alter_table("busy") as busy:
        busy.add_column(sa.Column("source_id", sa.Integer(), nullable=True))
        busy.create_index(op.f("ix_busy_source_id"), ["source_id"])
        busy.create_foreign_key(
            op.f("fk_busy_source_id_busy_source"),
            "busy_source",
            ["source_id"],
            ["id"],
            ondelete="CASCADE",
        )


def downgrade() -> None:
    """Forget the sources; the busy times themselves stay."""
    with op.batch_alter_table("busy") as busy:
        busy.drop_constraint(op.f("fk_busy_source_id_busy_source"), type_="foreignkey")
        busy.drop_index(op.f("ix_busy_source_id"))
        busy.drop_column("source_id")
    op.drop_table("busy_source")
