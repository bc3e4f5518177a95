"""Feed addresses of the example: an expert's, a mission's, the parliament's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.actors import Actor
from db.models import BookingRow, ExpertRow, InstitutionRow, MissionRow
from db.moments import half_day
from db.operations import tokens
from db.operations.tokens import TokenFacts
from db.words import FeedKind, Language
from web.tokens import new_secret


@dataclass(frozen=True, slots=True)
class Address:
    """A feed's path with its secret, and whose it is."""

    kind: FeedKind
    name: str
    path: str


def busiest(session: Session, after: datetime) -> int:
    """The expert with most missions still to come."""
    row = session.execute(
        select(BookingRow.expert_id, func.count().label("missions"))
        .where(BookingRow.status != "cancelled", BookingRow.first > half_day(after.date()))
        .group_by(BookingRow.expert_id)
        .order_by(func.count().desc(), BookingRow.expert_id)
        .limit(1)
    ).one()
    return int(row.expert_id)


def make_addresses(
    session: Session,
    institution: InstitutionRow,
    expert: ExpertRow,
    language: Language,
    by: Actor,
    at: datetime,
) -> list[Address]:
    """One address of each kind of feed, for this expert and the first of their missions."""
    mission = _next_mission(session, expert.id, at)
    name = institution.name_fr if language == "fr" else institution.name_en
    subjects: Sequence[tuple[FeedKind, int, str]] = (
        ("expert", expert.id, expert.name),
        ("mission", mission.id, mission.title),
        ("institution", institution.id, name),
    )
    found = []
    for kind, key, called in subjects:
        secret = new_secret()
        facts = TokenFacts(kind, key, "demo", language)
        tokens.create(session, facts, secret.sha256, by, at)
        found.append(Address(kind, called, f"/feeds/{secret.text}.ics"))
    return found


def _next_mission(session: Session, expert_id: int, at: datetime) -> MissionRow:
    return session.scalars(
        select(MissionRow)
        .join(BookingRow, BookingRow.mission_id == MissionRow.id)
        .where(
            BookingRow.expert_id == expert_id,
            BookingRow.status != "cancelled",
            BookingRow.first > half_day(at.date()),
        )
        .order_by(BookingRow.first)
        .limit(1)
    ).one()
