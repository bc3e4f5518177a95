"""How many things would break, for each expert in a seat and each start, all at once.

The same as the rules say of one expert (`Around.breaches`); a property test holds them together.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

import numpy as np

from matcher.arrays import Flags, Numbers
from matcher.eligibility import requirement_refusals
from matcher.explain.around import Around
from matcher.explain.stay_matrix import StayMatrix
from matcher.explain.weighing import Weighing
from matcher.halfdays import HalfDay
from matcher.problem import Expert, InstitutionId
from matcher.rules.pins import EXPERT_MISSING
from matcher.rules.plurality import Plurality, is_of_one_group
from matcher.rules.reading import Seated, team

_UNBOUNDED = np.iinfo(np.int32).max


class Troubles:
    """[start, row]: 0 where an expert can take the seat and nothing breaks."""

    def __init__(self, around: Around, weighing: Weighing) -> None:
        self.around, self.weighing = around, weighing
        self.stays: StayMatrix = weighing.stays
        self._experts = [around.tables.experts[row] for row in self.stays.rows]

    @cached_property
    def count(self) -> Numbers:
        """How many kinds of trouble there are."""
        found = np.zeros((len(self.stays.starts), len(self._experts)), dtype=np.int64)
        for trouble in self._kinds():
            found = found + trouble
        for number, start in enumerate(self.stays.starts):
            found[number] += self._standing(start)
        return found

    def _kinds(self) -> Iterator[Flags]:
        yield self._unfit
        yield ~self.stays.free
        yield self.stays.clash
        yield self._in_team
        yield self._is_crowded
        yield self.stays.missions + 1 > self._most(lambda expert: expert.missions_max)
        days = self._most(lambda expert: None if expert.days_max is None else 2 * expert.days_max)
        takes = self.weighing.half_days
        yield (takes > 0) & (self.stays.used + takes > days)
        yield from self._programme()
        yield self._of_one_group

    def _programme(self) -> Iterator[Flags]:
        """Half-days in all and by institution, and money, past the bound and past what is so."""
        around, programme = self.around, self.around.programme
        if programme is None:
            return
        takes, was = self.stays.half_days, around.programme_seats(around.held)
        now = [around.programme_seats(around.after(start)) for start in self.stays.starts]
        if programme.expert_half_days_max is not None:
            most = max(programme.expert_half_days_max, half_days(was))
            yield _column(map(half_days, now)) + takes > most
        for home, share in programme.by_institution.items():
            own = np.array([expert.institution == home for expert in self._experts], dtype=np.bool_)
            most = max(share, half_days(_of(home, was)))
            yield own & (_column(half_days(_of(home, seats)) for seats in now) + takes > most)
        if programme.budget_max is not None:
            most = max(programme.budget_max, self._spent(was))
            yield _column(map(self._spent, now)) + self.weighing.cost > most

    def _spent(self, seats: Iterable[Seated]) -> int:
        costs = self.around.problem.costs
        return sum(costs.of(seat.mission, seat.expert) for seat in seats)

    @property
    def _unfit(self) -> Flags:
        """[row]: does the expert lack what the role asks for, with no pin to set it aside?"""
        around = self.around
        where = (around.problem, around.mission, around.role)
        found = [
            any(requirement_refusals(*where, each)) and not around.is_pinned(each.id)
            for each in self._experts
        ]
        return np.array(found, dtype=np.bool_)

    @property
    def _in_team(self) -> Flags:
        """[row]: has the expert another seat of the mission?"""
        names = {expert for seated in self.around.team.values() for expert in seated}
        return np.array([expert.id in names for expert in self._experts], dtype=np.bool_)

    @property
    def _is_crowded(self) -> Flags:
        """Would more sit in the role than it has seats, and more than do so already?"""
        around = self.around
        sitting, left = (t.get(around.role.id, ()) for t in (around.held.team, around.team))
        return np.array(len(left) + 1 > max(around.role.count, len(sitting)))

    @property
    def _of_one_group(self) -> Flags:
        """[row]: would all members be of one group, and by this?"""
        around, start = self.around, next(iter(self.stays.starts), None)
        before = team(around.problem, around.plan, around.mission)
        if start is None or not around.mission.plural or is_of_one_group(before):
            return np.zeros(len(self._experts), dtype=np.bool_)
        plan = around.plan_with(around.after(start))
        members = [e for e in team(around.problem, plan, around.mission) if e.kind == "member"]
        groups = {member.group for member in members}
        alone = any(b.code in Plurality.codes for b in around.breaches(start))
        alike = [groups == {e.group} if e.kind == "member" else alone for e in self._experts]
        return np.array(alike, dtype=np.bool_)

    def _standing(self, start: HalfDay) -> Numbers:
        """[row]: what breaks whoever takes the seat; a pinned expert keeps their own pin."""
        found = [b for b in self.around.breaches(start) if b.code not in Plurality.codes]
        missing = {
            b.expert for b in found if b.code == EXPERT_MISSING and b.role == self.around.role.id
        }
        mended = [expert.id in missing for expert in self._experts]
        return len(found) - np.array(mended, dtype=np.int64)

    def _most(self, bound: Callable[[Expert], int | None]) -> Numbers:
        """[row]: a bound of each expert."""
        found = (_UNBOUNDED if (most := bound(e)) is None else most for e in self._experts)
        return np.fromiter(found, np.int64, len(self._experts))


def half_days(seats: Iterable[Seated]) -> int:
    """What these seats take of their experts in all."""
    return sum(seat.half_days for seat in seats)


def _of(home: InstitutionId, seats: Iterable[Seated]) -> Iterator[Seated]:
    return (seat for seat in seats if seat.expert.institution == home)


def _column(values: Iterable[int]) -> Numbers:
    return np.array([*values], dtype=np.int64).reshape(-1, 1)
