"""How often anything that feeds show has changed: one row, one number."""

from sqlalchemy import CheckConstraint, event, insert
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.schema import Table

from db.base import Base

ONLY = 1
"""The id of the one row."""


class FeedRevisionRow(Base):
    """The number that rises in every transaction that changes what feeds show."""

    __tablename__ = "feed_revision"
    __table_args__ = (CheckConstraint(f"id = {ONLY}", name="only"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int]


@event.listens_for(FeedRevisionRow.__table__, "after_create")
def _begin(table: Table, connection: Connection, **_more: object) -> None:
    """The row comes with the table, here for tests and by the migration that makes it."""
    connection.execute(insert(table).values(id=ONLY, number=0))
