"""Writes what missions stand on: the parliament, its sittings, domains, partners, programmes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from db.models import (
    ClosureRow,
    DomainRow,
    InstitutionRow,
    PartnerClosureRow,
    PartnerRow,
    ProgrammeRow,
    SittingRow,
)
from db.operations.bulk import insert_keyed, insert_rows
from web.demo.partners import PARLIAMENTS
from web.demo.programmes import programmes_of
from web.demo.sittings import sitting_days
from web.demo.taxonomy import TAXONOMY
from web.demo.units import Unit
from web.service.public_holidays import holidays_between

Facts = dict[str, Any]  # the columns of one row, whatever their types


@dataclass(frozen=True, slots=True)
class DemoGround:
    """Row ids: domains and programmes by code, partners by country."""

    institution: int
    domains: Mapping[str, int]
    partners: Mapping[str, int]
    programmes: Mapping[str, int]


def lay_ground(session: Session, unit: Unit, first: date, last: date) -> DemoGround:
    """The parliament and all that does not depend on chance; calendars between two days."""
    institution = _institution(session, unit, first, last)
    return DemoGround(
        institution,
        _domains(session),
        _partners(session, unit, first, last),
        _programmes(session, unit, institution),
    )


def _institution(session: Session, unit: Unit, first: date, last: date) -> int:
    facts = {
        "code": unit.code,
        "name_en": unit.name_en,
        "name_fr": unit.name_fr,
        "country": unit.country,
        "timezone": unit.timezone,
        "mailbox": unit.mailbox,
        "hosts_at_once": unit.hosts_at_once,
    }
    (key,) = insert_keyed(session, InstitutionRow, [facts])
    weeks = sitting_days(unit, first, last)
    # Without a name: pages then say what they are in the reader's language.
    sittings = [{"institution_id": key, "first": a, "last": b} for a, b in weeks]
    insert_rows(session, SittingRow, sittings)
    closed = _closed(unit.country, unit.subdivision, first, last)
    insert_rows(session, ClosureRow, ({"institution_id": key, **each} for each in closed))
    return key


def _domains(session: Session) -> Mapping[str, int]:
    roots = [field for field in TAXONOMY if field.parent is None]
    leaves = [field for field in TAXONOMY if field.parent is not None]
    keys: dict[str, int] = {}
    for level in (roots, leaves):
        facts = [
            {
                "code": field.code,
                "name_en": field.name_en,
                "name_fr": field.name_fr,
                "parent_id": keys[field.parent] if field.parent else None,
                "position": TAXONOMY.index(field),
            }
            for field in level
        ]
        made = insert_keyed(session, DomainRow, facts)
        keys |= {field.code: key for field, key in zip(level, made, strict=True)}
    return keys


def _partners(session: Session, unit: Unit, first: date, last: date) -> Mapping[str, int]:
    known = [PARLIAMENTS[country] for country in unit.partners]
    facts = [
        {
            "code": each.code,
            "name_en": each.name_en,
            "name_fr": each.name_fr,
            "country": each.country,
            "region": each.region,
            "timezone": each.timezone,
            "weekend": each.weekend,
            "language": each.language,
        }
        for each in known
    ]
    keys = dict(zip(unit.partners, insert_keyed(session, PartnerRow, facts), strict=True))
    closed = [
        {"partner_id": keys[country], **each}
        for country in unit.partners
        for each in _closed(country, None, first, last)
    ]
    insert_rows(session, PartnerClosureRow, closed)
    return keys


def _closed(country: str, subdivision: str | None, first: date, last: date) -> list[Facts]:
    return [
        {"first": each.day, "last": each.day, "name": each.name, "is_estimated": each.is_estimated}
        for each in holidays_between(country, subdivision, first, last)
    ]


def _programmes(session: Session, unit: Unit, institution: int) -> Mapping[str, int]:
    known = programmes_of(unit.code)
    facts = [
        {
            "code": each.code,
            "name_en": each.name_en,
            "name_fr": each.name_fr,
            "sponsor": each.sponsor,
            "institution_id": institution,
        }
        for each in known
    ]
    made = insert_keyed(session, ProgrammeRow, facts)
    return {each.code: key for each, key in zip(known, made, strict=True)}
