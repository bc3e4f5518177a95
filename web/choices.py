"""What the lists of forms and filters offer, read from the ledger once a page."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import DomainRow, InstitutionRow, PartnerRow, ProgrammeRow
from db.text import folded
from web.i18n import language
from web.labels import country


@dataclass(frozen=True, slots=True)
class Option:
    """One entry of a list; `depth` 1 is a domain below another."""

    key: int
    name: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Choices:
    """The lists of a form, each in the order in which it is shown."""

    institutions: tuple[Option, ...]
    partners: tuple[Option, ...]
    programmes: tuple[Option, ...]
    domains: tuple[Option, ...]


def own_name(row: DomainRow | InstitutionRow | PartnerRow | ProgrammeRow) -> str:
    """A row's name in the reader's language."""
    return row.name_fr if language() == "fr" else row.name_en


def load_choices(session: Session, institutions: Iterable[int]) -> Choices:
    """All lists; `institutions` are those for which the reader may act."""
    mine = set(institutions)
    return Choices(
        institutions=_sorted(
            Option(row.id, own_name(row)) for row in session.scalars(select(InstitutionRow))
        ),
        partners=_sorted(
            Option(row.id, f"{country(row.country)} · {own_name(row)}")
            for row in session.scalars(select(PartnerRow))
        ),
        programmes=_sorted(
            Option(row.id, own_name(row))
            for row in session.scalars(select(ProgrammeRow))
            if row.institution_id in mine
        ),
        domains=domain_options(session),
    )


def domain_options(session: Session) -> tuple[Option, ...]:
    """All domains, each parent followed by its children."""
    rows = session.scalars(select(DomainRow).order_by(DomainRow.position, DomainRow.id)).all()
    children: dict[int | None, list[DomainRow]] = {}
    for row in rows:
        children.setdefault(row.parent_id, []).append(row)
    options: list[Option] = []
    waiting = [(row, 0) for row in reversed(children.get(None, []))]
    while waiting:
        row, depth = waiting.pop()
        options.append(Option(row.id, own_name(row), depth))
        waiting.extend((child, depth + 1) for child in reversed(children.get(row.id, [])))
    return tuple(options)


def _sorted(options: Iterable[Option]) -> tuple[Option, ...]:
    return tuple(sorted(options, key=lambda option: folded(option.name)))
