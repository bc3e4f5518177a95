"""What a session may see: its reader's institutions, and programmes that both are part of.

A session of a reader carries the institutions that they answer for (`look`); one that carries
none is the program's own, or is opened by a secret, and sees everything. A mission is seen by
the institution that runs it, and by those that have a part in its programme. What somebody made
(a scenario, a search, the plan of either, an address of a partner's calendar) is seen by who
answers for every institution that its author works for.
"""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Select, exists, or_, select, true, union
from sqlalchemy.orm import InstrumentedAttribute, Session

from db.models import (
    AccountRoleRow,
    InstitutionRow,
    MissionRow,
    ProgrammeRow,
    ProgrammeShareRow,
)

HOMES = "homes"
"""Where a session keeps the institutions of its reader."""
FOR_SOMEBODY = ("expert", "assistant")
"""Roles that are held for one expert: they give no sight of an institution."""
KEEPERS = ("coordinator", "admin")
"""Roles that make addresses of partners' calendars."""
PLANNERS = ("coordinator", "planner")
"""Roles with which somebody makes scenarios and asks for searches, in an institution's name."""

Homes = frozenset[int] | None
"""Institutions by row id; None is all of them."""


def look(session: Session, homes: Collection[int] | None) -> None:
    """From now on the session sees what these institutions may see."""
    session.info[HOMES] = None if homes is None else frozenset(homes)


def look_for(session: Session, author_id: int | None) -> None:
    """From now on the session sees what an account plans for; without one it sees all."""
    look(session, homes_of(session, author_id))


def homes(session: Session) -> Homes:
    """The institutions whose missions the session may see."""
    found: Homes = session.info.get(HOMES)
    return found


def homes_of(session: Session, author_id: int | None, roles: Collection[str] = PLANNERS) -> Homes:
    """The institutions in which an account holds one of these roles; all without an account."""
    if author_id is None:
        return None
    rows = select(AccountRoleRow.institution_id).where(
        AccountRoleRow.account_id == author_id, AccountRoleRow.role.in_(roles)
    )
    return frozenset(session.scalars(rows))


def missions_of(institutions: Collection[int]) -> ColumnElement[bool]:
    """The missions that institutions run, or whose programmes they have a part in."""
    return or_(
        MissionRow.institution_id.in_(institutions),
        MissionRow.programme_id.in_(programmes_of(institutions)),
    )


def programmes_of(institutions: Collection[int]) -> Select[int]:
    """The programmes that institutions lead, or to which they give a share of the work."""
    leads = select(ProgrammeRow.id).where(ProgrammeRow.institution_id.in_(institutions))
    gives = select(ProgrammeShareRow.programme_id).where(
        ProgrammeShareRow.institution_id.in_(institutions)
    )
    both = union(leads, gives).subquery()
    return select(both.c.id)


def missions(session: Session) -> ColumnElement[bool]:
    """The missions that the session may see."""
    known = homes(session)
    return true() if known is None else missions_of(known)


def hidden(session: Session, mission_ids: Collection[int]) -> frozenset[int]:
    """Those of some missions that the session may not see."""
    if homes(session) is None or not mission_ids:
        return frozenset()
    seen = select(MissionRow.id).where(MissionRow.id.in_(mission_ids), missions(session))
    return frozenset(mission_ids) - frozenset(session.scalars(seen))


def made_by(
    session: Session,
    author: InstrumentedAttribute[int | None],
    roles: Collection[str] = PLANNERS,
) -> ColumnElement[bool]:
    """What was made by an author all of whose institutions, by roles, the session answers for.

    What nobody made is seen by who answers for all institutions.
    """
    known = homes(session)
    if known is None:
        return true()
    works = AccountRoleRow.role.in_(roles), AccountRoleRow.account_id == author
    elsewhere = exists().where(*works, AccountRoleRow.institution_id.not_in(known))
    here = exists().where(*works, AccountRoleRow.institution_id.in_(known))
    return or_(here & ~elsewhere, _of_all(known))


def made_here(session: Session, author: InstrumentedAttribute[int | None]) -> ColumnElement[bool]:
    """What was made by a planner of the session's institutions, of others as well, or by nobody."""
    known = homes(session)
    if known is None:
        return true()
    works = AccountRoleRow.role.in_(PLANNERS), AccountRoleRow.account_id == author
    return or_(author.is_(None), exists().where(*works, AccountRoleRow.institution_id.in_(known)))


def units(session: Session, unit: InstrumentedAttribute[int | None]) -> ColumnElement[bool]:
    """What belongs to an institution of the session's; what belongs to none is seen as above."""
    known = homes(session)
    if known is None:
        return true()
    return or_(unit.in_(known), unit.is_(None) & _of_all(known))


def _of_all(known: frozenset[int]) -> ColumnElement[bool]:
    return ~exists().where(InstitutionRow.id.not_in(known))
