"""Experts who say no to what is published: conflicts, and the changes that would repair them."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from sqlalchemy.orm import Session

from db.ids import expert_id, mission_id, role_id
from db.models import BookingRow, RefusalRow
from db.moments import day_of, half_day, last_half_day, moment
from db.queries import refusals
from matcher.plan import Breach
from matcher.problem import ExpertId, Held, MissionId, Problem
from matcher.scenario import Change


def refused(session: Session, today: date) -> list[Breach]:
    """Refusals that speak against the live plan, as what of it does not hold any more.

    The number of the refusal is among the facts: whoever says no again is another conflict.
    """
    return [
        Breach(
            _code(refusal),
            mission=mission_id(booking.mission_id),
            role=role_id(booking.role_id),
            expert=expert_id(booking.expert_id),
            facts={
                "refusal": refusal.id,
                "note": refusal.reason,
                "days": _days(booking, refusal),
                **_away(refusal),
                **_proposed(refusal),
            },
        )
        for booking, refusal in refusals.against_bookings(session, today)
    ]


def unsaid(found: Collection[Breach], said: Collection[Breach]) -> list[Breach]:
    """What a reading finds, without what refusals say already in plainer words."""
    known = {(each.mission, each.expert, _code_of(each)): each for each in said}
    named = ((each, known.get((each.mission, each.expert, each.code))) for each in found)
    return [each for each, same in named if same is None or not _lies_within(each, same)]


def repairs(session: Session, today: date, problem: Problem) -> list[Change]:
    """What a scenario must alter beside, so that a search heeds these refusals.

    The problem keeps out whoever has declined, and has them busy on the dates that they refuse;
    who is pinned there all the same is let go.
    """
    return [
        Change("unpin.expert", {"mission": mission, "expert": expert})
        for mission, expert in _pairs(session, today)
        if mission in problem.missions and expert in problem.pins.get(mission, Held()).experts
    ]


def first_day(session: Session, today: date) -> date | None:
    """When the first of the missions ahead that somebody refuses begins with its travel."""
    found = (day_of(row.leaves) for row, _ in refusals.against_bookings(session, today))
    return min((day for day in found if day >= today), default=None)


def _pairs(session: Session, today: date) -> Iterator[tuple[MissionId, ExpertId]]:
    for booking, _refusal in refusals.against_bookings(session, today):
        yield mission_id(booking.mission_id), expert_id(booking.expert_id)


def _code(refusal: RefusalRow) -> str:
    if refusal.kind == "outright":
        return "answer.declined"
    proposes = refusal.answer is not None and refusal.answer.proposed_first is not None
    return "answer.other_dates" if proposes else "answer.not_then"


def _days(booking: BookingRow, refusal: RefusalRow) -> list[str]:
    if refusal.first is None or refusal.last is None:
        return [moment(booking.first), moment(booking.last)]
    return [moment(max(booking.first, refusal.first)), moment(min(booking.last, refusal.last))]


def _away(refusal: RefusalRow) -> dict[str, list[str]]:
    if refusal.first is None or refusal.last is None:
        return {}
    return {"away": [moment(refusal.first), moment(refusal.last)]}


def _proposed(refusal: RefusalRow) -> dict[str, Sequence[str]]:
    answer = refusal.answer
    if answer is None or not answer.proposed_first or not answer.proposed_last:
        return {}
    first, last = half_day(answer.proposed_first), last_half_day(answer.proposed_last)
    return {"proposed": [moment(first), moment(last)]}


def _code_of(said: Breach) -> str:
    """How the problem itself says what somebody has refused."""
    return "expert.banned" if said.code == "answer.declined" else "availability.busy"


def _lies_within(found: Breach, said: Breach) -> bool:
    """Absence that goes beyond the days that were refused is another matter."""
    inner, outer = found.facts.get("days"), said.facts.get("away")
    if not isinstance(inner, list) or not isinstance(outer, list):
        return True
    return bool(outer[0] <= inner[0] and inner[-1] <= outer[-1])
