"""Child plans made by hand: the live plan with one mission changed, dropped, or an old release."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from db.actors import Actor
from db.models import AssignmentRow, PlanMissionRow, PlanRow
from db.operations.audit import audit
from db.queries import missions as known_missions
from db.queries import plans as known


@dataclass(frozen=True, slots=True)
class Staffing:
    """When a mission is held (a half-day of `db.moments`) and who sits in which role."""

    start: int
    team: Mapping[int, tuple[int, ...]] = field(default_factory=dict)


def restaff(
    session: Session, mission_id: int, wanted: Staffing | None, by: Actor, at: datetime
) -> PlanRow:
    """A draft that is the live plan but for one mission; None holds it no more.

    Raises: NotFound.
    """
    known_missions.mission(session, mission_id)
    base = known.live_id(session)
    plan = PlanRow(parent_id=base, state="draft", author_id=by.id, created_at=at)
    session.add(plan)
    if base is not None:
        copy_missions(session, base, plan, leaving_out=frozenset({mission_id}))
    if wanted is not None:
        hold(plan, mission_id, wanted)
    after = {"mission": mission_id, "start": wanted.start if wanted else None}
    audit(session, plan, "drafted", by, at, after=after)
    return plan


def take_back(session: Session, plan_id: int, by: Actor, at: datetime) -> PlanRow:
    """A draft that is an earlier release again, to be published over the live plan.

    Raises: NotFound.
    """
    base = known.live_id(session)
    plan = PlanRow(parent_id=base, state="draft", author_id=by.id, created_at=at)
    session.add(plan)
    copy_missions(session, known.plan(session, plan_id).id, plan)
    audit(session, plan, "drafted", by, at, after={"from": plan_id})
    return plan


def copy_missions(
    session: Session, source_id: int, into: PlanRow, *, leaving_out: frozenset[int] = frozenset()
) -> None:
    """Hold in a plan what another one holds, with the same teams."""
    for mission_id, start in known.starts(session, source_id).items():
        if mission_id not in leaving_out:
            into.missions.append(PlanMissionRow(mission_id=mission_id, start=start))
    for seat in known.assignments(session, source_id):
        if seat.mission_id not in leaving_out:
            into.assignments.append(_seat(seat.mission_id, seat.role_id, seat.expert_id))


def hold(plan: PlanRow, mission_id: int, wanted: Staffing) -> None:
    """Hold a mission in a plan that does not hold it yet."""
    plan.missions.append(PlanMissionRow(mission_id=mission_id, start=wanted.start))
    for role_id, team in wanted.team.items():
        plan.assignments += [_seat(mission_id, role_id, expert_id) for expert_id in team]


def _seat(mission_id: int, role_id: int, expert_id: int) -> AssignmentRow:
    return AssignmentRow(mission_id=mission_id, role_id=role_id, expert_id=expert_id)
