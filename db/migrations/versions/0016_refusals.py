"""Keep who has said no to which mission: what was answered so far says so too."""

from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0016"
down_revision: str | None = "0015"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

CHECKS = {
    "kind": "kind IN ('outright', 'dates')",
    "lifted_how": "lifted_how IN ('hand', 'answer')",
    "dates": "(kind = 'dates') = (first IS NOT NULL)",
    "range": "(first IS NULL) = (last IS NULL) AND (first IS NULL OR first <= last)",
    "lifted": "(lifted_at IS NULL) = (lifted_how IS NULL)",
}
SOURCES = "source IN ('typed', 'sitting', 'holiday', 'file', 'subscription'{more})"
SAID = """
    SELECT answer.id AS answer_id, answer.answer, answer.note AS reason,
        answer.leaves AS first, answer.returns AS last, answer.answered_at AS said_at,
        answer.recorded_at, booking.id AS booking_id, booking.mission_id, booking.expert_id,
        expert.given_name, expert.family_name,
        (answer.venue = booking.venue AND answer.first = booking.first
            AND answer.last = booking.last AND answer.leaves = booking.leaves
            AND answer.returns = booking.returns) AS is_of_now
    FROM answer
    JOIN booking ON booking.id = answer.booking_id
    JOIN expert ON expert.id = booking.expert_id
    ORDER BY booking.id, answer.answered_at, answer.id
"""


def upgrade() -> None:
    """Make the table, let absences come from it, and fill both from the answers."""
    refusal = op.create_table(
        "refusal",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("id", *_OWNERS)),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("first", sa.Integer(), nullable=True),
        sa.Column("last", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("answer_id", sa.Integer(), nullable=True),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=True),
        sa.Column("recorded_name", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_how", sa.String(length=16), nullable=True),
        sa.Column("lifted_by", sa.Integer(), nullable=True),
        sa.Column("lifted_name", sa.String(), nullable=True),
        sa.Column("lifted_reason", sa.Text(), nullable=True),
        *(
            sa.CheckConstraint(condition, name=op.f(f"ck_refusal_{name}"))
            for name, condition in CHECKS.items()
        ),
        *_references(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refusal")),
    )
    op.create_index(op.f("ix_refusal_mission_id_expert_id"), "refusal", ["mission_id", "expert_id"])
    op.create_index(op.f("ix_refusal_expert_id"), "refusal", ["expert_id"])
    with op.batch_alter_table("busy") as busy:
        busy.drop_constraint(op.f("ck_busy_source"), type_="check")
        busy.add_column(sa.Column("refusal_id", sa.Integer(), nullable=True))
        busy.create_foreign_key(
            op.f("fk_busy_refusal_id"), "refusal", ["refusal_id"], ["id"], ondelete="CASCADE"
        )
        busy.create_index(op.f("ix_busy_refusal_id"), ["refusal_id"])
        busy.create_check_constraint(op.f("ck_busy_source"), SOURCES.format(more=", 'refusal'"))
        busy.create_check_constraint(
            op.f("ck_busy_refusal"), "(source = 'refusal') = (refusal_id IS NOT NULL)"
        )
    _fill(refusal)


def downgrade() -> None:
    """Forget the refusals; the answers stay."""
    op.execute("DELETE FROM busy WHERE source = 'refusal'")
    with op.batch_alter_table("busy") as busy:
        busy.drop_constraint(op.f("ck_busy_refusal"), type_="check")
        busy.drop_constraint(op.f("ck_busy_source"), type_="check")
        busy.drop_constraint(op.f("fk_busy_refusal_id"), type_="foreignkey")
        busy.drop_index(op.f("ix_busy_refusal_id"))
        busy.drop_column("refusal_id")
        busy.create_check_constraint(op.f("ck_busy_source"), SOURCES.format(more=""))
    op.drop_table("refusal")


_OWNERS = ("mission_id", "expert_id")


def _references() -> Iterator[sa.ForeignKeyConstraint]:
    for column in _OWNERS:
        name, table = op.f(f"fk_refusal_{column}"), column.removesuffix("_id")
        yield sa.ForeignKeyConstraint([column], [f"{table}.id"], name=name, ondelete="CASCADE")
    for column, to in (("recorded_by", "account.id"), ("lifted_by", "account.id")):
        yield sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_refusal_{column}"))
    yield sa.ForeignKeyConstraint(
        ["answer_id"], ["answer.id"], name=op.f("fk_refusal_answer_id"), ondelete="SET NULL"
    )


def _fill(refusal: sa.Table) -> None:
    """One row for each booking whose last word is a no; days that were declined are absences."""
    said = sa.text(SAID).columns(
        said_at=sa.DateTime(timezone=True), recorded_at=sa.DateTime(timezone=True)
    )
    last: dict[int, sa.RowMapping] = {}
    for row in op.get_bind().execute(said).mappings().all():
        if row["answer"] in ("declined", "other_dates"):
            last[row["booking_id"]] = row
        elif row["answer"] == "accepted":
            last.pop(row["booking_id"], None)
    op.bulk_insert(refusal, [_refused(row) for row in last.values()])
    op.execute(
        "INSERT INTO busy (expert_id, first, last, source, refusal_id, created_at)"
        " SELECT expert_id, first, last, 'refusal', id, recorded_at FROM refusal"
        " WHERE kind = 'dates'"
    )


def _refused(row: sa.RowMapping) -> dict[str, object]:
    """A no to the mission as it is asked now is outright; any other is to the days asked then."""
    of_dates = row["answer"] == "other_dates" or not row["is_of_now"]
    is_dated = of_dates and row["first"] is not None
    kept = ("mission_id", "expert_id", "reason", "answer_id", "said_at", "recorded_at")
    return {name: row[name] for name in kept} | {
        "kind": "dates" if is_dated else "outright",
        "first": row["first"] if is_dated else None,
        "last": row["last"] if is_dated else None,
        "recorded_name": f"{row['given_name']} {row['family_name']}",
    }
