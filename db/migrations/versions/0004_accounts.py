"""Keep accounts, sessions, feed tokens, settings and the audit."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


TRIGGERS = {
    "sqlite": (
        """CREATE TRIGGER audit_no_update
BEFORE UPDATE ON audit
BEGIN
  SELECT RAISE(ABORT, 'The audit is append-only.');
END""",
        """CREATE TRIGGER audit_no_delete
BEFORE DELETE ON audit
BEGIN
  SELECT RAISE(ABORT, 'The audit is append-only.');
END""",
    ),
    "postgresql": (
        """CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The audit is append-only.';
END $$""",
        """CREATE TRIGGER audit_append_only
BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
FOR EACH STATEMENT
EXECUTE FUNCTION audit_is_append_only()""",
    ),
}


def upgrade() -> None:
    """Make the tables."""
    _make_account()
    _make_account_role()
    _make_web_session()
    _make_login_attempt()
    _make_feed_token()
    _make_setting()
    _make_audit()
    _close_audit()


def downgrade() -> None:
    """Drop the tables, the last made first."""
    for table in reversed(
        (
            "account",
            "account_role",
            "web_session",
            "login_attempt",
            "feed_token",
            "setting",
            "audit",
        )
    ):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_is_append_only()")


def _make_account() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("login", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("language IN ('en', 'fr')", name=op.f("ck_account_language")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("login", name=op.f("uq_account_login")),
    )


def _make_account_role() -> None:
    op.create_table(
        "account_role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("expert_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            (
                "role IN ('admin', 'coordinator', 'planner', 'approver', 'expert', "
                "'assistant', 'head_of_service', 'reader')"
            ),
            name=op.f("ck_account_role_role"),
        ),
        sa.CheckConstraint(
            "role NOT IN ('expert', 'assistant') OR expert_id IS NOT NULL",
            name=op.f("ck_account_role_expert"),
        ),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_account_role_account_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["expert_id"], ["expert.id"], name=op.f("fk_account_role_expert_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"],
            ["institution.id"],
            name=op.f("fk_account_role_institution_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_role")),
        sa.UniqueConstraint(
            "account_id",
            "role",
            "institution_id",
            "expert_id",
            name=op.f("uq_account_role_account_id_role_institution_id_expert_id"),
        ),
    )
    op.create_index(op.f("ix_account_role_account_id"), "account_role", ["account_id"])
    op.create_index(op.f("ix_account_role_expert_id"), "account_role", ["expert_id"])


def _make_web_session() -> None:
    op.create_table(
        "web_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_web_session_account_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_web_session")),
        sa.UniqueConstraint("sha256", name=op.f("uq_web_session_sha256")),
    )
    op.create_index(op.f("ix_web_session_account_id"), "web_session", ["account_id"])
    op.create_index(op.f("ix_web_session_expires_at"), "web_session", ["expires_at"])


def _make_login_attempt() -> None:
    op.create_table(
        "login_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("login", sa.String(length=254), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("succeeded", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_attempt")),
    )
    op.create_index(op.f("ix_login_attempt_address_at"), "login_attempt", ["address", "at"])
    op.create_index(op.f("ix_login_attempt_login_at"), "login_attempt", ["login", "at"])


def _make_feed_token() -> None:
    op.create_table(
        "feed_token",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("expert_id", sa.Integer(), nullable=True),
        sa.Column("mission_id", sa.Integer(), nullable=True),
        sa.Column("institution_id", sa.Integer(), nullable=True),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_on", sa.Date(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            (
                "(kind = 'expert' AND expert_id IS NOT NULL AND mission_id IS NULL AND "
                "institution_id IS NULL) OR (kind = 'mission' AND mission_id IS NOT NULL AND "
                "expert_id IS NULL AND institution_id IS NULL) OR (kind = 'institution' AND "
                "institution_id IS NOT NULL AND expert_id IS NULL AND mission_id IS NULL)"
            ),
            name=op.f("ck_feed_token_subject"),
        ),
        sa.CheckConstraint(
            "kind IN ('expert', 'mission', 'institution')", name=op.f("ck_feed_token_kind")
        ),
        sa.CheckConstraint("language IN ('en', 'fr')", name=op.f("ck_feed_token_language")),
        sa.ForeignKeyConstraint(
            ["created_by"], ["account.id"], name=op.f("fk_feed_token_created_by")
        ),
        sa.ForeignKeyConstraint(
            ["expert_id"], ["expert.id"], name=op.f("fk_feed_token_expert_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"],
            ["institution.id"],
            name=op.f("fk_feed_token_institution_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["mission_id"],
            ["mission.id"],
            name=op.f("fk_feed_token_mission_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feed_token")),
        sa.UniqueConstraint("sha256", name=op.f("uq_feed_token_sha256")),
    )
    op.create_index(op.f("ix_feed_token_expert_id"), "feed_token", ["expert_id"])
    op.create_index(op.f("ix_feed_token_institution_id"), "feed_token", ["institution_id"])
    op.create_index(op.f("ix_feed_token_mission_id"), "feed_token", ["mission_id"])


def _make_setting() -> None:
    op.create_table(
        "setting",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_setting")),
    )


def _make_audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("subject", sa.String(length=32), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
        sa.UniqueConstraint("hash", name=op.f("uq_audit_hash")),
    )
    op.create_index(
        op.f("ix_audit_subject_subject_id_id"), "audit", ["subject", "subject_id", "id"]
    )


def _close_audit() -> None:
    """Let nobody change or delete a line of the audit."""
    statements = TRIGGERS[op.get_bind().dialect.name]
    for statement in statements:
        op.execute(statement)
