"""Experts found by their names or numbers, for forms."""

from collections.abc import Collection, Sequence

from sqlalchemy import false, func, or_, select
from sqlalchemy.orm import Session, joinedload

from db.models import ExpertRow
from db.text import folded, searched


def alike(
    session: Session, names: Collection[str], email: str | None, but: int | None
) -> Sequence[ExpertRow]:
    """People who go by a name already, or by an address, whoever else they may be."""
    is_named = ExpertRow.search_name.in_({folded(name) for name in names})
    address = (email or "").strip().lower()
    has_address = func.lower(ExpertRow.email) == address if address else false()
    rows = select(ExpertRow).where(or_(is_named, has_address), ExpertRow.id != (but or 0))
    rows = rows.options(joinedload(ExpertRow.institution))
    return session.scalars(rows.order_by(ExpertRow.sort_name, ExpertRow.id)).all()


def by_ids(session: Session, keys: Collection[int]) -> Sequence[ExpertRow]:
    """Experts by number, in the order of their names; unknown numbers are left out."""
    if not keys:
        return ()
    rows = (
        select(ExpertRow)
        .options(joinedload(ExpertRow.institution))
        .where(ExpertRow.id.in_(keys))
        .order_by(ExpertRow.sort_name, ExpertRow.id)
    )
    return session.scalars(rows).all()


def ids_of(session: Session, institutions: Collection[int]) -> frozenset[int]:
    """Everybody of some institutions, by number."""
    rows = select(ExpertRow.id).where(ExpertRow.institution_id.in_(institutions))
    return frozenset(session.scalars(rows))


def containing(session: Session, text: str, most: int = 50) -> Sequence[ExpertRow]:
    """Experts whose names contain every word of a text, by name."""
    rows = select(ExpertRow).options(joinedload(ExpertRow.institution))
    for word in searched(text):
        rows = rows.where(ExpertRow.search_name.contains(word, autoescape=True))
    by_name = rows.order_by(ExpertRow.sort_name, ExpertRow.id)
    return session.scalars(by_name.limit(most)).all()
