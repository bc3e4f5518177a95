"""Writes the people of the example, many rows at a time."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from db.models import (
    BusyRow,
    ExpertDomainRow,
    ExpertExperienceRow,
    ExpertLanguageRow,
    ExpertRow,
    ExpertWishRow,
)
from db.moments import half_day, last_half_day
from db.operations.bulk import insert_keyed, insert_rows
from web.demo.ground import DemoGround, Facts
from web.demo.people import DemoPerson


def write_people(
    session: Session, ground: DemoGround, people: Sequence[DemoPerson], at: datetime
) -> list[int]:
    """The people with all that is known of them; their row ids, in the same order."""
    keys = insert_keyed(session, ExpertRow, [_expert(ground, person, at) for person in people])
    known = list(zip(keys, people, strict=True))
    insert_rows(session, ExpertDomainRow, (f for k, p in known for f in _domains(ground, k, p)))
    insert_rows(session, ExpertLanguageRow, (f for k, p in known for f in _languages(k, p)))
    insert_rows(session, ExpertExperienceRow, (f for k, p in known for f in _experience(k, p)))
    insert_rows(session, ExpertWishRow, (f for k, p in known for f in _wishes(ground, k, p)))
    insert_rows(session, BusyRow, (f for k, p in known for f in _busy(k, p, at)))
    return keys


def _expert(ground: DemoGround, person: DemoPerson, at: datetime) -> Facts:
    return {
        "institution_id": ground.institution,
        "kind": person.kind,
        "given_name": person.given_name,
        "family_name": person.family_name,
        "political_group": person.group,
        "department": person.department,
        "post": person.post,
        "email": person.email,
        "served_from": person.served_from,
        "served_until": person.served_until,
        "days_max": person.days_max,
        "missions_max": person.missions_max,
        "rest": person.rest,
        "created_at": at,
        "changed_at": at,
        "version": 1,
    }


def _domains(ground: DemoGround, key: int, person: DemoPerson) -> Iterator[Facts]:
    for domain, level in person.domains.items():
        yield {"expert_id": key, "domain_id": ground.domains[domain], "level": level}


def _languages(key: int, person: DemoPerson) -> Iterator[Facts]:
    for language, cefr in person.languages.items():
        yield {"expert_id": key, "language": language, "cefr": cefr}


def _experience(key: int, person: DemoPerson) -> Iterator[Facts]:
    for place in person.experience:
        yield {"expert_id": key, "place": place}


def _wishes(ground: DemoGround, key: int, person: DemoPerson) -> Iterator[Facts]:
    for country, wish in person.wishes.items():
        yield {"expert_id": key, "partner_id": ground.partners[country], "wish": wish}


def _busy(key: int, person: DemoPerson, at: datetime) -> Iterator[Facts]:
    for absence in person.absences:
        yield {
            "expert_id": key,
            "first": half_day(absence.first),
            "last": last_half_day(absence.last),
            "source": "typed",
            "label": absence.label,
            "created_at": at,
        }
