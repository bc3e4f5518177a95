"""What the coordinator has decided and no plan may change: a date, people, who stays out."""

from datetime import datetime

from sqlalchemy.orm import Session

from db import moments
from db.actors import Actor
from db.errors import NotFound
from db.models import ExpertRow, MissionBanRow, MissionPinRow, MissionRow
from db.operations.audit import audit
from db.operations.refusals import require_willing
from db.operations.saving import save
from db.queries import missions as known


def pin_start(
    session: Session, mission_id: int, start: int | None, by: Actor, at: datetime
) -> MissionRow:
    """Fix the first half-day of a mission; None leaves it to the plans again."""
    row = known.mission(session, mission_id)
    before, row.pinned_start = row.pinned_start, start
    _keep(session, row, at)
    what = "date_unpinned" if start is None else "date_pinned"
    audit(session, row, what, by, at, before=_moment(before), after=_moment(start))
    return row


def pin_expert(
    session: Session, mission_id: int, role_id: int, expert_id: int, by: Actor, at: datetime
) -> MissionRow:
    """Put an expert in a role for good; from another role of the mission they are moved.

    Raises: NotFound, RefusalStands where they have declined the mission.
    """
    row = known.mission(session, mission_id)
    if role_id not in [role.id for role in row.roles]:
        raise NotFound("role", role_id)
    _require_expert(session, expert_id)
    require_willing(session, [(mission_id, expert_id)])
    pin = next((pin for pin in row.pins if pin.expert_id == expert_id), None)
    if pin is None:
        row.pins.append(MissionPinRow(expert_id=expert_id, role_id=role_id))
    else:
        pin.role_id = role_id
    _keep(session, row, at)
    audit(session, row, "expert_pinned", by, at, after={"expert": expert_id, "role": role_id})
    return row


def unpin_expert(
    session: Session, mission_id: int, expert_id: int, by: Actor, at: datetime
) -> MissionRow:
    """Leave it to the plans again whether an expert goes."""
    row = known.mission(session, mission_id)
    row.pins = [pin for pin in row.pins if pin.expert_id != expert_id]
    _keep(session, row, at)
    audit(session, row, "expert_unpinned", by, at, before={"expert": expert_id})
    return row


def ban(session: Session, mission_id: int, expert_id: int, by: Actor, at: datetime) -> MissionRow:
    """Keep an expert out of a mission's team; a pin of theirs is taken away. Raises: NotFound."""
    row = known.mission(session, mission_id)
    _require_expert(session, expert_id)
    row.pins = [pin for pin in row.pins if pin.expert_id != expert_id]
    if expert_id not in [banned.expert_id for banned in row.bans]:
        row.bans.append(MissionBanRow(expert_id=expert_id))
    _keep(session, row, at)
    audit(session, row, "expert_banned", by, at, after={"expert": expert_id})
    return row


def unban(session: Session, mission_id: int, expert_id: int, by: Actor, at: datetime) -> MissionRow:
    """Let an expert into a mission's team again."""
    row = known.mission(session, mission_id)
    row.bans = [banned for banned in row.bans if banned.expert_id != expert_id]
    _keep(session, row, at)
    audit(session, row, "expert_unbanned", by, at, before={"expert": expert_id})
    return row


def _keep(session: Session, row: MissionRow, at: datetime) -> None:
    row.changed_at = at
    save(session, row)


def _require_expert(session: Session, expert_id: int) -> None:
    if session.get(ExpertRow, expert_id) is None:
        raise NotFound("expert", expert_id)


def _moment(start: int | None) -> dict[str, str | None]:
    return {"start": None if start is None else moments.moment(start)}
