"""Keep what people say of conflicts."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0011"
down_revision: str | None = "0010"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "conflict_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["account.id"], name=op.f("fk_conflict_note_author_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflict_note")),
        sa.UniqueConstraint("key", name=op.f("uq_conflict_note_key")),
    )


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("conflict_note")
