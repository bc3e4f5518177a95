"""Give a mission the number of its file."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0021"
down_revision: str | None = "0020"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add the number; those that are there have none."""
    with op.batch_alter_table("mission") as mission:
        mission.add_column(
            sa.Column("reference", sa.String(length=60), nullable=False, server_default="")
        )
    with op.batch_alter_table("mission") as mission:
        mission.alter_column("reference", server_default=None)


def downgrade() -> None:
    """Forget it."""
    with op.batch_alter_table("mission") as mission:
        mission.drop_column("reference")
