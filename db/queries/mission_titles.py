"""What missions and their roles are called, without the rest of them."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import MissionRow, RoleRow
from db.queries import sight
from db.words import ASKED


class Titled(NamedTuple):
    """A mission by number and title; `has_halves` may start in the afternoon too."""

    id: int
    title: str
    has_halves: bool


def titles(session: Session, missions: Collection[int]) -> Mapping[int, str]:
    """The titles of missions by number, whoever sees them."""
    if not missions:
        return {}
    rows = select(MissionRow.id, MissionRow.title).where(MissionRow.id.in_(missions))
    return {row.id: row.title for row in session.execute(rows)}


def seen(session: Session, missions: Collection[int] | None = None) -> Mapping[int, str]:
    """The titles of those that the session sees, see `sight`; of all where none are named."""
    rows = select(MissionRow.id, MissionRow.title).where(sight.missions(session))
    rows = rows if missions is None else rows.where(MissionRow.id.in_(missions))
    return {row.id: row.title for row in session.execute(rows)}


def titled(session: Session, missions: Collection[int] | None = None) -> Sequence[Titled]:
    """Missions with what they may start on; all of them where none are named."""
    rows = select(MissionRow.id, MissionRow.title, MissionRow.half_day_starts)
    rows = rows if missions is None else rows.where(MissionRow.id.in_(missions))
    return [Titled(*row) for row in session.execute(rows)]


def asked_for(session: Session) -> Sequence[tuple[int, str]]:
    """Missions that are asked for and not planned, of those that the session sees."""
    rows = (
        select(MissionRow.id, MissionRow.title)
        .where(MissionRow.state.in_(ASKED), sight.missions(session))
        .order_by(MissionRow.id)
    )
    return [(key, title) for key, title in session.execute(rows)]


def roles(session: Session, missions: Collection[int] | None = None) -> Sequence[RoleRow]:
    """The roles of some missions, or of all."""
    rows = select(RoleRow)
    rows = rows if missions is None else rows.where(RoleRow.mission_id.in_(missions))
    return session.scalars(rows).all()


def seen_roles(session: Session) -> Sequence[tuple[RoleRow, int, str]]:
    """Every role of the missions that the session sees, with its mission and that one's title."""
    rows = select(RoleRow, MissionRow.id, MissionRow.title).join(
        MissionRow, MissionRow.id == RoleRow.mission_id
    )
    rows = rows.where(sight.missions(session)).order_by(RoleRow.id)
    return [(role, key, title) for role, key, title in session.execute(rows)]
