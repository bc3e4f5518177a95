"""Why an expert does not sit in a role: every reason, or what seating them would cost."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from matcher.eligibility import NEVER_CODES, NEVER_FREE, NO_START, requirement_refusals
from matcher.explain.around import Around
from matcher.explain.candidates import Choice, Ranking
from matcher.explain.seat import Seat
from matcher.halfdays import HalfDay
from matcher.index.tables import Tables
from matcher.plan import Breach, Plan
from matcher.problem import ExpertId

Verdict = Literal["barred", "worse", "equal", "better"]


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Why somebody does not sit in a role; `seat.instead` would leave it for them.

    `barred`: something would break, all of it in `reasons`. Else they could sit there with the
    rest of the plan as it is, and `choice` says what would change: the plan would be worse, as
    good, or better. `choice` is None where the mission has no possible start.
    """

    seat: Seat
    expert: ExpertId
    start: HalfDay | None
    verdict: Verdict
    reasons: tuple[Breach, ...]
    choice: Choice | None


def why_not(tables: Tables, plan: Plan, seat: Seat, expert: ExpertId) -> WhyNot:
    """Why the expert does not sit in the seat's role; in a full one, the best seat for them.

    Raises: ValueError where they do sit there.
    """
    around = Around(tables, plan, seat)
    sitting = around.held.team.get(seat.role, ())
    if around.held.start is not None and expert in sitting:
        raise ValueError(f"That expert sits there: {expert}.")
    found = [_choice(around.beside(each), expert) for each in _seats(around)]
    best, choice = min(found, key=_order)
    reasons = (*_circumstances(around), *_dates(around, expert), *_broken(around, expert, choice))
    # Of a mission that is held, its own date counts, possible or not; not the others.
    dateless = around.held.start is None and any(reason.code in NEVER_CODES for reason in reasons)
    barred = choice is None or choice.breaches or dateless
    return WhyNot(
        seat=best,
        expert=expert,
        start=around.held.start,
        verdict="barred" if choice is None or barred else _verdict(choice),
        reasons=reasons,
        choice=choice,
    )


def _seats(around: Around) -> list[Seat]:
    """The empty seat of the role, or each that somebody would have to leave; pins stay."""
    seat, sitting = around.seat, around.held.team.get(around.seat.role, ())
    if seat.instead is not None or len(sitting) < around.role.count:
        return [seat]
    known = [each for each in dict.fromkeys(sitting) if each in around.problem.experts]
    free = [each for each in known if not around.is_pinned(each)] or known
    return [Seat(seat.mission, seat.role, each) for each in free] or [seat]


def _choice(around: Around, expert: ExpertId) -> tuple[Seat, Choice | None]:
    row = around.tables.census.row[expert]
    if not around.starts:
        return around.seat, None
    return around.seat, Ranking(around, np.array([row], dtype=np.int32)).choice(0)


def _order(found: tuple[Seat, Choice | None]) -> tuple[object, ...]:
    seat, choice = found
    return () if choice is None else (len(choice.breaches), choice.tiers, seat.instead or "")


def _circumstances(around: Around) -> list[Breach]:
    """What stands in nobody's way in particular: no date, no seat left."""
    mission, role = around.mission.id, around.role.id
    found = [] if around.held.start is not None else [Breach("mission.not_held", mission)]
    sitting = around.held.team.get(role, ())
    if len(sitting) >= around.role.count:
        facts = {"experts": [*sitting], "count": around.role.count}
        found.append(Breach("seat.taken", mission, role, facts=facts))
    return found


def _dates(around: Around, expert: ExpertId) -> list[Breach]:
    """Whether there is any start on which the expert could come."""
    mission, tables = around.mission, around.tables
    where = (mission.id, around.role.id, expert)
    if not tables.starts[mission.id]:
        return [Breach(NO_START, *where)]
    row = np.array([tables.census.row[expert]], dtype=np.int32)
    return [] if tables.free(mission, row).any() else [Breach(NEVER_FREE, *where)]


def _broken(around: Around, expert: ExpertId, choice: Choice | None) -> tuple[Breach, ...]:
    """What would break, by the rules; requirements alone where there is no start to read."""
    if choice is not None:
        return choice.breaches
    mission, role = around.mission, around.role
    if around.is_pinned(expert):
        return ()
    args = (around.problem, mission, role, around.problem.experts[expert])
    where = (mission.id, role.id, expert)
    return tuple(Breach(each.code, *where, each.facts) for each in requirement_refusals(*args))


def _verdict(choice: Choice) -> Verdict:
    first = next((difference for difference in choice.tiers if difference), 0)
    return "worse" if first > 0 else "better" if first < 0 else "equal"
