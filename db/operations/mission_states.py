"""A mission's way from request to closing, and what each step does to the calendars."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from db.actors import Actor
from db.errors import Flaw, Invalid, InvalidState
from db.models import MissionRow
from db.operations import proposals
from db.operations.audit import audit
from db.operations.bookings import follow
from db.operations.publish import publish
from db.operations.saving import expect_version, save
from db.operations.staffing import restaff
from db.queries import missions as known
from db.words import DROPPED, MissionState

NEXT: Mapping[str, tuple[MissionState, ...]] = {
    "requested": ("assessed", "refused", "cancelled"),
    "assessed": ("planned", "refused", "cancelled"),
    "planned": ("approved", "refused", "cancelled"),
    "approved": ("proposed", "planned", "cancelled"),
    "proposed": ("accepted", "changes_requested", "declined", "cancelled"),
    "changes_requested": ("planned", "proposed", "declined", "cancelled"),
    "accepted": ("scheduled", "changes_requested", "cancelled"),
    "scheduled": ("delivered", "changes_requested", "cancelled"),
    "delivered": ("reported",),
    "reported": ("closed",),
    "closed": (),
    "declined": ("planned",),
    "refused": ("requested",),
    "cancelled": ("planned",),
}
"""Where a mission may go from each state; the usual way first."""

REASONED: frozenset[str] = DROPPED | {"changes_requested"}
"""States that nobody enters without saying why."""


def move(
    session: Session,
    mission_id: int,
    to: MissionState,
    by: Actor,
    at: datetime,
    *,
    reason: str = "",
    version: int | None = None,
) -> MissionRow:
    """Take a mission to another state; calendars follow in the same transaction.

    A dropped mission leaves the live plan: a child plan without it is published.
    Raises: NotFound, StaleRow, InvalidState, Invalid where a reason is missing.
    """
    row = known.mission(session, mission_id)
    if version is not None:
        expect_version(row, version)
    if to not in NEXT[row.state]:
        raise InvalidState("mission", mission_id, row.state, to)
    if to in REASONED and not reason.strip():
        raise Invalid([Flaw("field.required", "reason", {"state": to})])
    before, row.state, row.changed_at = row.state, to, at
    save(session, row)
    why, was, becomes = reason.strip() or None, {"state": before}, {"state": to}
    audit(session, row, "moved", by, at, before=was, after=becomes, reason=why)
    _tell_calendars(session, row, by, at)
    return row


def _tell_calendars(session: Session, row: MissionRow, by: Actor, at: datetime) -> None:
    if row.state in DROPPED and known.live_start(session, row.id) is not None:
        publish(session, restaff(session, row.id, None, by, at).id, by, at)
    else:
        follow(session, row.id, at)
    proposals.follow(session, row.id, at)
