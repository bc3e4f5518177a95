"""The institutions that the reader answers for, as the matcher calls them."""

from sqlalchemy.orm import Session

from db.queries import institutions
from matcher.problem import InstitutionId
from web.service.reader import scope


def own_homes(session: Session) -> frozenset[InstitutionId]:
    """Those for which the reader holds a role that the view asks for."""
    return frozenset(InstitutionId(code) for code in institutions.codes(session, scope()))
