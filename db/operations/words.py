"""Words that calendars show: where they change, entries are marked and no SEQUENCE rises."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select, union
from sqlalchemy.orm import Session

from db.models import (
    AgendaItemRow,
    AgendaSpeakerRow,
    AssignmentRow,
    BookingRow,
    MissionBookingRow,
    ProposalRow,
    ScenarioRow,
)


def touch(session: Session, mission_ids: Collection[int], at: datetime) -> None:
    """Mark what calendars show of missions, and of each in their teams, as changed."""
    team = select(BookingRow).where(
        BookingRow.mission_id.in_(mission_ids), BookingRow.status != "cancelled"
    )
    themselves = select(MissionBookingRow).where(
        MissionBookingRow.mission_id.in_(mission_ids), MissionBookingRow.status != "cancelled"
    )
    for row in (*session.scalars(team), *session.scalars(themselves)):
        row.changed_at = at


def touch_named(session: Session, expert_id: int, at: datetime) -> None:
    """The same for all missions whose entries name somebody, published or proposed."""
    in_team = BookingRow.expert_id == expert_id, BookingRow.status != "cancelled"
    speaks = (
        select(AgendaItemRow.mission_id)
        .join(AgendaSpeakerRow, AgendaSpeakerRow.item_id == AgendaItemRow.id)
        .where(AgendaSpeakerRow.expert_id == expert_id)
    )
    named = union(select(BookingRow.mission_id).where(*in_team), speaks)
    touch(session, session.scalars(named).all(), at)
    proposed = (
        select(ProposalRow)
        .join(ScenarioRow, ScenarioRow.id == ProposalRow.scenario_id)
        .join(
            AssignmentRow,
            (AssignmentRow.plan_id == ScenarioRow.plan_id)
            & (AssignmentRow.mission_id == ProposalRow.mission_id),
        )
        .where(AssignmentRow.expert_id == expert_id, ProposalRow.status != "cancelled")
    )
    for row in session.scalars(proposed):
        row.changed_at = at
