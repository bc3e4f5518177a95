"""A mission's way from request to closing, and what each step does to the calendars."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from db.actors import Actor
from db.errors import Flaw, Invalid, InvalidState
from db.models import MissionRow
from db.moments import moment
from db.operations import proposals
from db.operations.audit import audit
from db.operations.bookings import follow
from db.operations.mission_facts import described, mission_facts
from db.operations.outbox import withdraw
from db.operations.past import present
from db.operations.publish import publish
from db.operations.saving import Seen, digest, expect_unchanged, save
from db.operations.staffing import restaff
from db.queries import missions as known
from db.words import DROPPED, OVER, MissionState

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

NEEDS_A_DATE = frozenset({"accepted", "scheduled", "delivered"})
"""States that speak of dates: of a mission without one there is nothing to agree on."""

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
    shown: int | Seen | None = None,
) -> MissionRow:
    """Take a mission to another state; calendars follow in the same transaction.

    A dropped mission leaves the live plan: a child plan without it is published. Nobody is asked
    any more about one that has been held: invitations to it wait no longer. `shown` is what
    the form showed: a mission that is the same but for pins is not stale.
    Raises: NotFound, StaleRow, InvalidState, Invalid where a reason is missing, where there is no
    date to be agreed on, or where it is not over.
    """
    row = known.mission(session, mission_id)
    if shown is not None:
        expect_unchanged(row, shown, _content(row))
    if to not in NEXT[row.state]:
        raise InvalidState("mission", mission_id, row.state, to)
    if to in REASONED and not reason.strip():
        raise Invalid([Flaw("field.required", "reason", {"state": to})])
    flaw = _too_early(session, row, to, at)
    if flaw is not None:
        raise Invalid([flaw])
    before, row.state, row.changed_at = row.state, to, at
    save(session, row)
    why, was, becomes = reason.strip() or None, {"state": before}, {"state": to}
    audit(session, row, "moved", by, at, before=was, after=becomes, reason=why)
    _tell_calendars(session, row, by, at)
    return row


def seen(row: MissionRow) -> Seen:
    """What a form about the state of a mission shows: the state, and what is agreed to."""
    return Seen(row.version, digest(_content(row)))


def _content(row: MissionRow) -> dict[str, object]:
    return described(mission_facts(row)) | {"state": row.state}


def _too_early(session: Session, row: MissionRow, to: MissionState, at: datetime) -> Flaw | None:
    """Why a mission cannot be in a state yet: nothing is dated, or it is not over.

    It is delivered from its last half-day on, by the clock of its place.
    """
    if to not in NEEDS_A_DATE:
        return None
    held = known.dates(session, row.id)
    if held is None:
        return Flaw("mission.no_date", "to")
    if to == "delivered" and present(row, at) < held.last:
        return Flaw("mission.not_over", "to", {"start": moment(held.last)})
    return None


def _tell_calendars(session: Session, row: MissionRow, by: Actor, at: datetime) -> None:
    if row.state in DROPPED and known.live_start(session, row.id) is not None:
        publish(session, restaff(session, row.id, None, by, at).id, by, at)
    else:
        follow(session, row.id, at)
    if row.state in OVER:
        withdraw(session, [booking.id for booking in known.team(session, row.id)])
    proposals.follow(session, row.id, at)
