"""The roster: experts found by name, knowledge and place, a page at a time."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from db.models import (
    BookingRow,
    DomainRow,
    ExpertDomainRow,
    ExpertLanguageRow,
    ExpertRow,
)
from db.moments import half_day
from db.queries.sight import missions_of
from db.text import order_key, searched
from db.words import CEFR


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; what is None or empty does not narrow the search.

    `serving` and `booked`, a booking's status, are of the day `on` and after. `booked` asks for a
    mission of these institutions; with `pool`, people of all institutions count, since any of them
    may be sent, but nobody's group or department is looked into elsewhere.
    """

    institutions: frozenset[int] = frozenset()
    name: str = ""
    domain_id: int | None = None
    level: int = 1
    language: str | None = None
    cefr: str = "A1"
    kind: str | None = None
    unit: str = ""
    serving: bool = False
    booked: str | None = None
    on: date | None = None
    pool: bool = False


def count(session: Session, wanted: Wanted) -> int:
    """How many experts are like that."""
    found = _found(session, wanted).with_only_columns(func.count(ExpertRow.id))
    return session.scalar(found) or 0


def page(session: Session, wanted: Wanted, first: int, size: int) -> Sequence[ExpertRow]:
    """Experts with domains and languages, by family name; `first` counts from 0."""
    rows = (
        _found(session, wanted)
        .options(
            joinedload(ExpertRow.institution),
            selectinload(ExpertRow.domains),
            selectinload(ExpertRow.languages),
        )
        .order_by(ExpertRow.sort_name, ExpertRow.id)
        .offset(first)
        .limit(size)
    )
    return session.scalars(rows).all()


def units(session: Session, institutions: Collection[int]) -> list[str]:
    """Political groups and departments that the experts belong to, by name."""
    found: set[str] = set()
    for column in (ExpertRow.political_group, ExpertRow.department):
        rows = select(column).where(ExpertRow.institution_id.in_(institutions)).distinct()
        found.update(name for name in session.scalars(rows) if name)
    return sorted(found, key=order_key)


def lenders(session: Session, institutions: Collection[int]) -> bool:
    """Is there anybody of another institution, who may be sent as well?"""
    others = select(ExpertRow.id).where(ExpertRow.institution_id.not_in(institutions))
    return session.scalar(others.limit(1)) is not None


def ahead(
    session: Session, experts: Collection[int], institutions: Collection[int], today: date
) -> dict[int, int]:
    """How many published missions of these institutions each expert has from today on."""
    rows = (
        select(BookingRow.expert_id, func.count())
        .join(BookingRow.mission)
        .where(
            missions_of(institutions),
            BookingRow.expert_id.in_(experts),
            BookingRow.status != "cancelled",
            BookingRow.returns >= half_day(today),
        )
        .group_by(BookingRow.expert_id)
    )
    return {row[0]: row[1] for row in session.execute(rows)}


def _found(session: Session, wanted: Wanted) -> Select[ExpertRow]:
    rows = select(ExpertRow)
    if not wanted.pool or wanted.unit:
        rows = rows.where(ExpertRow.institution_id.in_(wanted.institutions))
    for word in searched(wanted.name):
        rows = rows.where(ExpertRow.search_name.contains(word, autoescape=True))
    if wanted.kind:
        rows = rows.where(ExpertRow.kind == wanted.kind)
    if wanted.unit:
        unit = wanted.unit
        rows = rows.where(or_(ExpertRow.political_group == unit, ExpertRow.department == unit))
    if wanted.domain_id is not None:
        rows = rows.where(ExpertRow.id.in_(_knowing(session, wanted.domain_id, wanted.level)))
    if wanted.language:
        rows = rows.where(ExpertRow.id.in_(_speaking(wanted.language, wanted.cefr)))
    return rows if wanted.on is None else _on(rows, wanted, wanted.on)


def _on(rows: Select[ExpertRow], wanted: Wanted, day: date) -> Select[ExpertRow]:
    """Who serves that day, or has a booking of that status that is not over then."""
    if wanted.serving:
        rows = rows.where(
            (ExpertRow.served_from.is_(None)) | (ExpertRow.served_from <= day),
            (ExpertRow.served_until.is_(None)) | (ExpertRow.served_until >= day),
        )
    if wanted.booked:
        booked = (
            select(BookingRow.expert_id)
            .join(BookingRow.mission)
            .where(
                missions_of(wanted.institutions),
                BookingRow.status == wanted.booked,
                BookingRow.returns >= half_day(day),
            )
        )
        rows = rows.where(ExpertRow.id.in_(booked))
    return rows


def _knowing(session: Session, domain_id: int, level: int) -> Select[int]:
    """Who holds a domain, or one below it, at that level or better."""
    return select(ExpertDomainRow.expert_id).where(
        ExpertDomainRow.domain_id.in_(_family(session, domain_id)), ExpertDomainRow.level >= level
    )


def _family(session: Session, domain_id: int) -> set[int]:
    """A domain and all that lie below it."""
    rows = session.execute(select(DomainRow.id, DomainRow.parent_id))
    parents = {row.id: row.parent_id for row in rows}
    family, grown = {domain_id}, True
    while grown:
        below = {key for key, parent in parents.items() if parent in family} - family
        family, grown = family | below, bool(below)
    return family


def _speaking(language: str, cefr: str) -> Select[int]:
    better = CEFR[[*CEFR].index(cefr) :] if cefr in CEFR else CEFR
    return select(ExpertLanguageRow.expert_id).where(
        ExpertLanguageRow.language == language, ExpertLanguageRow.cefr.in_(better)
    )
