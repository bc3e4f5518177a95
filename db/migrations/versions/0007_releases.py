"""Give a published plan a name."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("plan", sa.Column("name", sa.String(length=120), nullable=True))


def downgrade() -> None:
    """Take it away again."""
    with op.batch_alter_table("plan") as plan:
        plan.drop_column("name")
