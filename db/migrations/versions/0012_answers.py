"""Ask experts by secret links, keep what they answer, and remember the mail that was read."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0012"
down_revision: str | None = "0011"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Make the tables."""
    _tokens()
    _answers()
    _mail()


def downgrade() -> None:
    """Drop them."""
    op.drop_table("received_mail")
    op.drop_table("answer")
    op.drop_table("answer_token")


def _tokens() -> None:
    op.create_table(
        "answer_token",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("venue", sa.String(length=16), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in _DATES),
        sa.Column("issued_by", sa.Integer(), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        _of_booking("answer_token"),
        sa.ForeignKeyConstraint(
            ["issued_by"], ["account.id"], name=op.f("fk_answer_token_issued_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_token")),
        sa.UniqueConstraint("sha256", name=op.f("uq_answer_token_sha256")),
    )
    op.create_index(op.f("ix_answer_token_booking_id_id"), "answer_token", ["booking_id", "id"])


def _answers() -> None:
    op.create_table(
        "answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("venue", sa.String(length=16), nullable=True),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in _DATES),
        sa.Column("answer", sa.String(length=16), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("proposed_first", sa.Date(), nullable=True),
        sa.Column("proposed_last", sa.Date(), nullable=True),
        sa.Column("way", sa.String(length=16), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        *(
            sa.CheckConstraint(condition, name=op.f(f"ck_answer_{name}"))
            for name, condition in _CHECKS.items()
        ),
        _of_booking("answer"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
    )
    op.create_index(
        op.f("ix_answer_booking_id_answered_at_id"), "answer", ["booking_id", "answered_at", "id"]
    )


def _mail() -> None:
    op.create_table(
        "received_mail",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("known_as", sa.String(length=64), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("sender", sa.String(length=254), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "outcome IN ('answered', 'outdated', 'bounced', 'unclear', 'other')",
            name=op.f("ck_received_mail_outcome"),
        ),
        sa.ForeignKeyConstraint(["seen_by"], ["account.id"], name=op.f("fk_received_mail_seen_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_received_mail")),
        sa.UniqueConstraint("known_as", name=op.f("uq_received_mail_known_as")),
    )
    op.create_index(
        op.f("ix_received_mail_outcome_seen_at"), "received_mail", ["outcome", "seen_at"]
    )


_DATES = ("first", "last", "leaves", "returns")
_CHECKS = {
    "answer": "answer IN ('accepted', 'tentative', 'declined', 'other_dates')",
    "way": "way IN ('page', 'mail', 'account')",
    "proposal": "(answer = 'other_dates') = (proposed_first IS NOT NULL)",
    "proposed_range": "(proposed_first IS NULL) = (proposed_last IS NULL)"
    " AND (proposed_first IS NULL OR proposed_first <= proposed_last)",
}


def _of_booking(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["booking_id"], ["booking.id"], name=op.f(f"fk_{table}_booking_id"), ondelete="CASCADE"
    )
