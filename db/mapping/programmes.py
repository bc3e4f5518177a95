"""Programmes with what is left of their half-days, and who has served in them."""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from db.mapping.scope import Scope
from db.models import (
    BookedHalfDayRow,
    BookingRow,
    ExpertRow,
    InstitutionRow,
    MissionRow,
    ProgrammeRow,
)
from matcher.problem import InstitutionId, Programme, ProgrammeId

Used = Mapping[int, Mapping[str, int]]
"""Half-days by programme and institution."""


def load_programmes(session: Session, scope: Scope) -> dict[ProgrammeId, Programme]:
    """All programmes; what missions outside the problem have taken is no longer there."""
    used = _used(session, scope)
    codes = {row.id: row.code for row in session.scalars(select(InstitutionRow))}
    rows = select(ProgrammeRow).order_by(ProgrammeRow.code)
    return {
        ProgrammeId(row.code): _programme(row, used.get(row.id, {}), codes)
        for row in session.scalars(rows.options(selectinload(ProgrammeRow.shares)))
    }


def served(session: Session, scope: Scope) -> Mapping[int, frozenset[int]]:
    """For each expert, the partners where a programme that they served in goes on."""
    partners: dict[int, set[int]] = defaultdict(set)
    for mission in scope.missions:
        if mission.programme_id and mission.partner_id:
            partners[mission.programme_id].add(mission.partner_id)
    rows = (
        select(BookingRow.expert_id, MissionRow.programme_id)
        .join(MissionRow, MissionRow.id == BookingRow.mission_id)
        .where(
            BookingRow.status != "cancelled",
            MissionRow.programme_id.in_(partners),
            MissionRow.id.not_in(scope.mission_ids),
        )
    )
    found: dict[int, set[int]] = defaultdict(set)
    for expert, programme in session.execute(rows):
        found[expert] |= partners.get(programme or 0, set())
    return {expert: frozenset(places) for expert, places in found.items()}


def _used(session: Session, scope: Scope) -> Used:
    rows = (
        select(MissionRow.programme_id, InstitutionRow.code, func.count())
        .select_from(BookedHalfDayRow)
        .join(BookingRow, BookingRow.id == BookedHalfDayRow.booking_id)
        .join(MissionRow, MissionRow.id == BookingRow.mission_id)
        .join(ExpertRow, ExpertRow.id == BookingRow.expert_id)
        .join(InstitutionRow, InstitutionRow.id == ExpertRow.institution_id)
        .where(MissionRow.programme_id.is_not(None), MissionRow.id.not_in(scope.mission_ids))
        .group_by(MissionRow.programme_id, InstitutionRow.code)
    )
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for programme, institution, half_days in session.execute(rows):
        if programme is not None:
            found[programme][institution] = half_days
    return found


def _programme(row: ProgrammeRow, used: Mapping[str, int], codes: Mapping[int, str]) -> Programme:
    most = row.expert_half_days_max
    return Programme(
        id=ProgrammeId(row.code),
        expert_half_days_max=None if most is None else max(0, most - sum(used.values())),
        by_institution={
            InstitutionId(codes[share.institution_id]): max(
                0, share.half_days_max - used.get(codes[share.institution_id], 0)
            )
            for share in row.shares
        },
        name=row.name_en,
    )
