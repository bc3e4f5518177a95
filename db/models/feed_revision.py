"""How often anything that feeds show has changed: a number for all, and one for scenarios alone.

A planner changes scenarios with every click, and only the feeds of scenarios need to know.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, event, insert
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.schema import Table

from db.base import Base

PUBLISHED, PROPOSED = 1, 2
"""The ids of the two rows."""


class FeedRevisionRow(Base):
    """A number that rises in every transaction that changes what feeds show, and when it last did.

    The time is the database's own: what is taken away leaves no row behind that could tell it.
    """

    __tablename__ = "feed_revision"
    __table_args__ = (CheckConstraint(f"id IN ({PUBLISHED}, {PROPOSED})", name="only"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int]
    changed_at: Mapped[datetime | None]


@event.listens_for(FeedRevisionRow.__table__, "after_create")
def _begin(table: Table, connection: Connection, **_more: object) -> None:
    """The rows come with the table, here for tests and by the migrations that make them."""
    rows = [{"id": key, "number": 0} for key in (PUBLISHED, PROPOSED)]
    connection.execute(insert(table), rows)
