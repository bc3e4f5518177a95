"""Plans between rows and values."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actors import Actor
from db.ids import expert_id, is_row, mission_id, role_id, row_id
from db.models import AssignmentRow, MissionRow, PlanMissionRow, PlanRow
from db.moments import to_index, to_number
from db.operations.audit import audit
from db.operations.staffing import Staffing, copy_missions, hold
from db.queries import plans as known
from db.words import DROPPED
from matcher.halfdays import Horizon
from matcher.plan import Answer, Plan
from matcher.problem import ExpertId, Held, MissionId, Problem, RoleId


def store_plan(
    session: Session,
    problem: Problem,
    answer: Answer,
    *,
    base_id: int | None,
    by: Actor,
    at: datetime,
    dropped: Collection[MissionId] = (),
) -> PlanRow:
    """Keep an answer's plan as a child of the plan that was live when the problem was loaded.

    Missions that the problem was not about stay as they are in the base, unless they have
    been dropped meanwhile, or by the question itself (`dropped`).
    Raises: ValueError where the answer has no plan.
    """
    if answer.plan is None:
        raise ValueError(f"An answer that is {answer.status} has no plan to keep.")
    plan = PlanRow(
        parent_id=base_id,
        state="solved",
        status=answer.status,
        tiers=[{"value": t.value, "bound": t.bound, "optimal": t.optimal} for t in answer.tiers],
        measures=dict(answer.measures),
        seconds=answer.seconds,
        author_id=by.id,
        created_at=at,
    )
    for mission, held in answer.plan.missions.items():
        if held.start is not None:
            hold(plan, row_id(mission), staffing(held, held.start, problem.horizon))
    session.add(plan)
    if base_id is not None:
        asked = {*problem.missions, *dropped}
        copy_missions(session, base_id, plan, leaving_out=_not_carried(session, asked))
    audit(session, plan, "solved", by, at, after={"status": answer.status})
    return plan


def load_plan(session: Session, plan_id: int, problem: Problem) -> Plan:
    """What a plan says of the missions of a problem. Raises: NotFound."""
    plan = known.plan(session, plan_id)
    missions = {}
    for row in plan.missions:
        key = mission_id(row.mission_id)
        if key in problem.missions:
            seats = [seat for seat in plan.assignments if seat.mission_id == row.mission_id]
            missions[key] = _held(row, seats, problem.horizon)
    return Plan(missions)


def staffing(held: Held, start: int, horizon: Horizon) -> Staffing:
    """When and with whom, in row ids and half-days of the ledger.

    Whoever is only imagined has no row: their seats stay empty.
    """
    team = {
        row_id(role): tuple(row_id(expert) for expert in seated if is_row(expert))
        for role, seated in held.team.items()
    }
    return Staffing(to_number(start, horizon), team)


def _held(row: PlanMissionRow, seats: list[AssignmentRow], horizon: Horizon) -> Held:
    team: dict[RoleId, tuple[ExpertId, ...]] = {}
    for seat in sorted(seats, key=lambda seat: (seat.role_id, seat.expert_id)):
        role = role_id(seat.role_id)
        team[role] = (*team.get(role, ()), expert_id(seat.expert_id))
    return Held(to_index(row.start, horizon), team)


def _not_carried(session: Session, asked: Collection[MissionId]) -> frozenset[int]:
    gone = session.scalars(select(MissionRow.id).where(MissionRow.state.in_(DROPPED)))
    return frozenset(row_id(mission) for mission in asked) | frozenset(gone)
