"""Feed addresses of the example: an expert's, a mission's, and those around it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from db.actors import Actor
from db.models import (
    BookingRow,
    ExpertRow,
    InstitutionRow,
    MissionRow,
    PartnerRow,
    ProgrammeRow,
)
from db.moments import half_day
from db.operations import tokens
from db.operations.tokens import TokenFacts
from db.words import FeedKind, Language
from web.demo.year import FREEZE
from web.tokens import new_secret


@dataclass(frozen=True, slots=True)
class Address:
    """A feed's path with its secret, and whose it is."""

    kind: FeedKind
    name: str
    path: str


def busiest(session: Session, after: datetime) -> int:
    """The expert with most missions that a search may still change, then most to come."""
    open_ones = func.sum(case((BookingRow.first >= half_day(after.date() + FREEZE), 1), else_=0))
    row = session.execute(
        select(BookingRow.expert_id, func.count().label("missions"))
        .where(BookingRow.status != "cancelled", BookingRow.first > half_day(after.date()))
        .group_by(BookingRow.expert_id)
        .order_by(open_ones.desc(), func.count().desc(), BookingRow.expert_id)
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
    booked = (
        select(MissionRow)
        .join(BookingRow, BookingRow.mission_id == MissionRow.id)
        .where(BookingRow.status != "cancelled")
        .order_by(MissionRow.id)
        .limit(1)
    )
    programme, partner = mission.programme, mission.partner
    if programme is None:
        other = session.scalars(booked.where(MissionRow.programme_id.is_not(None))).first()
        programme = other.programme if other else None
    if partner is None:
        other = session.scalars(booked.where(MissionRow.partner_id.is_not(None))).first()
        partner = other.partner if other else None
    kinds: tuple[tuple[FeedKind, ProgrammeRow | PartnerRow | None], ...] = (
        ("programme", programme),
        ("partner", partner),
    )
    for kind, row in kinds:
        if row is not None:
            yield kind, row.id, row.name_fr if language == "fr" else row.name_en


def _next_mission(session: Session, expert_id: int, at: datetime) -> MissionRow:
    """Their next mission, best one that has a programme and a partner."""
    return session.scalars(
        select(MissionRow)
        .join(BookingRow, BookingRow.mission_id == MissionRow.id)
        .where(
            BookingRow.expert_id == expert_id,
            BookingRow.status != "cancelled",
            BookingRow.first > half_day(at.date()),
        )
        .order_by(
            MissionRow.programme_id.is_(None), MissionRow.partner_id.is_(None), BookingRow.first
        )
        .limit(1)
    ).one()
