"""What became of one mission: its date and team release by release, its answers, its mails."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import (
    AnswerRow,
    AssignmentRow,
    AuditRow,
    BookingRow,
    ExpertRow,
    MessageRow,
    PlanMissionRow,
    RefusalRow,
)


def starts(session: Session, mission_id: int, plan_ids: Collection[int]) -> dict[int, int]:
    """The first half-day of a mission in each of some plans that hold it."""
    rows = select(PlanMissionRow.plan_id, PlanMissionRow.start).where(
        PlanMissionRow.mission_id == mission_id, PlanMissionRow.plan_id.in_(plan_ids)
    )
    return {row.plan_id: row.start for row in session.execute(rows)}


def teams(
    session: Session, mission_id: int, plan_ids: Collection[int]
) -> tuple[dict[int, ExpertRow], dict[int, frozenset[int]]]:
    """Everybody whom some plans seat on a mission, and the team of each plan."""
    rows = (
        select(AssignmentRow.plan_id, ExpertRow)
        .join(ExpertRow, ExpertRow.id == AssignmentRow.expert_id)
        .where(AssignmentRow.mission_id == mission_id, AssignmentRow.plan_id.in_(plan_ids))
    )
    people: dict[int, ExpertRow] = {}
    found: dict[int, set[int]] = defaultdict(set)
    for plan_id, expert in session.execute(rows):
        people[expert.id] = expert
        found[plan_id].add(expert.id)
    return people, {key: frozenset(team) for key, team in found.items()}


def edits(session: Session, mission_id: int) -> Sequence[AuditRow]:
    """The edits of a mission, all of them, the earliest first."""
    of_it = AuditRow.subject == "mission", AuditRow.subject_id == mission_id
    rows = select(AuditRow).where(*of_it, AuditRow.what == "edited").order_by(AuditRow.id)
    return session.scalars(rows).all()


def answers(session: Session, mission_id: int) -> Sequence[tuple[AnswerRow, ExpertRow]]:
    """Everything that was answered about a mission, with who it is said of."""
    rows = (
        select(AnswerRow, ExpertRow)
        .join(BookingRow, BookingRow.id == AnswerRow.booking_id)
        .join(ExpertRow, ExpertRow.id == BookingRow.expert_id)
        .where(BookingRow.mission_id == mission_id)
    )
    return [(row, expert) for row, expert in session.execute(rows)]


def answered_refusals(session: Session, mission_id: int) -> set[tuple[datetime, int]]:
    """When refusals of a mission were written down that its people answered, and whose they are."""
    rows = select(RefusalRow.recorded_at, RefusalRow.expert_id).where(
        RefusalRow.mission_id == mission_id, RefusalRow.answer_id.is_not(None)
    )
    return {(row.recorded_at, row.expert_id) for row in session.execute(rows)}


def mails(session: Session, mission_id: int) -> Sequence[tuple[MessageRow, ExpertRow]]:
    """The mails about a mission that were sent, with whom they went to."""
    rows = (
        select(MessageRow, ExpertRow)
        .join(BookingRow, BookingRow.id == MessageRow.booking_id)
        .join(ExpertRow, ExpertRow.id == BookingRow.expert_id)
        .where(BookingRow.mission_id == mission_id, MessageRow.sent_at.is_not(None))
    )
    return [(row, expert) for row, expert in session.execute(rows)]
