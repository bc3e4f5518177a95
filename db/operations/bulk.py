"""Many rows of one table at once, for whoever fills a database."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any  # of a row: each column has its own type

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from db.base import Base
from db.models import ProgrammeRow

Facts = Mapping[str, Any]


def insert_keyed(session: Session, row: type[Base], facts: Sequence[Facts]) -> list[int]:
    """Add rows of a table that has an `id`; their ids, in the same order."""
    keyed: Any = row  # every row with an `id` of its own
    statement = insert(row).returning(keyed.id, sort_by_parameter_order=True)
    return list(session.scalars(statement, facts)) if facts else []


def insert_rows(session: Session, row: type[Base], facts: Iterable[Facts]) -> None:
    """Add rows of any table."""
    known = [*facts]
    if known:
        session.execute(insert(row), known)


def bound_programme(session: Session, programme_id: int, half_days: int) -> None:
    """Give a programme so many half-days of experts."""
    programme = update(ProgrammeRow).where(ProgrammeRow.id == programme_id)
    session.execute(programme.values(expert_half_days_max=half_days))
