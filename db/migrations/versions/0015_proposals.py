"""Keep what scenarios propose for their calendars, and let addresses open these.

Their changes are counted apart from those of what is published. Beside it feeds learn when they
last changed, and calendars up to which day they were read.
"""

from collections.abc import Mapping, Sequence
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision: str = "0015"
down_revision: str | None = "0014"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

OLD = {
    "expert": "expert_id",
    "mission": "mission_id",
    "institution": "institution_id",
    "programme": "programme_id",
    "partner": "partner_id",
    "pool": "institution_id",
    "team": "mission_id",
}
MORE = {"scenario": "scenario_id"}
CHECKS = {
    "status": "status IN ('hold', 'confirmed', 'cancelled')",
    "venue": "venue IN ('abroad', 'home', 'remote')",
    "range": "leaves <= first AND first <= last AND last <= returns",
    "sequence": "sequence >= 0",
}
DATES = ("first", "last", "leaves", "returns")
HELD = """
    SELECT scenario.id AS scenario_id, mission.id AS mission_id, mission.venue,
        mission.partner_id, mission.institution_id, plan_mission.start, mission.length,
        mission.travel_before, mission.travel_after, scenario.changed_at AS at
    FROM scenario
    JOIN plan_mission ON plan_mission.plan_id = scenario.plan_id
    JOIN mission ON mission.id = plan_mission.mission_id
    WHERE scenario.state = 'open' AND mission.state NOT IN ('declined', 'refused', 'cancelled')
"""


def upgrade() -> None:
    """Make the table, write down what open scenarios propose, and add the kind of feed."""
    proposal = op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scenario_id", sa.Integer(), nullable=False),
        sa.Column("mission_id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=64), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("venue", sa.String(length=16), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=True),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in DATES),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        *(
            sa.CheckConstraint(condition, name=op.f(f"ck_proposal_{name}"))
            for name, condition in CHECKS.items()
        ),
        *(_reference(table) for table in ("scenario", "mission")),
        *(
            sa.ForeignKeyConstraint(
                [f"{table}_id"], [f"{table}.id"], name=op.f(f"fk_proposal_{table}_id")
            )
            for table in ("partner", "institution")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
        sa.UniqueConstraint("uid", name=op.f("uq_proposal_uid")),
        sa.UniqueConstraint(
            "scenario_id", "mission_id", name=op.f("uq_proposal_scenario_id_mission_id")
        ),
    )
    op.create_index(op.f("ix_proposal_mission_id"), "proposal", ["mission_id"])
    held = sa.text(HELD).columns(at=sa.DateTime(timezone=True))
    found = op.get_bind().execute(held).mappings().all()
    op.bulk_insert(proposal, [_proposed(row) for row in found])
    _open_feeds()
    op.add_column("feed_token", _moment("chosen_at"))
    op.add_column("feed_revision", _moment("changed_at"))
    op.add_column("busy_source", sa.Column("until", sa.Date(), nullable=True))
    _count("id IN (1, 2)")
    op.execute("INSERT INTO feed_revision (id, number) VALUES (2, 0)")


def downgrade() -> None:
    """Forget the proposals, and every address of a scenario."""
    op.execute("DELETE FROM feed_token WHERE kind = 'scenario'")
    with op.batch_alter_table("feed_token") as token:
        for name in ("kind", "subject"):
            token.drop_constraint(op.f(f"ck_feed_token_{name}"), type_="check")
        token.drop_constraint(op.f("fk_feed_token_scenario_id"), type_="foreignkey")
        token.drop_index(op.f("ix_feed_token_scenario_id"))
        token.drop_column("scenario_id")
        token.create_check_constraint(op.f("ck_feed_token_kind"), _kind(OLD))
        token.create_check_constraint(op.f("ck_feed_token_subject"), _one_subject(OLD))
    op.execute("DELETE FROM feed_revision WHERE id = 2")
    _count("id = 1")
    for table, name in (
        ("busy_source", "until"),
        ("feed_revision", "changed_at"),
        ("feed_token", "chosen_at"),
    ):
        op.drop_column(table, name)
    op.drop_table("proposal")


def _moment(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=True)


def _reference(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [f"{table}_id"], [f"{table}.id"], name=op.f(f"fk_proposal_{table}_id"), ondelete="CASCADE"
    )


def _proposed(row: sa.RowMapping) -> dict[str, object]:
    """A mission that the plan of an open scenario holds."""
    first, last = row["start"], row["start"] + row["length"] - 1
    # At a distance nobody travels, whatever the form says.
    travels = row["venue"] != "remote"
    facts = ("scenario_id", "mission_id", "venue", "partner_id", "institution_id")
    return {name: row[name] for name in facts} | {
        "uid": str(uuid4()),
        "sequence": 0,
        "status": "hold",
        "first": first,
        "last": last,
        "leaves": first - row["travel_before"] if travels else first,
        "returns": last + row["travel_after"] if travels else last,
        "created_at": row["at"],
        "changed_at": row["at"],
    }


def _open_feeds() -> None:
    kinds = {**OLD, **MORE}
    with op.batch_alter_table("feed_token") as token:
        token.drop_constraint(op.f("ck_feed_token_subject"), type_="check")
        token.drop_constraint(op.f("ck_feed_token_kind"), type_="check")
        token.add_column(sa.Column("scenario_id", sa.Integer(), nullable=True))
        token.create_foreign_key(
            op.f("fk_feed_token_scenario_id"),
            "scenario",
            ["scenario_id"],
            ["id"],
            ondelete="CASCADE",
        )
        token.create_index(op.f("ix_feed_token_scenario_id"), ["scenario_id"])
        token.create_check_constraint(op.f("ck_feed_token_kind"), _kind(kinds))
        token.create_check_constraint(op.f("ck_feed_token_subject"), _one_subject(kinds))


def _count(which: str) -> None:
    """Which numbers there are."""
    with op.batch_alter_table("feed_revision") as revision:
        revision.drop_constraint(op.f("ck_feed_revision_only"), type_="check")
        revision.create_check_constraint(op.f("ck_feed_revision_only"), which)


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
