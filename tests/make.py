"""Builders of rows for tests: each makes one thing, with defaults that hold no surprise.

Every builder takes a writing session first, adds the row, flushes, and gives it back.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from db.actors import Actor
from db.models import (
    AccountRoleRow,
    AccountRow,
    Base,
    BusyRow,
    DomainRow,
    ExpertDomainRow,
    ExpertExperienceRow,
    ExpertLanguageRow,
    ExpertRow,
    InstitutionRow,
    MissionLanguageRow,
    MissionRow,
    PartnerRow,
    PlanRow,
    ProgrammeRow,
    RoleDomainRow,
    RoleInstitutionRow,
    RoleLanguageRow,
    RoleRow,
)
from db.moments import half_day, last_half_day
from db.operations import publish, staffing
from db.operations.staffing import Staffing

AT = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)
"""When things are done, unless a test says otherwise: a Monday."""
TODAY = AT.date()
MONDAY = date(2027, 3, 1)
"""The first day of a mission, unless a test says otherwise."""
BY = Actor(None, "Test")

R = TypeVar("R", bound=Base)


def _added(session: Session, row: R) -> R:
    session.add(row)
    session.flush()
    return row


def institution(session: Session, code: str = "qc", **facts: Any) -> InstitutionRow:
    """A parliament in Québec with a Saturday–Sunday weekend."""
    known = {"name_en": f"Assembly {code}", "name_fr": f"Assemblée {code}", "country": "CA"}
    return _added(
        session, InstitutionRow(code=code, **known | {"timezone": "America/Toronto"} | facts)
    )


def partner(session: Session, code: str = "ht", **facts: Any) -> PartnerRow:
    """A parliament in Haiti, which receives one mission at a time."""
    known = {"name_en": f"Parliament {code}", "name_fr": f"Parlement {code}", "country": "HT"}
    places = {"region": "caribbean", "timezone": "America/Port-au-Prince", "language": "fr"}
    return _added(session, PartnerRow(code=code, **known | places | facts))


def domain(session: Session, code: str = "library", parent: DomainRow | None = None) -> DomainRow:
    """A field of knowledge."""
    row = DomainRow(code=code, name_en=code.title(), name_fr=code.title())
    row.parent_id = parent.id if parent else None
    return _added(session, row)


def programme(
    session: Session, institution: InstitutionRow, code: str = "p1", **facts: Any
) -> ProgrammeRow:
    """A programme without bounds."""
    known = {"name_en": f"Programme {code}", "name_fr": f"Programme {code}"}
    return _added(session, ProgrammeRow(code=code, institution_id=institution.id, **known | facts))


def expert(
    session: Session,
    institution: InstitutionRow,
    name: str = "Anne Bova",
    *,
    domains: Mapping[DomainRow, int] | None = None,
    languages: Mapping[str, str] | None = None,
    experience: tuple[str, ...] = (),
    **facts: Any,
) -> ExpertRow:
    """An official who knows and speaks what the test says, and nothing else."""
    given, _, family = name.partition(" ")
    times = {"created_at": AT, "changed_at": AT}
    known = {"kind": "official", "given_name": given, "family_name": family or given}
    row = ExpertRow(institution_id=institution.id, **known | times | facts)
    row.domains = [ExpertDomainRow(domain_id=d.id, level=n) for d, n in (domains or {}).items()]
    row.languages = [ExpertLanguageRow(language=c, cefr=n) for c, n in (languages or {}).items()]
    row.experience = [ExpertExperienceRow(place=place) for place in experience]
    return _added(session, row)


def busy(
    session: Session, expert: ExpertRow, first: date, last: date | None = None, **facts: Any
) -> BusyRow:
    """Whole days on which an expert cannot be sent."""
    span = {"first": half_day(first), "last": last_half_day(last or first), "created_at": AT}
    return _added(session, BusyRow(expert_id=expert.id, **span | facts))


def role(
    *,
    domains: Mapping[DomainRow, int] | None = None,
    languages: Mapping[str, str] | None = None,
    institutions: tuple[InstitutionRow, ...] = (),
    **facts: Any,
) -> RoleRow:
    """A role that anybody may fill; give it to `mission`."""
    row = RoleRow(**facts)
    row.domains = [RoleDomainRow(domain_id=d.id, level=n) for d, n in (domains or {}).items()]
    row.languages = [RoleLanguageRow(language=c, cefr=n) for c, n in (languages or {}).items()]
    row.institutions = [RoleInstitutionRow(institution_id=each.id) for each in institutions]
    return row


def mission(
    session: Session,
    institution: InstitutionRow,
    partner: PartnerRow | None,
    *roles: RoleRow,
    title: str = "Seminar",
    first: date = MONDAY,
    languages: Mapping[str, str] | None = None,
    **facts: Any,
) -> MissionRow:
    """A planned mission of four half-days abroad that may start on one day only."""
    kinds = {"activity_type": "seminar", "service_mode": "training", "venue": "abroad"}
    dates = {"window_first": first, "window_last": first, "length": 4}
    known = kinds | dates | {"state": "planned", "created_at": AT, "changed_at": AT}
    row = MissionRow(title=title, institution_id=institution.id, **known | facts)
    row.partner_id = partner.id if partner else None
    row.roles = list(roles) or [role()]
    for position, each in enumerate(row.roles):
        each.position = position
    row.languages = [MissionLanguageRow(language=c, cefr=n) for c, n in (languages or {}).items()]
    return _added(session, row)


def staffed_at(session: Session, mission: MissionRow, start: int, *experts: ExpertRow) -> PlanRow:
    """Publish a mission from a half-day on, with people in its first role."""
    wanted = Staffing(start, {mission.roles[0].id: tuple(each.id for each in experts)})
    plan = staffing.restaff(session, mission.id, wanted, BY, AT)
    publish.publish(session, plan.id, BY, AT)
    return plan


def staffed(
    session: Session,
    mission: MissionRow,
    *experts: ExpertRow,
    on: date | None = None,
    at: datetime = AT,
    word: str = "",
) -> PlanRow:
    """Publish a mission on a day, with people in its first role."""
    team = {mission.roles[0].id: tuple(each.id for each in experts)}
    wanted = Staffing(half_day(on or mission.window_first), team)
    plan = staffing.restaff(session, mission.id, wanted, BY, at)
    publish.publish(session, plan.id, BY, at, word=word)
    return plan


def account(
    session: Session,
    login: str = "anne",
    *,
    role: str = "coordinator",
    institution: InstitutionRow | None = None,
    expert: ExpertRow | None = None,
    **facts: Any,
) -> AccountRow:
    """An account with one role in an institution, or with none where no institution is given."""
    row = AccountRow(login=login, created_at=AT, **{"name": login.title()} | facts)
    if institution is not None:
        row.roles = [
            AccountRoleRow(
                role=role,
                institution_id=institution.id,
                expert_id=expert.id if expert else None,
            )
        ]
    return _added(session, row)
