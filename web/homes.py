"""The institutions that the reader answers for, as the matcher calls them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import InstitutionRow
from matcher.problem import InstitutionId
from web.policy import scope


def own_homes(session: Session) -> frozenset[InstitutionId]:
    """Those for which the reader holds a role that the view asks for."""
    codes = session.scalars(select(InstitutionRow.code).where(InstitutionRow.id.in_(scope())))
    return frozenset(InstitutionId(code) for code in codes)
