"""Make a plan the one that calendars show."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.actors import Actor
from db.errors import InvalidState, NotFound, NothingToPublish, RefusalStands, StalePlan
from db.models import PlanRow
from db.operations.agreed import heed
from db.operations.audit import audit
from db.operations.bookings import Release, rewrite
from db.queries import plans as known
from db.queries import refusals
from db.queries.holdings import changed_agreed, holding, is_other


def publish(
    session: Session,
    plan_id: int,
    by: Actor,
    at: datetime,
    *,
    base_id: int | None = None,
    word: str = "",
) -> Release:
    """Put a plan in the place of the one it was made from, and rewrite the bookings.

    `base_id` is the live plan that the reader was shown; by default the plan's own base. `word`
    says on whose word agreed missions change; without it they are proposed again. Nobody is
    asked for what they have said no to: who stays as they were is not asked.
    Raises: NotFound, InvalidState, StalePlan, NothingToPublish, DoubleBooking, RefusalStands; the
    transaction must end then.
    """
    live = known.live(session, to_publish=True)
    plan = session.get(PlanRow, plan_id)
    if plan is None:
        raise NotFound("plan", plan_id)
    if plan.state not in ("draft", "solved"):
        raise InvalidState("plan", plan_id, plan.state, "live")
    _refuse_stale(session, plan, live, plan.parent_id if base_id is None else base_id)
    before, after = holding(session, live.id if live else None), holding(session, plan_id)
    if not before.differing(after):
        raise NothingToPublish(plan_id)
    heed(session, changed_agreed(session, before, after), word, by, at)
    if live is not None:
        live.state = "superseded"
        session.flush()
    plan.state, plan.published_at = "live", at
    plan.number = (session.scalar(select(func.max(PlanRow.number))) or 0) + 1
    session.flush()
    release = rewrite(session, plan.id, at)
    _refuse_unwilling(session, release)
    audit(session, plan, "published", by, at, after=_counts(release) | {"number": plan.number})
    return release


def _refuse_stale(session: Session, plan: PlanRow, live: PlanRow | None, base: int | None) -> None:
    # A plan that went live while we waited for the lock is not in what we waited for.
    live_id = live.id if live is not None else known.live_id(session)
    if any(is_other(session, each, live_id) for each in (plan.parent_id, base)):
        raise StalePlan(base, live_id)


def _refuse_unwilling(session: Session, release: Release) -> None:
    asked = {*release.joined, *release.moved}
    against = refusals.against_bookings(session) if asked else ()
    unwilling = [(booking.mission_id, booking.expert_id) for booking, _ in against]
    refused = sorted(asked.intersection(unwilling))
    if refused:
        raise RefusalStands(refused)


def _counts(release: Release) -> dict[str, int]:
    return {
        "joined": len(release.joined),
        "left": len(release.left),
        "moved": len(release.moved),
        "kept": len(release.kept),
        "missions": len(release.missions),
    }
