"""The roles of a mission, made to be as a form says."""

from collections.abc import Sequence

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from db.facts import RoleFacts
from db.models import (
    AssignmentRow,
    BookingRow,
    MissionPinRow,
    MissionRow,
    RoleDomainRow,
    RoleInstitutionRow,
    RoleLanguageRow,
    RoleRow,
)


def set_roles(session: Session, mission: MissionRow, wanted: Sequence[RoleFacts]) -> None:
    """Change, add and drop roles; one that plans or bookings name is kept, but dropped."""
    known = {role.id: role for role in mission.roles}
    for position, facts in enumerate(wanted):
        role = known.pop(facts.id, None) if facts.id is not None else None
        if role is None:
            role = RoleRow()
            mission.roles.append(role)
        _write(role, position, facts)
    session.flush()
    _drop(session, list(known.values()))
    session.expire(mission, ["roles"])


def role_facts(role: RoleRow) -> RoleFacts:
    """A saved role as a form would show it."""
    return RoleFacts(
        title=role.title,
        count=role.count,
        kind=role.kind,  # type: ignore[arg-type] # the CHECK allows no other
        domains={needed.domain_id: needed.level for needed in role.domains},
        languages={needed.language: needed.cefr for needed in role.languages},  # type: ignore[misc]
        institutions=frozenset(needed.institution_id for needed in role.institutions),
        id=role.id,
    )


def _write(role: RoleRow, position: int, facts: RoleFacts) -> None:
    role.position, role.title = position, facts.title.strip()
    role.count, role.kind = facts.count, facts.kind
    levels = {needed.domain_id: needed for needed in role.domains}
    role.domains = [
        _level(levels.get(domain_id) or RoleDomainRow(domain_id=domain_id), level)
        for domain_id, level in facts.domains.items()
    ]
    spoken = {needed.language: needed for needed in role.languages}
    role.languages = [
        _cefr(spoken.get(language) or RoleLanguageRow(language=language), cefr)
        for language, cefr in facts.languages.items()
    ]
    named = {needed.institution_id: needed for needed in role.institutions}
    role.institutions = [
        named.get(key) or RoleInstitutionRow(institution_id=key)
        for key in sorted(facts.institutions)
    ]


def _level(row: RoleDomainRow, level: int) -> RoleDomainRow:
    row.level = level
    return row


def _cefr(row: RoleLanguageRow, cefr: str) -> RoleLanguageRow:
    row.cefr = cefr
    return row


def _drop(session: Session, gone: Sequence[RoleRow]) -> None:
    """Delete the roles that nothing names, and put the others aside."""
    ids = [role.id for role in gone]
    if not ids:
        return
    session.execute(delete(MissionPinRow).where(MissionPinRow.role_id.in_(ids)))
    named = select(RoleRow.id).where(
        RoleRow.id.in_(ids),
        or_(
            RoleRow.id.in_(select(AssignmentRow.role_id)),
            RoleRow.id.in_(select(BookingRow.role_id)),
        ),
    )
    in_history = set(session.scalars(named))
    for role in gone:
        if role.id in in_history:
            role.is_dropped = True
        else:
            session.delete(role)
    session.flush()
