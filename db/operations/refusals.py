"""A no to a mission is kept until somebody lifts it: answers make it, coordinators note it down.

Who declines a mission is kept out of it by the problem itself; who declines dates is busy then.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actors import Actor
from db.errors import Flaw, Invalid, InvalidState, NotFound, RefusalStands
from db.models import AnswerRow, BookingRow, BusyRow, ExpertRow, MissionRow, RefusalRow
from db.moments import moment
from db.operations import outbox
from db.operations.audit import audit
from db.operations.stays import by_own_clock
from db.queries import answers as known_answers
from db.queries import refusals as known
from db.queries.refusals import STANDS, Pair
from db.words import LiftedHow

REASON_MOST = 2000


@dataclass(frozen=True, slots=True)
class Refusing:
    """What somebody says no to: a mission as a whole, or for half-days, both ends included.

    `asked` are the half-days that an answer is about, also where it declines the whole.
    """

    mission_id: int
    expert_id: int
    days: tuple[int, int] | None = None
    reason: str = ""
    answer_id: int | None = None
    asked: tuple[int, int] | None = None

    def touches(self, row: RefusalRow) -> bool:
        """Is it about what a standing refusal is about? A no to the whole is about everything."""
        if row.first is None or row.last is None:
            return True
        days = self.days or self.asked
        return days is not None and days[0] <= row.last and row.first <= days[1]

    def repeats(self, row: RefusalRow) -> bool:
        """Is it a refusal that stands, word for word, noted down once more?"""
        days = None if row.first is None or row.last is None else (row.first, row.last)
        noted = self.answer_id is None and row.answer_id is None
        return noted and (self.days, self.words) == (days, row.reason)

    @property
    def words(self) -> str:
        """The reason as it is kept."""
        return self.reason.strip()[:REASON_MOST]


def refuse(
    session: Session, said: Refusing, by: Actor, at: datetime, *, said_at: datetime | None = None
) -> RefusalRow:
    """Keep a no; what the same person said before of the same gives way to it.

    Invitations to what it is about wait no more. A no that is noted down twice is kept once.
    Raises: NotFound, Invalid where the days end before they begin.
    """
    mission = _mission(session, said)
    if said.days is not None and said.days[1] < said.days[0]:
        raise Invalid([Flaw("range.ends_before_start", "last")])
    same = next((row for row in _touched(session, said) if said.repeats(row)), None)
    if same is not None:
        return same
    for row in _touched(session, said):
        _end(session, row, "answer", None, by, at)
    row = RefusalRow(
        mission_id=said.mission_id,
        expert_id=said.expert_id,
        kind="outright" if said.days is None else "dates",
        first=None if said.days is None else said.days[0],
        last=None if said.days is None else said.days[1],
        reason=said.words,
        answer_id=said.answer_id,
        said_at=said_at or at,
        recorded_by=by.id,
        recorded_name=by.label,
        recorded_at=at,
    )
    session.add(row)
    session.flush()
    if row.first is not None and row.last is not None:
        expert = session.get_one(ExpertRow, said.expert_id)
        # A no is to half-days of the mission's clock, and takes those of the person's own.
        first, last = by_own_clock(mission, expert, row.first, row.last)
        span = {"first": first, "last": last}
        away = {"expert_id": row.expert_id, "source": "refusal", "refusal_id": row.id}
        session.add(BusyRow(created_at=at, **span, **away))
    # The reason is a person's own words: it stays in the row and stands in no audit line.
    audit(session, mission, "refusal_kept", by, at, after=_described(row))
    outbox.withdraw(session, [booking.id for booking in known.bookings_against(session, row)])
    return row


def lift(session: Session, refusal_id: int, reason: str, by: Actor, at: datetime) -> RefusalRow:
    """Take a no away: somebody says why; who sits there all the same is asked again.

    Raises: NotFound, InvalidState, Invalid.
    """
    row = known.refusal(session, refusal_id)
    if row.lifted_at is not None:
        raise InvalidState("refusal", refusal_id, "lifted", "lifted")
    if not reason.strip():
        raise Invalid([Flaw("field.required", "reason")])
    booked = known.bookings_against(session, row)
    _lift(session, row, "hand", reason.strip()[:REASON_MOST], by, at)
    outbox.invite_again(session, booked, at)
    return row


def heed(session: Session, answer: AnswerRow, booking: BookingRow, by: Actor, at: datetime) -> None:
    """What an answer means for the refusals of its person and mission.

    A no, or other dates, is one; a yes to what is asked now lifts them. Neither a "maybe" nor a
    yes to what was asked before means anything here, whatever the order in which mails are read.
    """
    said_of = known_answers.answers_of(session, booking.id)
    last = next((each for each in said_of if _counts(each, booking)), None)
    if last is not answer:
        return
    days = _days(answer)
    said = Refusing(booking.mission_id, booking.expert_id, days, answer.note, answer.id, days)
    if answer.answer == "accepted":
        for row in _touched(session, said):
            _lift(session, row, "answer", None, by, at)
        return
    of_dates = answer.answer == "other_dates" or not _is_of_now(answer, booking)
    said = said if of_dates else replace(said, days=None)
    refuse(session, said, by, at, said_at=answer.answered_at)


def require_willing(session: Session, pairs: Collection[Pair]) -> None:
    """Nobody of these has declined their mission as a whole. Raises: RefusalStands."""
    refused = known.outright(session, pairs) if pairs else []
    if refused:
        raise RefusalStands(refused)


def _touched(session: Session, said: Refusing) -> list[RefusalRow]:
    """The refusals of the same person that stand and are about the same."""
    rows = select(RefusalRow).where(
        STANDS,
        RefusalRow.mission_id == said.mission_id,
        RefusalRow.expert_id == said.expert_id,
    )
    return [row for row in session.scalars(rows.order_by(RefusalRow.id)) if said.touches(row)]


def _lift(
    session: Session, row: RefusalRow, how: LiftedHow, reason: str | None, by: Actor, at: datetime
) -> None:
    _end(session, row, how, reason, by, at)
    mission = session.get_one(MissionRow, row.mission_id)
    audit(session, mission, "refusal_lifted", by, at, before=_described(row), reason=reason)


def _end(
    session: Session, row: RefusalRow, how: LiftedHow, reason: str | None, by: Actor, at: datetime
) -> None:
    """It stands no more. That a later no takes its place is no lifting: the log tells that no."""
    row.lifted_at, row.lifted_how = at, how
    row.lifted_by, row.lifted_name, row.lifted_reason = by.id, by.label, reason
    for away in session.scalars(select(BusyRow).where(BusyRow.refusal_id == row.id)).all():
        session.delete(away)


def _mission(session: Session, said: Refusing) -> MissionRow:
    mission = session.get(MissionRow, said.mission_id)
    if mission is None:
        raise NotFound("mission", said.mission_id)
    if session.get(ExpertRow, said.expert_id) is None:
        raise NotFound("expert", said.expert_id)
    return mission


def _counts(answer: AnswerRow, booking: BookingRow) -> bool:
    if answer.answer == "accepted":
        return _is_of_now(answer, booking)
    return answer.answer != "tentative"


def _is_of_now(answer: AnswerRow, booking: BookingRow) -> bool:
    """Is it about the dates and the place of the booking as it is, even where that is cancelled?"""
    same = (getattr(answer, name) == getattr(booking, name) for name in known_answers.QUESTION)
    return all(same)


def _days(answer: AnswerRow) -> tuple[int, int] | None:
    """The half-days that the question would have taken, where they are known."""
    if answer.leaves is None or answer.returns is None:
        return None
    return answer.leaves, answer.returns


def _described(row: RefusalRow) -> dict[str, object]:
    days = None
    if row.first is not None and row.last is not None:
        days = [moment(row.first), moment(row.last)]
    return {"expert": row.expert_id, "kind": row.kind, "days": days}
