"""Keep institutions, partners, domains and programmes."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Make the tables."""
    _make_institution()
    _make_sitting()
    _make_closure()
    _make_partner()
    _make_partner_closure()
    _make_domain()
    _make_programme()
    _make_programme_share()


def downgrade() -> None:
    """Drop the tables, the last made first."""
    for table in reversed(
        (
            "institution",
            "sitting",
            "closure",
            "partner",
            "partner_closure",
            "domain",
            "programme",
            "programme_share",
        )
    ):
        op.drop_table(table)


def _make_institution() -> None:
    op.create_table(
        "institution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("name_fr", sa.String(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("weekend", sa.String(length=7), nullable=False),
        sa.Column("mailbox", sa.String(), nullable=True),
        sa.Column("hosts_at_once", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind IN ('parliament', 'associate')", name=op.f("ck_institution_kind")),
        sa.CheckConstraint("hosts_at_once >= 0", name=op.f("ck_institution_hosts_at_once")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_institution")),
        sa.UniqueConstraint("code", name=op.f("uq_institution_code")),
    )


def _make_sitting() -> None:
    op.create_table(
        "sitting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.CheckConstraint("first <= last", name=op.f("ck_sitting_range")),
        sa.ForeignKeyConstraint(
            ["institution_id"],
            ["institution.id"],
            name=op.f("fk_sitting_institution_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sitting")),
    )
    op.create_index(op.f("ix_sitting_institution_id_first"), "sitting", ["institution_id", "first"])


def _make_closure() -> None:
    op.create_table(
        "closure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("is_estimated", sa.Boolean(), nullable=False),
        sa.CheckConstraint("first <= last", name=op.f("ck_closure_range")),
        sa.ForeignKeyConstraint(
            ["institution_id"],
            ["institution.id"],
            name=op.f("fk_closure_institution_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closure")),
    )
    op.create_index(op.f("ix_closure_institution_id_first"), "closure", ["institution_id", "first"])


def _make_partner() -> None:
    op.create_table(
        "partner",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("name_fr", sa.String(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("region", sa.String(length=64), nullable=True),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("weekend", sa.String(length=7), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=True),
        sa.Column("at_once", sa.Integer(), nullable=False),
        sa.CheckConstraint("at_once >= 1", name=op.f("ck_partner_at_once")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner")),
        sa.UniqueConstraint("code", name=op.f("uq_partner_code")),
    )


def _make_partner_closure() -> None:
    op.create_table(
        "partner_closure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("is_estimated", sa.Boolean(), nullable=False),
        sa.CheckConstraint("first <= last", name=op.f("ck_partner_closure_range")),
        sa.ForeignKeyConstraint(
            ["partner_id"],
            ["partner.id"],
            name=op.f("fk_partner_closure_partner_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_closure")),
    )
    op.create_index(
        op.f("ix_partner_closure_partner_id_first"), "partner_closure", ["partner_id", "first"]
    )


def _make_domain() -> None:
    op.create_table(
        "domain",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("name_fr", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["domain.id"], name=op.f("fk_domain_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_domain")),
        sa.UniqueConstraint("code", name=op.f("uq_domain_code")),
    )
    op.create_index(op.f("ix_domain_parent_id"), "domain", ["parent_id"])


def _make_programme() -> None:
    op.create_table(
        "programme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("name_fr", sa.String(), nullable=False),
        sa.Column("sponsor", sa.String(), nullable=True),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("expert_half_days_max", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "expert_half_days_max >= 0", name=op.f("ck_programme_expert_half_days_max")
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_programme_institution_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme")),
        sa.UniqueConstraint("code", name=op.f("uq_programme_code")),
    )
    op.create_index(op.f("ix_programme_institution_id"), "programme", ["institution_id"])


def _make_programme_share() -> None:
    op.create_table(
        "programme_share",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("half_days_max", sa.Integer(), nullable=False),
        sa.CheckConstraint("half_days_max >= 0", name=op.f("ck_programme_share_half_days_max")),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_programme_share_institution_id")
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programme.id"],
            name=op.f("fk_programme_share_programme_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("programme_id", "institution_id", name=op.f("pk_programme_share")),
    )
