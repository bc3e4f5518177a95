"""More feeds, and what an address may choose: which entries, how much they say, a reminder."""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

OLD = {"expert": "expert_id", "mission": "mission_id", "institution": "institution_id"}
MORE = {
    "programme": "programme_id",
    "partner": "partner_id",
    "pool": "institution_id",
    "team": "mission_id",
}
CHOICES = {
    "shows": "shows IN ('all', 'hold', 'confirmed')",
    "detail": "detail IN ('full', 'discreet')",
    "alarm_hours": "alarm_hours BETWEEN 1 AND 336",
}


def upgrade() -> None:
    """Add the columns, and let the checks know of them."""
    kinds = {**OLD, **MORE}
    with op.batch_alter_table("feed_token") as token:
        token.drop_constraint(op.f("ck_feed_token_subject"), type_="check")
        token.drop_constraint(op.f("ck_feed_token_kind"), type_="check")
        for name in ("programme", "partner"):
            token.add_column(sa.Column(f"{name}_id", sa.Integer(), nullable=True))
            token.create_foreign_key(
                op.f(f"fk_feed_token_{name}_id"), name, [f"{name}_id"], ["id"], ondelete="CASCADE"
            )
            token.create_index(op.f(f"ix_feed_token_{name}_id"), [f"{name}_id"])
        for name, usual in (("shows", "all"), ("detail", "full")):
            word = sa.Column(name, sa.String(16), nullable=False, server_default=usual)
            token.add_column(word)
        token.add_column(sa.Column("alarm_hours", sa.Integer(), nullable=True))
        _check(token, {"kind": _kind(kinds), "subject": _one_subject(kinds), **CHOICES})


def downgrade() -> None:
    """Forget the addresses of the new feeds, and every choice."""
    op.execute(f"DELETE FROM feed_token WHERE {_kind(MORE)}")
    with op.batch_alter_table("feed_token") as token:
        for name in ("kind", "subject", *CHOICES):
            token.drop_constraint(op.f(f"ck_feed_token_{name}"), type_="check")
        for name in ("programme", "partner"):
            token.drop_constraint(op.f(f"fk_feed_token_{name}_id"), type_="foreignkey")
            token.drop_index(op.f(f"ix_feed_token_{name}_id"))
            token.drop_column(f"{name}_id")
        for name in CHOICES:
            token.drop_column(name)
        _check(token, {"kind": _kind(OLD), "subject": _one_subject(OLD)})


def _check(token: BatchOperations, checks: Mapping[str, str]) -> None:
    for name, condition in checks.items():
        token.create_check_constraint(op.f(f"ck_feed_token_{name}"), condition)


def _kind(columns: Mapping[str, str]) -> str:
    return f"kind IN ({', '.join(repr(kind) for kind in columns)})"


def _one_subject(columns: Mapping[str, str]) -> str:
    """Each kind has its own column filled, and no other."""
    cases = []
    for kind, own in columns.items():
        others = sorted(set(columns.values()) - {own})
        empty = " AND ".join(f"{other} IS NULL" for other in others)
        cases.append(f"(kind = '{kind}' AND {own} IS NOT NULL AND {empty})")
    return " OR ".join(cases)
