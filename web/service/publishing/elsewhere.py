"""Whom a plan would seat on half-days that other missions have taken: nobody is booked twice.

The problem knows those half-days as busy, like an absence, which somebody may accept. The ledger
accepts none of them, so they are found before anybody is asked to accept anything.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sqlalchemy.orm import Session

from db.ids import expert_id, mission_id, row_id
from db.moments import moment, number_of
from db.queries import bookings, sight
from db.queries.holdings import Holding
from matcher.plan import Breach
from matcher.problem import ExpertId, Problem
from matcher.review import review
from web.service.publishing.held import as_plan


class _Taken(NamedTuple):
    half_day: int
    mission: int


def elsewhere(
    session: Session, problem: Problem, before: Holding, after: Holding
) -> Iterator[Breach]:
    """Who would be in two places, of which the other is no mission of the problem.

    Of a mission that the reader does not see nothing is said but that it takes the days.
    """
    taken = _taken(session, problem, before, after)
    if not taken:
        return
    missions = {each.mission for rows in taken.values() for each in rows}
    hidden = sight.hidden(session, missions)
    for breach in review(problem, as_plan(after, problem)).breaches:
        if breach.code == "availability.busy" and breach.expert is not None:
            yield from _said(breach, taken.get(breach.expert, []), hidden)


def _said(breach: Breach, taken: list[_Taken], hidden: frozenset[int]) -> Iterator[Breach]:
    first, last = _ends(breach)
    met: dict[int | None, list[int]] = defaultdict(list)
    for half_day, mission in taken:
        if first <= half_day <= last:
            met[None if mission in hidden else mission].append(half_day)
    for other, half_days in met.items():
        facts: dict[str, object] = {"days": [moment(half_days[0]), moment(half_days[-1])]}
        where = breach.mission, breach.role, breach.expert
        if other is None:
            yield Breach("availability.elsewhere", *where, facts)
        else:
            yield Breach("availability.double", *where, {"other": mission_id(other), **facts})


def _ends(breach: Breach) -> tuple[int, int]:
    """The first and the last half-day that a breach is about."""
    days = breach.facts["days"]
    found = [number_of(str(each)) for each in days] if isinstance(days, list) else []
    return found[0], found[-1]


def _taken(
    session: Session, problem: Problem, before: Holding, after: Holding
) -> Mapping[ExpertId, list[_Taken]]:
    """What other missions, which stay as they are, have taken of those who join or move."""
    asked = {
        expert
        for mission, expert in after.seats
        if (mission, expert) not in before.seats
        or before.starts[mission] != after.starts.get(mission)
    }
    changed = {row_id(each) for each in problem.missions} | before.differing(after)
    found: dict[ExpertId, list[_Taken]] = defaultdict(list)
    for expert, half_day, mission in bookings.taken_elsewhere(session, asked, changed):
        found[expert_id(expert)].append(_Taken(half_day, mission))
    return found
