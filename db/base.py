"""What every table shares: naming of constraints, and the column types as annotated words."""

from datetime import UTC, datetime
from typing import Annotated, Any

from sqlalchemy import JSON, DateTime, Dialect, ForeignKey, Integer, MetaData, String, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, mapped_column

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Utc(TypeDecorator[datetime]):
    """An aware moment in UTC that comes back aware from SQLite too."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a moment without a zone; keep the others in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"A moment of record needs a time zone: {value.isoformat()}.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """SQLite forgets the zone, PostgreSQL answers in that of its session."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# JSON documents hold whatever their writer put there; who reads them knows the form.
Document = dict[str, Any]
Listing = list[Any]

Key = Annotated[int, mapped_column(Integer, primary_key=True)]
Code = Annotated[str, mapped_column(String(64), unique=True)]
Moment = Annotated[datetime, mapped_column(Utc)]
HalfDayNumber = Annotated[int, mapped_column(Integer)]
"""A half-day as `db.moments` counts them: sortable, the same on both databases."""


class Base(DeclarativeBase):
    """Parent of all rows."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {Document: JSON, Listing: JSON, datetime: Utc}


def one_of(column: str, words: tuple[str, ...]) -> str:
    """The text of a CHECK that a column holds one of a few words, or nothing."""
    listed = ", ".join(f"'{word}'" for word in words)
    return f"{column} IN ({listed})"


def owned(table: str) -> ForeignKey:
    """A reference to the row that this one is a part of, and with which it goes."""
    return ForeignKey(f"{table}.id", ondelete="CASCADE")
