"""Child plans made by hand: the live plan with one mission changed, dropped, or an old release."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete, insert, literal, select
from sqlalchemy.orm import Session

from db.actors import Actor
from db.errors import NotFound
from db.models import AssignmentRow, MissionRow, PlanMissionRow, PlanRow
from db.operations.audit import audit
from db.queries import plans as known
from db.queries.holdings import brought_back

COPIED: Mapping[type[PlanMissionRow] | type[AssignmentRow], tuple[str, ...]] = {
    PlanMissionRow: ("mission_id", "start"),
    AssignmentRow: ("mission_id", "role_id", "expert_id"),
}
"""What a plan is made of, and the columns that go with it into another."""


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
    if session.get(MissionRow, mission_id) is None:
        raise NotFound("mission", mission_id)
    base = known.live_id(session)
    plan = PlanRow(parent_id=base, state="draft", author_id=by.id, created_at=at)
    if wanted is not None:
        hold(plan, mission_id, wanted)
    session.add(plan)
    if base is not None:
        copy_missions(session, base, plan, leaving_out=frozenset({mission_id}))
    after = {"mission": mission_id, "start": wanted.start if wanted else None}
    audit(session, plan, "drafted", by, at, after=after)
    return plan


def take_back(session: Session, plan_id: int, by: Actor, at: datetime) -> PlanRow:
    """A draft that is an earlier release again, to be published over the live plan.

    What has begun by then or is over stays as it is published, and so do missions that the
    reader does not see. Raises: NotFound.
    """
    if session.get(PlanRow, plan_id) is None:
        raise NotFound("plan", plan_id)
    base = known.live_id(session)
    plan = PlanRow(parent_id=base, state="draft", author_id=by.id, created_at=at)
    back, stay = brought_back(session, plan_id, at)
    wanted = back.beside(stay)
    for mission_id, start in wanted.starts.items():
        hold(plan, mission_id, Staffing(start, _by_role(wanted.team(mission_id))))
    session.add(plan)
    audit(session, plan, "drafted", by, at, after={"from": plan_id})
    return plan


def rebase(session: Session, plan: PlanRow, live_id: int | None, own: frozenset[int]) -> None:
    """Let a plan hold what is live now, but for its own missions: those that it changes."""
    if plan.parent_id == live_id:
        return
    session.flush()
    for table in COPIED:
        of_it = table.plan_id == plan.id, table.mission_id.not_in(own)
        session.execute(delete(table).where(*of_it))
    plan.parent_id = live_id
    if live_id is not None:
        copy_missions(session, live_id, plan, leaving_out=own)
    session.expire(plan, ["missions", "assignments"])


def _by_role(team: Iterable[tuple[int, int]]) -> dict[int, tuple[int, ...]]:
    found: dict[int, tuple[int, ...]] = {}
    for role_id, expert_id in sorted(team):
        found[role_id] = (*found.get(role_id, ()), expert_id)
    return found


def copy_missions(
    session: Session, source_id: int, into: PlanRow, *, leaving_out: frozenset[int] = frozenset()
) -> None:
    """Hold in a plan what another one holds, with the same teams."""
    session.flush()
    for table, names in COPIED.items():
        columns = [getattr(table, name) for name in names]
        rows = select(literal(into.id), *columns).where(
            table.plan_id == source_id, table.mission_id.not_in(leaving_out)
        )
        session.execute(insert(table).from_select(["plan_id", *names], rows))
    session.expire(into, ["missions", "assignments"])


def hold(plan: PlanRow, mission_id: int, wanted: Staffing) -> None:
    """Hold a mission in a plan that does not hold it yet."""
    plan.missions.append(PlanMissionRow(mission_id=mission_id, start=wanted.start))
    for role_id, team in wanted.team.items():
        plan.assignments += [_seat(mission_id, role_id, expert_id) for expert_id in team]


def _seat(mission_id: int, role_id: int, expert_id: int) -> AssignmentRow:
    return AssignmentRow(mission_id=mission_id, role_id=role_id, expert_id=expert_id)
