"""Keep what people are put in order by, and search their names without apostrophes and hyphens."""

from collections.abc import Callable, Mapping, Sequence

import sqlalchemy as sa
from alembic import op

from db.text import folded, order_key

revision: str = "0018"
down_revision: str | None = "0017"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_ORDERED = sa.String().with_variant(sa.String(collation="C"), "postgresql")
_EXPERT = sa.table(
    "expert",
    sa.column("id", sa.Integer),
    *(sa.column(f"{name}_name", sa.String) for name in ("given", "family", "search", "sort")),
)
_OLD_INDEX, _NEW_INDEX = "ix_expert_family_name_given_name", "ix_expert_sort_name"


def upgrade() -> None:
    """Add the key, and work both out for everybody."""
    with op.batch_alter_table("expert") as expert:
        expert.add_column(sa.Column("sort_name", _ORDERED, nullable=False, server_default=""))
        expert.drop_index(op.f(_OLD_INDEX))
    _write(
        lambda given, family: {
            "search_name": folded(f"{given} {family}"),
            "sort_name": order_key(family, given),
        }
    )
    with op.batch_alter_table("expert") as expert:
        expert.alter_column("sort_name", server_default=None)
        expert.create_index(op.f(_NEW_INDEX), ["sort_name"])


def downgrade() -> None:
    """Forget the key; names are found as they are written now, which finds more."""
    with op.batch_alter_table("expert") as expert:
        expert.drop_index(op.f(_NEW_INDEX))
        expert.drop_column("sort_name")
        expert.create_index(op.f(_OLD_INDEX), ["family_name", "given_name"])


def _write(names: Callable[[str, str], Mapping[str, str]]) -> None:
    bind = op.get_bind()
    rows = bind.execute(sa.select(_EXPERT.c.id, _EXPERT.c.given_name, _EXPERT.c.family_name))
    for key, given, family in rows.all():
        bind.execute(_EXPERT.update().where(_EXPERT.c.id == key).values(**names(given, family)))
