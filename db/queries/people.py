"""Experts found by their names or numbers, for forms."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import ExpertRow
from db.text import folded


def named(session: Session, names: Collection[str]) -> dict[str, tuple[int, ...]]:
    """Ids of the experts whom each name means, given name first; accents do not count."""
    wanted = {folded(name) for name in names}
    if not wanted:
        return {}
    rows = session.execute(
        select(ExpertRow.id, ExpertRow.search_name)
        .where(ExpertRow.search_name.in_(wanted))
        .order_by(ExpertRow.id)
    ).all()
    return {name: tuple(key for key, found in rows if found == folded(name)) for name in names}


def by_ids(session: Session, keys: Collection[int]) -> Sequence[ExpertRow]:
    """Experts by number, in the order of their names; unknown numbers are left out."""
    if not keys:
        return ()
    rows = (
        select(ExpertRow)
        .where(ExpertRow.id.in_(keys))
        .order_by(ExpertRow.family_name, ExpertRow.given_name, ExpertRow.id)
    )
    return session.scalars(rows).all()


def containing(session: Session, text: str, most: int = 50) -> Sequence[ExpertRow]:
    """Experts whose names contain every word of a text, by name."""
    rows = select(ExpertRow)
    for word in folded(text).split():
        rows = rows.where(ExpertRow.search_name.contains(word, autoescape=True))
    by_name = rows.order_by(ExpertRow.family_name, ExpertRow.given_name, ExpertRow.id)
    return session.scalars(by_name.limit(most)).all()
