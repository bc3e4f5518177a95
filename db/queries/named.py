"""What has a name in each language: institutions, partners, programmes, domains."""

from collections.abc import Collection, Sequence
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import DomainRow, InstitutionRow, PartnerRow, ProgrammeRow
from db.queries.sight import programmes_of

Named = TypeVar("Named", DomainRow, InstitutionRow, PartnerRow, ProgrammeRow)


def everything(session: Session, table: type[Named]) -> Sequence[Named]:
    """All rows of one of these tables."""
    return session.scalars(select(table)).all()


def programmes(session: Session, institutions: Collection[int]) -> Sequence[ProgrammeRow]:
    """The programmes that some institutions are part of."""
    rows = select(ProgrammeRow).where(ProgrammeRow.id.in_(programmes_of(institutions)))
    return session.scalars(rows).all()


def domains(session: Session) -> Sequence[DomainRow]:
    """All domains, in their own order."""
    return session.scalars(select(DomainRow).order_by(DomainRow.position, DomainRow.id)).all()


def domain_id(session: Session, code: str) -> int | None:
    """The number of a domain by its code."""
    return session.scalar(select(DomainRow.id).where(DomainRow.code == code))
