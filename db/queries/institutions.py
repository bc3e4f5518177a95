"""Institutions: all of them, or one."""

from collections.abc import Collection, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.errors import NotFound
from db.models import InstitutionRow, PartnerRow, ProgrammeRow


def institutions(session: Session) -> Sequence[InstitutionRow]:
    """All institutions, in the order of their codes."""
    return session.scalars(select(InstitutionRow).order_by(InstitutionRow.code)).all()


def institution(session: Session, institution_id: int) -> InstitutionRow:
    """One institution. Raises: NotFound."""
    row = session.get(InstitutionRow, institution_id)
    if row is None:
        raise NotFound("institution", institution_id)
    return row


def programmes(session: Session, institution_id: int) -> Sequence[ProgrammeRow]:
    """The programmes of an institution, in the order of their codes."""
    rows = select(ProgrammeRow).where(ProgrammeRow.institution_id == institution_id)
    return session.scalars(rows.order_by(ProgrammeRow.code)).all()


def partners(session: Session) -> Sequence[PartnerRow]:
    """All partners, in the order of their codes."""
    return session.scalars(select(PartnerRow).order_by(PartnerRow.code)).all()


def codes(session: Session, keys: Collection[int]) -> Sequence[str]:
    """The codes of institutions, by number."""
    rows = select(InstitutionRow.code).where(InstitutionRow.id.in_(keys))
    return session.scalars(rows).all()


def with_mailbox(session: Session) -> Sequence[int]:
    """The institutions that have a mailbox, by number."""
    rows = select(InstitutionRow.id).where(func.coalesce(InstitutionRow.mailbox, "") != "")
    return session.scalars(rows).all()
