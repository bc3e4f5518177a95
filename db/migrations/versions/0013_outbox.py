"""Keep what experts are told by mail, and whether a unit's mails wait for somebody."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0013"
down_revision: str | None = "0012"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_CHECKS = {
    "method": "method IN ('REQUEST', 'CANCEL')",
    "state": "state IN ('draft', 'ready', 'sending', 'sent', 'failed', 'bounced', 'dropped',"
    " 'superseded')",
    "attempt": "attempt >= 0 AND failures >= 0",
    "next_at": "(state IN ('ready', 'sending')) = (next_at IS NOT NULL)",
}


def upgrade() -> None:
    """Make the table and the choice."""
    op.create_table(
        "message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("method", sa.String(length=16), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("message_id", sa.String(length=254), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("is_doubtful", sa.Boolean(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error_code", sa.String(length=64), nullable=True),
        sa.Column("error_facts", sa.JSON(), nullable=True),
        sa.Column("address", sa.String(length=254), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        *(
            sa.Column(name, sa.DateTime(timezone=True), nullable=True)
            for name in ("released_at", "tried_at", "sent_at", "bounced_at")
        ),
        *(
            sa.CheckConstraint(condition, name=op.f(f"ck_message_{name}"))
            for name, condition in _CHECKS.items()
        ),
        sa.ForeignKeyConstraint(
            ["booking_id"],
            ["booking.id"],
            name=op.f("fk_message_booking_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_message_institution_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("booking_id", "sequence", name=op.f("uq_message_booking_id_sequence")),
        sa.UniqueConstraint("message_id", name=op.f("uq_message_message_id")),
    )
    op.create_index(op.f("ix_message_state_next_at"), "message", ["state", "next_at"])
    op.create_index(
        op.f("ix_message_institution_id_state_id"), "message", ["institution_id", "state", "id"]
    )
    with op.batch_alter_table("institution") as table:
        table.add_column(
            sa.Column("mails_at_once", sa.Boolean(), nullable=False, server_default=sa.false())
        )


def downgrade() -> None:
    """Drop both."""
    with op.batch_alter_table("institution") as table:
        table.drop_column("mails_at_once")
    op.drop_table("message")
