"""What the feeds show: published stays with their place and team, in a few reads each.

A cancellation that was archived is left out, unless its row has changed since.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVarTuple

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from db.models import (
    AgendaItemRow,
    AssignmentRow,
    BookingRow,
    ExpertRow,
    InstitutionRow,
    MissionBookingRow,
    MissionPartnerRow,
    MissionRow,
    PartnerRow,
    ProposalRow,
    RoleRow,
    ScenarioRow,
)
from db.queries import agenda, sight

Booking = BookingRow | MissionBookingRow | ProposalRow
"""A row of any of the tables that feeds are read from."""
Columns = TypeVarTuple("Columns")


@dataclass(frozen=True, slots=True)
class Published:
    """One published stay, and what an entry says of it; the role is the expert's own."""

    booking: Booking
    mission: MissionRow
    institution: InstitutionRow
    partner: PartnerRow | None
    role: RoleRow | None
    team: tuple[ExpertRow, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """A session or an external meeting of a published stay, and who speaks there."""

    item: AgendaItemRow
    stay: Published
    speakers: tuple[ExpertRow, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything that a feed shows, and when any of it last changed or left."""

    stays: tuple[Published, ...]
    changed_at: datetime | None
    meetings: tuple[Meeting, ...] = ()


def of_expert(session: Session, expert_id: int) -> Contents:
    """One expert's own missions, and the sessions where they speak."""
    mine = BookingRow.expert_id == expert_id
    rows = select(BookingRow, MissionRow, InstitutionRow, PartnerRow, RoleRow)
    rows = _placed(rows, BookingRow).join(RoleRow, RoleRow.id == BookingRow.role_id).where(mine)
    found = [(*row,) for row in session.execute(rows)]
    contents = _contents(session, found, _last_archived(session, BookingRow, mine))
    return _with_agenda(session, contents, expert_id)


def of_mission(session: Session, mission_id: int) -> Contents:
    """One mission, and its whole agenda."""
    contents = _missions(session, MissionBookingRow.mission_id == mission_id)
    return _with_agenda(session, contents, None)


def of_institution(session: Session, institution_id: int) -> Contents:
    """All missions that an institution runs."""
    return _missions(session, MissionBookingRow.institution_id == institution_id)


def of_programme(session: Session, programme_id: int) -> Contents:
    """All missions of a programme."""
    mine = select(MissionRow.id).where(MissionRow.programme_id == programme_id)
    return _missions(session, MissionBookingRow.mission_id.in_(mine))


def of_partner(session: Session, partner_id: int) -> Contents:
    """All missions for a partner, or in which it takes part, that the session may see."""
    joins = select(MissionPartnerRow.mission_id).where(MissionPartnerRow.partner_id == partner_id)
    asks = select(MissionRow.id).where(MissionRow.partner_id == partner_id)
    which = or_(MissionBookingRow.mission_id.in_(asks), MissionBookingRow.mission_id.in_(joins))
    seen = select(MissionRow.id).where(sight.missions(session))
    return _missions(session, which & MissionBookingRow.mission_id.in_(seen))


def of_scenario(session: Session, scenario_id: int) -> Contents:
    """The missions that an open scenario proposes and the session sees, with their teams."""
    mine = ProposalRow.scenario_id == scenario_id
    rows = select(ProposalRow, MissionRow, InstitutionRow, PartnerRow)
    placed = _placed(rows, ProposalRow).where(
        mine, ProposalRow.status != "cancelled", sight.missions(session)
    )
    groups = _proposed_teams(session, scenario_id)
    stays = tuple(
        Published(*row, None, groups.get(row[1].id, ())) for row in session.execute(placed)
    )
    # Those that are proposed no more count too: something has left the feed.
    last = session.scalar(select(func.max(ProposalRow.changed_at)).where(mine))
    named_at = session.get_one(ScenarioRow, scenario_id).changed_at
    times = (named_at, *_known(last), *(stay.mission.changed_at for stay in stays))
    return Contents(stays, max(times))


def _missions(session: Session, which: ColumnElement[bool]) -> Contents:
    rows = select(MissionBookingRow, MissionRow, InstitutionRow, PartnerRow)
    placed = _placed(rows, MissionBookingRow).where(which)
    found = [(*row, None) for row in session.execute(placed)]
    return _contents(session, found, _last_archived(session, MissionBookingRow, which))


def _placed(
    rows: Select[*Columns], table: type[BookingRow] | type[MissionBookingRow] | type[ProposalRow]
) -> Select[*Columns]:
    shown = or_(
        table.status != "cancelled",
        table.archived_at.is_(None),
        table.archived_at < table.changed_at,
    )
    return (
        rows.select_from(table)
        .join(MissionRow, MissionRow.id == table.mission_id)
        .join(InstitutionRow, InstitutionRow.id == table.institution_id)
        .outerjoin(PartnerRow, PartnerRow.id == table.partner_id)
        .where(shown)
        .order_by(table.first, table.id)
    )


def _last_archived(
    session: Session,
    table: type[BookingRow] | type[MissionBookingRow],
    which: ColumnElement[bool],
) -> datetime | None:
    return session.scalar(select(func.max(table.archived_at)).where(which))


def _contents(
    session: Session,
    found: Collection[
        tuple[Booking, MissionRow, InstitutionRow, PartnerRow | None, RoleRow | None]
    ],
    archived_at: datetime | None,
) -> Contents:
    groups, team_changed = teams(session, {mission.id for _, mission, *_ in found})
    stays = tuple(
        Published(booking, mission, institution, partner, role, groups[mission.id])
        for booking, mission, institution, partner, role in found
    )
    times = [at for stay in stays for at in (stay.booking.changed_at, stay.mission.changed_at)]
    return Contents(stays, max((*times, *team_changed, *_known(archived_at)), default=None))


def _with_agenda(session: Session, contents: Contents, speaker: int | None) -> Contents:
    """The contents with the sessions of their missions, or those alone where somebody speaks."""
    stays = {stay.mission.id: stay for stay in contents.stays}
    items = agenda.of_missions(session, stays)
    meetings = tuple(
        Meeting(item, stays[item.mission_id], _speakers(item))
        for item in items
        if is_shown(item) and (speaker is None or speaker in _who(item))
    )
    # All count, so that a reader who speaks no more is told that something has changed.
    times = [at for item in items for at in (item.changed_at, item.archived_at)]
    known = (at for at in (contents.changed_at, *times) if at is not None)
    return Contents(contents.stays, max(known, default=None), meetings)


def is_shown(item: AgendaItemRow) -> bool:
    """Is it in feeds still? A cancellation of long ago is not, unless it has changed since."""
    archived = item.archived_at
    return not item.is_cancelled or archived is None or archived < item.changed_at


def _who(item: AgendaItemRow) -> set[int]:
    return {each.expert_id for each in item.speakers}


def _speakers(item: AgendaItemRow) -> tuple[ExpertRow, ...]:
    return tuple(each.expert for each in item.speakers)


def teams(
    session: Session, mission_ids: Collection[int]
) -> tuple[Mapping[int, tuple[ExpertRow, ...]], list[datetime]]:
    """Who is in each team, and when anybody joined, left or changed."""
    rows = (
        select(BookingRow, ExpertRow)
        .join(ExpertRow, ExpertRow.id == BookingRow.expert_id)
        .join(RoleRow, RoleRow.id == BookingRow.role_id)
        .where(BookingRow.mission_id.in_(mission_ids))
        .order_by(RoleRow.position, ExpertRow.sort_name, ExpertRow.id)
    )
    found: dict[int, tuple[ExpertRow, ...]] = defaultdict(tuple)
    times = []
    for booking, expert in session.execute(rows):
        times.append(booking.changed_at)
        if booking.status != "cancelled":
            found[booking.mission_id] += (expert,)
    return found, times


def _proposed_teams(session: Session, scenario_id: int) -> Mapping[int, tuple[ExpertRow, ...]]:
    """Who is in each team of a scenario's plan."""
    rows = (
        select(AssignmentRow.mission_id, ExpertRow)
        .join(ScenarioRow, ScenarioRow.plan_id == AssignmentRow.plan_id)
        .join(ExpertRow, ExpertRow.id == AssignmentRow.expert_id)
        .join(RoleRow, RoleRow.id == AssignmentRow.role_id)
        .where(ScenarioRow.id == scenario_id)
        .order_by(RoleRow.position, ExpertRow.sort_name, ExpertRow.id)
    )
    found: dict[int, tuple[ExpertRow, ...]] = defaultdict(tuple)
    for mission_id, expert in session.execute(rows):
        found[mission_id] += (expert,)
    return found


def _known(at: datetime | None) -> Iterable[datetime]:
    return () if at is None else (at,)
