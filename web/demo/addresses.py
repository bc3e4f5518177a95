"""Feed addresses of the example: an expert's, a mission's, and those around it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from db.actors import Actor
from db.models import (
    ExpertRow,
    InstitutionRow,
    MissionRow,
    PartnerRow,
    ProgrammeRow,
)
from db.moments import half_day
from db.operations import tokens
from db.operations.tokens import TokenFacts
from db.queries import bookings
from db.words import FeedKind, Language
from web.demo.year import FREEZE
from web.service.tokens import new_secret


@dataclass(frozen=True, slots=True)
class Address:
    """A feed's path with its secret, and whose it is."""

    kind: FeedKind
    name: str
    path: str


def busiest(session: Session, after: datetime) -> int:
    """The expert with most missions that a search may still change, then most to come."""
    today = after.date()
    return bookings.busiest(session, half_day(today), half_day(today + FREEZE))


def make_addresses(
    session: Session,
    institution: InstitutionRow,
    expert: ExpertRow,
    language: Language,
    by: Actor,
    at: datetime,
) -> list[Address]:
    """One address of each kind of feed, for this expert and the first of their missions."""
    mission = bookings.next_mission(session, expert.id, half_day(at.date()))
    name = institution.name_fr if language == "fr" else institution.name_en
    subjects: Sequence[tuple[FeedKind, int, str]] = (
        ("expert", expert.id, expert.name),
        ("mission", mission.id, mission.title),
        ("institution", institution.id, name),
        *_around(session, mission, language),
    )
    found = []
    for kind, key, called in subjects:
        secret = new_secret()
        facts = TokenFacts(kind, key, "demo", language)
        tokens.create(session, facts, secret.sha256, by, at)
        found.append(Address(kind, called, f"/feeds/{secret.text}.ics"))
    return found


def _around(
    session: Session, mission: MissionRow, language: Language
) -> Iterator[tuple[FeedKind, int, str]]:
    """The programme and the partner of a mission; where it has none, one that has another."""
    programme, partner = mission.programme, mission.partner
    if programme is None:
        other = bookings.first_with(session, "programme_id")
        programme = other.programme if other else None
    if partner is None:
        other = bookings.first_with(session, "partner_id")
        partner = other.partner if other else None
    kinds: tuple[tuple[FeedKind, ProgrammeRow | PartnerRow | None], ...] = (
        ("programme", programme),
        ("partner", partner),
    )
    for kind, row in kinds:
        if row is not None:
            yield kind, row.id, row.name_fr if language == "fr" else row.name_en
