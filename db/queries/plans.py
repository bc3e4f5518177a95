"""Plans: the live one, one of them, and those that were published."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from db.errors import NotFound
from db.models import AssignmentRow, AuditRow, ExpertRow, PlanMissionRow, PlanRow
from db.queries import audit
from db.queries.sight import made_by, made_here


def live(session: Session, *, to_publish: bool = False) -> PlanRow | None:
    """The live plan; `to_publish` keeps every other publication waiting until the end."""
    rows = select(PlanRow).where(PlanRow.state == "live")
    return session.scalar(rows.with_for_update() if to_publish else rows)


def live_id(session: Session) -> int | None:
    """The id of the live plan: the base of a plan made now."""
    return session.scalar(select(PlanRow.id).where(PlanRow.state == "live"))


def plan(session: Session, plan_id: int) -> PlanRow:
    """One plan with its dates and assignments. Raises: NotFound."""
    whole = [selectinload(PlanRow.missions), selectinload(PlanRow.assignments)]
    row = session.get(PlanRow, plan_id, options=whole)
    if row is None:
        raise NotFound("plan", plan_id)
    return row


def starts(session: Session, plan_id: int) -> Mapping[int, int]:
    """The first half-day of each mission that a plan holds."""
    rows = select(PlanMissionRow.mission_id, PlanMissionRow.start).where(
        PlanMissionRow.plan_id == plan_id
    )
    return {row.mission_id: row.start for row in session.execute(rows)}


def assignments(session: Session, plan_id: int) -> Sequence[AssignmentRow]:
    """Who sits where in a plan, in the order of missions, roles and experts."""
    rows = (
        select(AssignmentRow)
        .where(AssignmentRow.plan_id == plan_id)
        .order_by(AssignmentRow.mission_id, AssignmentRow.role_id, AssignmentRow.expert_id)
    )
    return session.scalars(rows).all()


def restored(session: Session, rows: Iterable[PlanRow]) -> Mapping[int, int]:
    """The number of the earlier release that each of these plans brought back, if it did."""
    lines = audit.lines(session, PlanRow.__tablename__, [row.id for row in rows], "drafted")
    origin = {
        key: line.after["from"]
        for key, line in lines.items()
        if line.after and "from" in line.after
    }
    numbers = select(PlanRow.id, PlanRow.number).where(PlanRow.id.in_(set(origin.values())))
    known = {row.id: row.number for row in session.execute(numbers)}
    return {plan_id: known[earlier] for plan_id, earlier in origin.items() if known.get(earlier)}


def every_release(session: Session) -> Sequence[PlanRow]:
    """All that was ever published, by whomever, the first one first: what became of a mission."""
    rows = select(PlanRow).where(PlanRow.number.is_not(None)).order_by(PlanRow.number)
    return session.scalars(rows).all()


def of_others(session: Session, rows: Iterable[PlanRow]) -> frozenset[int]:
    """Those of some plans that another institution has a part in: their names are its own."""
    ids = {row.id for row in rows}
    mine = made_by(session, PlanRow.author_id) | PlanRow.author_id.is_(None)
    known = select(PlanRow.id).where(PlanRow.id.in_(ids), mine)
    return frozenset(ids - set(session.scalars(known)))


def publishers(session: Session, rows: Iterable[PlanRow]) -> Mapping[int, str]:
    """Who published releases, by the release; not of those that others alone have made."""
    ids = {row.id for row in rows}
    here = made_here(session, PlanRow.author_id)
    known = session.scalars(select(PlanRow.id).where(PlanRow.id.in_(ids), here))
    return {key: line.by for key, line in publications(session, [*known]).items()}


def publications(session: Session, plan_ids: Collection[int]) -> Mapping[int, AuditRow]:
    """The line that the publication of each of some plans has left."""
    return audit.lines(session, PlanRow.__tablename__, plan_ids, "published")


def teams(session: Session, plan_id: int) -> Sequence[tuple[int, ExpertRow]]:
    """The mission and the person of each seat of a plan."""
    rows = (
        select(AssignmentRow.mission_id, ExpertRow)
        .join(ExpertRow, ExpertRow.id == AssignmentRow.expert_id)
        .where(AssignmentRow.plan_id == plan_id)
    )
    return [(mission, expert) for mission, expert in session.execute(rows)]
