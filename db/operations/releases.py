"""Releases: a scenario's plan made the one that calendars show, and old ones brought back."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actors import Actor
from db.errors import InvalidState
from db.ids import row_id
from db.models import MissionRow, PlanRow, ScenarioRow
from db.operations import pins, proposals, scenarios
from db.operations.audit import audit
from db.operations.bookings import Release
from db.operations.publish import publish
from db.operations.staffing import take_back
from db.queries import missions, plans
from db.queries import scenarios as known
from db.queries.holdings import live
from db.words import ASKED
from matcher.scenario import added


def release_scenario(
    session: Session,
    scenario_id: int,
    name: str,
    by: Actor,
    at: datetime,
    *,
    base_id: int | None,
    word: str = "",
) -> Release:
    """Publish what was found for a scenario as it stands, and close it.

    Missions that it adds are planned from then on; pins that it opened, and that its plan passes
    over, are lifted. `base_id` is the live plan that the reader was shown, `word` on whose word
    agreed missions change. Raises: NotFound, InvalidState, StalePlan, NothingToPublish,
    DoubleBooking, RefusalStands; the transaction must end then.
    """
    row = known.scenario(session, scenario_id)
    if row.state != "open" or row.plan_id is None or row.solved_gesture != row.gesture:
        raise InvalidState("scenario", scenario_id, _standing(row), "published")
    _plan_added(session, row, by, at)
    plan = plans.plan(session, row.plan_id)
    plan.name = name.strip()[: scenarios.NAME_MOST] or row.name
    release = publish(session, plan.id, by, at, base_id=base_id, word=word)
    _lift_pins(session, row, by, at)
    scenarios.close(session, scenario_id, by, at)
    return release


def draft_back(session: Session, plan_id: int, name: str, by: Actor, at: datetime) -> PlanRow:
    """A draft that is an earlier release again, as far as it lies ahead; to be published.

    What has begun, is over or was dropped since stays as it is: nobody brings that back.
    Raises: NotFound, InvalidState where it was never published or is live.
    """
    earlier = plans.plan(session, plan_id)
    if earlier.state != "superseded":
        raise InvalidState("plan", plan_id, earlier.state, "live")
    plan = take_back(session, plan_id, by, at)
    plan.name = name.strip()[: scenarios.NAME_MOST] or earlier.name
    plan.tiers, plan.measures = list(earlier.tiers), dict(earlier.measures)
    session.flush()
    return plan


def scenario_of(session: Session, plan_id: int, name: str, by: Actor, at: datetime) -> ScenarioRow:
    """A scenario that begins with the plan of a release. Raises: NotFound, Invalid."""
    plan: PlanRow = plans.plan(session, plan_id)
    row = scenarios.open_scenario(session, name, by, at)
    row.plan_id = plan.id
    session.flush()
    proposals.propose(session, row, at)
    return row


def _standing(row: ScenarioRow) -> str:
    if row.state != "open":
        return row.state
    return "not solved" if row.plan_id is None else "changed since its plan was found"


def _lift_pins(session: Session, row: ScenarioRow, by: Actor, at: datetime) -> None:
    """Lift the coordinator's pins that a scenario opened, and its plan passes over."""
    held, opened = live(session), known.changes(row)
    for mission_id in known.undated(opened):
        pinned = missions.mission(session, mission_id).pinned_start
        if pinned not in (None, held.starts.get(mission_id)):
            pins.pin_start(session, mission_id, None, by, at)
    for mission_id, expert_id in known.unseated(opened):
        pinned_to = {pin.expert_id for pin in missions.mission(session, mission_id).pins}
        if expert_id in pinned_to - held.people(mission_id):
            pins.unpin_expert(session, mission_id, expert_id, by, at)


def _plan_added(session: Session, row: ScenarioRow, by: Actor, at: datetime) -> None:
    """What a scenario places is planned by its publication."""
    wanted = {row_id(mission) for mission in added(known.changes(row))}
    found = select(MissionRow).where(MissionRow.id.in_(wanted), MissionRow.state.in_(ASKED))
    for mission in session.scalars(found):
        before, mission.state, mission.changed_at = mission.state, "planned", at
        audit(
            session, mission, "moved", by, at, before={"state": before}, after={"state": "planned"}
        )
