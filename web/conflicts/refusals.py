"""Experts who say no to what is published: conflicts, and the changes that would repair them."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy.orm import Session

from db.mapping.ids import expert_id, mission_id, role_id
from db.models import AnswerRow, BookingRow
from db.moments import day_of, half_day, last_half_day, moment
from db.queries import answers
from matcher.plan import Breach
from matcher.problem import Held, Problem
from matcher.scenario import Change

CODES = {"declined": "answer.declined", "other_dates": "answer.other_dates"}
"""Each answer that speaks against a booking, as a conflict."""


def refused(session: Session, today: date) -> list[Breach]:
    """Answers that speak against the live plan, as what of it does not hold any more.

    The number of the answer is among the facts: whoever says no again is another conflict.
    """
    return [
        Breach(
            CODES[answer.answer],
            mission=mission_id(booking.mission_id),
            role=role_id(booking.role_id),
            expert=expert_id(booking.expert_id),
            facts={
                "answer": answer.id,
                "note": answer.note,
                "days": [moment(booking.first), moment(booking.last)],
                **_proposed(answer),
            },
        )
        for booking, answer in answers.refusals(session, today)
    ]


def repairs(session: Session, today: date, problem: Problem) -> list[Change]:
    """What a scenario must alter so that a search heeds these answers.

    Whoever declines is kept out of the mission; whoever proposes other dates is taken on those
    that were asked, so that the mission moves or they are replaced, whichever calls fewer.
    """
    return [
        change
        for booking, answer in answers.refusals(session, today)
        if mission_id(booking.mission_id) in problem.missions
        for change in _changes(booking, answer, problem)
    ]


def first_day(session: Session, today: date) -> date | None:
    """When the first of the missions that somebody refuses begins with its travel."""
    return min((day_of(row.leaves) for row, _ in answers.refusals(session, today)), default=None)


def _changes(booking: BookingRow, answer: AnswerRow, problem: Problem) -> Iterator[Change]:
    mission, expert = mission_id(booking.mission_id), expert_id(booking.expert_id)
    pair = {"mission": mission, "expert": expert}
    if expert in problem.pins.get(mission, Held()).experts:
        yield Change("unpin.expert", pair)
    if answer.answer == "declined":
        yield Change("mission.banned", pair)
    else:
        ends = {"first": moment(booking.leaves), "last": moment(booking.returns)}
        yield Change("expert.busy", {"expert": expert, **ends})


def _proposed(answer: AnswerRow) -> dict[str, Sequence[str]]:
    if not answer.proposed_first or not answer.proposed_last:
        return {}
    first, last = half_day(answer.proposed_first), last_half_day(answer.proposed_last)
    return {"proposed": [moment(first), moment(last)]}
