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
from db.operations.staffing import rebase
from db.queries import plans as known
from db.queries import refusals
from db.queries.holdings import Rebased, changed_agreed, holding, rebased


def publish(
    session: Session,
    plan_id: int,
    by: Actor,
    at: datetime,
    *,
    base_id: int | None = None,
    word: str = "",
) -> Release:
    """Make what a plan changes live, over all else that is live now, and rewrite the bookings.

    `base_id` is the live plan that the reader was shown; by default the plan's own base. What was
    published since stays, and where it changed a mission of the plan's, the plan is stale. `word`
    says on whose word agreed missions change; without it they are proposed again. Nobody is
    asked for what they have said no to: who stays as they were is not asked.
    Raises: NotFound, InvalidState, StalePlan, NothingToPublish, DoubleBooking, RefusalStands; the
    transaction must end then.
    """
    live = hold_live(session)
    plan = session.get(PlanRow, plan_id)
    if plan is None:
        raise NotFound("plan", plan_id)
    if plan.state not in ("draft", "solved"):
        raise InvalidState("plan", plan_id, plan.state, "live")
    now = over_live(session, plan, base_id)
    before, after = holding(session, live.id if live else None), now.holding
    if not before.differing(after):
        raise NothingToPublish(plan_id)
    rebase(session, plan, live.id if live else None, now.own)
    undated = before.starts.keys() - after.starts.keys()
    heed(session, changed_agreed(session, before, after), word, by, at, undated=undated)
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


def hold_live(session: Session) -> PlanRow | None:
    """The live plan, which nobody replaces until the transaction ends; None before the first.

    Whoever judges a publication holds it first: what was judged is what is published.
    """
    while True:
        live = known.live(session, to_publish=True)
        # A plan that went live while we waited for the lock is not in what we waited for.
        if live is not None or known.live_id(session) is None:
            return live


def over_live(session: Session, plan: PlanRow, shown: int | None) -> Rebased:
    """A plan over the live one. Raises: StalePlan where both have changed one mission."""
    found = rebased(session, plan, shown)
    if found.clashing:
        raise StalePlan(plan.parent_id if shown is None else shown, known.live_id(session))
    return found


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
