"""What a plan would have the world see: each mission's dates, each expert's half-days."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from db.models import AssignmentRow, ExpertRow, InstitutionRow, MissionRow, PlanMissionRow
from db.moments import day_of, to_index, to_number
from db.words import CONFIRMED, HOLDING, TRAVELS
from matcher.halfdays import Horizon
from matcher.sessions import occupied_half_days

COLUMNS = (
    MissionRow.id,
    MissionRow.state,
    MissionRow.venue,
    MissionRow.partner_id,
    MissionRow.institution_id,
    MissionRow.length,
    MissionRow.travel_before,
    MissionRow.travel_after,
)
"""What a stay is made of, beside its start."""

ENTRY = ("status", "venue", "partner_id", "institution_id", "first", "last", "leaves", "returns")
"""What SEQUENCE counts the changes of; all but the status is time and place."""


@dataclass(frozen=True, slots=True)
class Stay:
    """A mission's place, dates and status as calendars show them; all ends included."""

    status: str
    venue: str
    partner_id: int | None
    institution_id: int
    first: int
    last: int
    leaves: int
    returns: int


@dataclass(frozen=True, slots=True)
class Place:
    """One expert's part in a stay, with the half-days that it takes of them, sorted."""

    stay: Stay
    role_id: int
    half_days: tuple[int, ...]


def stays(
    session: Session, plan_id: int, states: Collection[str] = HOLDING | CONFIRMED
) -> Mapping[int, Stay]:
    """The missions that a plan holds and calendars may show: those in these states."""
    rows = (
        select(*COLUMNS, PlanMissionRow.start)
        .join(PlanMissionRow, PlanMissionRow.mission_id == MissionRow.id)
        .where(PlanMissionRow.plan_id == plan_id, MissionRow.state.in_(states))
    )
    return {row.id: _stay(row) for row in session.execute(rows)}


def places(
    session: Session, plan_id: int, stays: Mapping[int, Stay]
) -> Mapping[tuple[int, int], Place]:
    """Everybody's part in those stays, by mission and expert."""
    zone_of = _partner_zones(session, plan_id)
    rows = (
        select(
            AssignmentRow.mission_id,
            AssignmentRow.expert_id,
            AssignmentRow.role_id,
            InstitutionRow.timezone,
        )
        .join(ExpertRow, ExpertRow.id == AssignmentRow.expert_id)
        .join(InstitutionRow, InstitutionRow.id == ExpertRow.institution_id)
        .where(AssignmentRow.plan_id == plan_id)
    )
    found = {}
    for mission, expert, role, here in session.execute(rows):
        stay = stays.get(mission)
        if stay is not None:
            found[mission, expert] = Place(stay, role, _half_days(stay, zone_of.get(mission), here))
    return found


def _stay(row: Any) -> Stay:  # a row of `stays`: COLUMNS and the start
    # At home and at a distance nobody travels, whatever the form says.
    travels = row.venue == TRAVELS
    last = row.start + row.length - 1
    return Stay(
        status="confirmed" if row.state in CONFIRMED else "hold",
        venue=row.venue,
        partner_id=row.partner_id,
        institution_id=row.institution_id,
        first=row.start,
        last=last,
        leaves=row.start - row.travel_before if travels else row.start,
        returns=last + row.travel_after if travels else last,
    )


def _partner_zones(session: Session, plan_id: int) -> dict[int, str]:
    """The time zone of the partner of each mission at a distance."""
    rows = (
        select(MissionRow)
        .join(PlanMissionRow, PlanMissionRow.mission_id == MissionRow.id)
        .where(PlanMissionRow.plan_id == plan_id, MissionRow.venue == "remote")
        .options(joinedload(MissionRow.partner))
    )
    return {row.id: row.partner.timezone for row in session.scalars(rows) if row.partner}


def by_own_clock(mission: MissionRow, expert: ExpertRow, first: int, last: int) -> tuple[int, int]:
    """The half-days of a mission as somebody's own clock has them: by video others, perhaps."""
    if mission.venue != "remote" or mission.partner is None:
        return first, last
    found = _by_video(first, last, mission.partner.timezone, expert.institution.timezone)
    return found[0], found[-1]


def _half_days(stay: Stay, there: str | None, here: str) -> tuple[int, ...]:
    if there is None:
        return tuple(range(stay.leaves, stay.returns + 1))
    return _by_video(stay.first, stay.last, there, here)


def _by_video(first: int, last: int, there: str, here: str) -> tuple[int, ...]:
    """The half-days here of sessions on half-days there, sorted."""
    around = timedelta(days=2)
    horizon = Horizon(day_of(first) - around, day_of(last) + around)
    start, length = to_index(first, horizon), last - first + 1
    taken = occupied_half_days(horizon, start, length, there, here)
    if taken is None:  # At night there; `review` calls that a breach, here it still takes time.
        return tuple(range(first, last + 1))
    return tuple(to_number(index, horizon) for index in taken)
