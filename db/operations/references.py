"""Do the rows that an input names exist? A form sends what its page offered, others may not."""

from collections import defaultdict
from collections.abc import Collection, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.base import Base
from db.errors import Flaw, Invalid
from db.facts import ExpertFacts, MissionFacts
from db.models import (
    DomainRow,
    ExpertRow,
    InstitutionRow,
    MissionAfterRow,
    MissionRow,
    PartnerRow,
    ProgrammeRow,
)

Named = Collection[int | None]


def check_mission_references(
    session: Session, facts: MissionFacts, mission_id: int | None = None
) -> None:
    """Raises: Invalid where the mission names rows that are not there, or comes after itself."""
    _refuse(_mission_flaws(session, facts))
    circle = [] if mission_id is None else _way_back(session, facts.after, mission_id)
    if circle:
        titles = [session.get_one(MissionRow, key).title for key in circle]
        raise Invalid([Flaw("after.cycle", "after", {"path": titles})])


def check_expert_references(session: Session, facts: ExpertFacts) -> None:
    """Raises: Invalid where the expert names rows that are not there."""
    _refuse(_expert_flaws(session, facts))


def _mission_flaws(session: Session, facts: MissionFacts) -> Iterator[Flaw]:
    yield from _unknown(session, InstitutionRow, "institution_id", [facts.institution_id])
    yield from _unknown(session, PartnerRow, "partner_id", [facts.partner_id])
    yield from _unknown(session, PartnerRow, "further_partners", facts.further_partners)
    yield from _unknown(session, ProgrammeRow, "programme_id", [facts.programme_id])
    yield from _unknown(session, ExpertRow, "banned", facts.banned)
    yield from _unknown(session, MissionRow, "after", facts.after)
    for index, role in enumerate(facts.roles):
        yield from _unknown(session, DomainRow, f"role-{index}-domains", role.domains)
        yield from _unknown(
            session, InstitutionRow, f"role-{index}-institutions", role.institutions
        )


def _expert_flaws(session: Session, facts: ExpertFacts) -> Iterator[Flaw]:
    yield from _unknown(session, InstitutionRow, "institution_id", [facts.institution_id])
    yield from _unknown(session, DomainRow, "domains", facts.domains)
    yield from _unknown(session, PartnerRow, "prefers", facts.prefers)
    yield from _unknown(session, PartnerRow, "excludes", facts.excludes)


def _unknown(session: Session, table: type[Base], field: str, named: Named) -> Iterator[Flaw]:
    wanted = {key for key in named if key is not None}
    if not wanted:
        return
    column = table.__table__.c.id
    missing = wanted - set(session.scalars(select(column).where(column.in_(wanted))))
    if missing:
        facts = {"subject": table.__tablename__, "keys": sorted(missing)}
        yield Flaw("reference.unknown", field, facts)


def _way_back(session: Session, after: Collection[int], mission_id: int) -> list[int]:
    """From a mission by those that come before it back to itself; empty where no way leads."""
    orders: dict[int, list[int]] = defaultdict(list)
    rows = select(MissionAfterRow.mission_id, MissionAfterRow.earlier_id)
    for mission, earlier in session.execute(rows):
        orders[mission].append(earlier)
    ways, seen = [[mission_id, earlier] for earlier in after], set[int]()
    while ways:
        way = ways.pop(0)
        if way[-1] == mission_id:
            return way
        if way[-1] not in seen:
            seen.add(way[-1])
            ways += [[*way, earlier] for earlier in orders[way[-1]]]
    return []


def _refuse(flaws: Iterator[Flaw]) -> None:
    found = tuple(flaws)
    if found:
        raise Invalid(found)
