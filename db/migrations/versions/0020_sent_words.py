"""Keep what a mail said when it was sent."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0020"
down_revision: str | None = "0019"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add the words; of what was sent before they are not known."""
    with op.batch_alter_table("message") as message:
        message.add_column(sa.Column("sent_words", sa.JSON(), nullable=True))


def downgrade() -> None:
    """Forget them."""
    with op.batch_alter_table("message") as message:
        message.drop_column("sent_words")
