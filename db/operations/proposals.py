"""The one writer of proposals: what a scenario's calendar shows, as its plan says."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import AssignmentRow, PlanMissionRow, ProposalRow, ScenarioRow
from db.operations.entries import cancel, set_entry
from db.operations.stays import Stay, stays
from db.words import ASKED, CONFIRMED, HOLDING

Team = frozenset[tuple[int, int]]
"""Experts and their roles, by row ids."""


def propose(
    session: Session, row: ScenarioRow, at: datetime, *, plan_before: int | None = None
) -> None:
    """Let a scenario's calendar show its plan; nothing once it is published or put aside.

    A team that is another than in the plan before counts as a change, of words alone.
    """
    rows = {each.mission_id: each for each in _proposed(session, row.id)}
    restaffed = _restaffed(session, plan_before, row.plan_id)
    for mission_id, stay in _held(session, row).items():
        known = rows.pop(mission_id, None)
        if known is None:
            known = ProposalRow(scenario_id=row.id, mission_id=mission_id, uid=str(uuid4()))
            session.add(known)
        # Whatever was agreed on the mission itself, in a scenario it is only proposed.
        set_entry(known, replace(stay, status="hold"), at)
        if mission_id in restaffed:
            known.changed_at = at
    for gone in rows.values():
        cancel(gone, at)


def follow(session: Session, mission_id: int, at: datetime) -> None:
    """Let the calendars of open scenarios follow a change of a mission that they hold."""
    rows = (
        select(ScenarioRow)
        .join(PlanMissionRow, PlanMissionRow.plan_id == ScenarioRow.plan_id)
        .where(ScenarioRow.state == "open", PlanMissionRow.mission_id == mission_id)
        # A search that ends now gives one of them another plan: it comes before or after.
        .with_for_update(of=ScenarioRow)
        .execution_options(populate_existing=True)
    )
    for row in session.scalars(rows).all():
        propose(session, row, at)


def touch_mission(session: Session, mission_id: int, at: datetime) -> None:
    """Mark what calendars show of a mission as changed: words alone, so no SEQUENCE rises."""
    mine = ProposalRow.mission_id == mission_id, ProposalRow.status != "cancelled"
    for row in session.scalars(select(ProposalRow).where(*mine)):
        row.changed_at = at


def touch_scenario(session: Session, scenario_id: int, at: datetime) -> None:
    """The same for a scenario's name, which is in the summary of each of its entries."""
    for row in _proposed(session, scenario_id):
        row.changed_at = at


def _held(session: Session, row: ScenarioRow) -> Mapping[int, Stay]:
    if row.state != "open" or row.plan_id is None:
        return {}
    return stays(session, row.plan_id, ASKED | HOLDING | CONFIRMED)


def _proposed(session: Session, scenario_id: int) -> list[ProposalRow]:
    """All there ever were, so that one that comes back goes on where it was."""
    rows = select(ProposalRow).where(ProposalRow.scenario_id == scenario_id)
    return list(session.scalars(rows))


def _restaffed(session: Session, before: int | None, after: int | None) -> frozenset[int]:
    """The missions whose teams differ between two plans; none where there was no plan before."""
    if before is None or after is None:
        return frozenset()
    one, other = _teams(session, before), _teams(session, after)
    return frozenset(
        mission for mission in one.keys() | other.keys() if one.get(mission) != other.get(mission)
    )


def _teams(session: Session, plan_id: int) -> Mapping[int, Team]:
    found: dict[int, Team] = {}
    rows = select(AssignmentRow).where(AssignmentRow.plan_id == plan_id)
    for each in session.scalars(rows):
        seats = found.get(each.mission_id, frozenset())
        found[each.mission_id] = seats | {(each.expert_id, each.role_id)}
    return found
