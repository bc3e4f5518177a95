"""Releases as a reader sees them: those that changed something of the missions they may see."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from db.errors import NotFound
from db.models import AssignmentRow, MissionRow, PlanMissionRow, PlanRow
from db.queries import plans, sight
from db.queries.sight import made_by

_Number = InstrumentedAttribute[int] | InstrumentedAttribute[int | None]


def releases(session: Session, limit: int = 50) -> Sequence[PlanRow]:
    """What was published and concerns the reader, the latest first.

    The first of them is what is in force for the reader's missions, whoever published since.
    """
    rows = (
        select(PlanRow)
        .where(PlanRow.number.is_not(None), _concerns(session))
        .order_by(PlanRow.number.desc())
        .limit(limit)
    )
    return session.scalars(rows).all()


def seen(session: Session, plan_id: int) -> PlanRow:
    """A plan that the reader may look at: the live one, a release of theirs, or their own.

    Raises: NotFound.
    """
    released = PlanRow.number.is_not(None) & _concerns(session)
    mine = or_(PlanRow.state == "live", made_by(session, PlanRow.author_id), released)
    if session.scalar(select(PlanRow.id).where(PlanRow.id == plan_id, mine)) is None:
        raise NotFound("plan", plan_id)
    return plans.plan(session, plan_id)


def _concerns(session: Session) -> ColumnElement[bool]:
    """Does a release hold a mission that is seen otherwise than the one before it?"""
    ways = (PlanRow.id, PlanRow.parent_id), (PlanRow.parent_id, PlanRow.id)
    return or_(
        *(
            held
            for one, other in ways
            for held in (_dated(session, one, other), _seated(session, one, other))
        )
    )


def _dated(session: Session, one: _Number, other: _Number) -> ColumnElement[bool]:
    """Does the one plan hold a mission on a start on which the other does not?"""
    here, there = aliased(PlanMissionRow), aliased(PlanMissionRow)
    same = exists().where(
        there.plan_id == other, there.mission_id == here.mission_id, there.start == here.start
    )
    same = same.correlate(PlanRow, here)
    return exists().where(here.plan_id == one, _is_seen(session, here.mission_id), ~same)


def _seated(session: Session, one: _Number, other: _Number) -> ColumnElement[bool]:
    """Does the one plan seat somebody where the other does not?"""
    here, there = aliased(AssignmentRow), aliased(AssignmentRow)
    same = exists().where(
        there.plan_id == other,
        there.mission_id == here.mission_id,
        there.expert_id == here.expert_id,
        there.role_id == here.role_id,
    )
    same = same.correlate(PlanRow, here)
    return exists().where(here.plan_id == one, _is_seen(session, here.mission_id), ~same)


def _is_seen(session: Session, mission: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    return exists().where(MissionRow.id == mission, sight.missions(session))
