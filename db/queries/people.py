"""Experts found by their names or numbers, for forms."""

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import false, func, or_, select
from sqlalchemy.orm import Session, joinedload, object_session

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


def names(session: Session) -> Sequence[tuple[int, str, str]]:
    """Number, given and family name of everybody."""
    rows = select(ExpertRow.id, ExpertRow.given_name, ExpertRow.family_name)
    return [(key, given, family) for key, given, family in session.execute(rows)]


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


def everybody(session: Session) -> Sequence[ExpertRow]:
    """All experts with their institutions, by name."""
    rows = select(ExpertRow).options(joinedload(ExpertRow.institution))
    return session.scalars(rows.order_by(ExpertRow.sort_name, ExpertRow.id)).all()


def ids_by_name(session: Session) -> Sequence[int]:
    """The numbers of all experts, in the order of their names."""
    return session.scalars(select(ExpertRow.id).order_by(ExpertRow.sort_name, ExpertRow.id)).all()


def of_shared_names(session: Session, names: Collection[str]) -> Sequence[ExpertRow]:
    """Everybody whose name is one of these and somebody else's too."""
    often = select(ExpertRow.sort_name).where(ExpertRow.sort_name.in_(names))
    often = often.group_by(ExpertRow.sort_name).having(func.count() > 1)
    return session.scalars(select(ExpertRow).where(ExpertRow.sort_name.in_(often))).all()


def institutions_of_address(session: Session, address: str) -> Sequence[int]:
    """The institutions whose experts have a mail address, each once."""
    rows = select(ExpertRow.institution_id)
    wrote = func.lower(ExpertRow.email) == address.strip().lower()
    return session.scalars(rows.where(wrote).distinct()).all()


def session_of(rows: Iterable[ExpertRow]) -> Session | None:
    """The session in which some of these were read; None where none of them is in one any more."""
    return next((found for row in rows if (found := object_session(row))), None)
