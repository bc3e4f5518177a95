"""Say whose mail a mail is, where several institutions share a database."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0017"
down_revision: str | None = "0016"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# Of a mail that was read before only the sender is known.
_BY_SENDER = """
UPDATE received_mail
SET institution_id = (
  SELECT min(expert.institution_id)
  FROM expert
  WHERE lower(expert.email) = lower(received_mail.sender)
  HAVING count(DISTINCT expert.institution_id) = 1
)
WHERE sender <> ''
"""


def upgrade() -> None:
    """Add the institution, and tell it where the sender is one institution's expert."""
    with op.batch_alter_table("received_mail") as mail:
        mail.add_column(sa.Column("institution_id", sa.Integer(), nullable=True))
        mail.create_foreign_key(
            op.f("fk_received_mail_institution_id"), "institution", ["institution_id"], ["id"]
        )
    op.execute(_BY_SENDER)


def downgrade() -> None:
    """Forget it."""
    with op.batch_alter_table("received_mail") as mail:
        mail.drop_constraint(op.f("fk_received_mail_institution_id"), type_="foreignkey")
        mail.drop_column("institution_id")
