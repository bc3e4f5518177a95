"""Keep the sessions and external meetings of missions."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0014"
down_revision: str | None = "0013"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_CHECKS = {
    "kind": "kind IN ('session', 'external')",
    "range": "starts < ends",
    "sequence": "sequence >= 0",
    "link": "link = '' OR link LIKE 'https://%'",
}


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "agenda_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mission_id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=64), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("is_cancelled", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *(
            sa.CheckConstraint(condition, name=op.f(f"ck_agenda_item_{name}"))
            for name, condition in _CHECKS.items()
        ),
        sa.ForeignKeyConstraint(
            ["mission_id"],
            ["mission.id"],
            name=op.f("fk_agenda_item_mission_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
        sa.UniqueConstraint("uid", name=op.f("uq_agenda_item_uid")),
    )
    op.create_index(op.f("ix_agenda_item_mission_id_day"), "agenda_item", ["mission_id", "day"])
    _speakers()


def downgrade() -> None:
    """Drop them."""
    op.drop_table("agenda_speaker")
    op.drop_table("agenda_item")


def _speakers() -> None:
    op.create_table(
        "agenda_speaker",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("expert_id", sa.Integer(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column],
                [f"{table}.id"],
                name=op.f(f"fk_agenda_speaker_{column}"),
                ondelete="CASCADE",
            )
            for column, table in (("item_id", "agenda_item"), ("expert_id", "expert"))
        ),
        sa.PrimaryKeyConstraint("item_id", "expert_id", name=op.f("pk_agenda_speaker")),
    )
    op.create_index(op.f("ix_agenda_speaker_expert_id"), "agenda_speaker", ["expert_id"])
