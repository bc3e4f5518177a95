"""Programmes: half-days in all and by institution, and money, are bounded."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from matcher.arrays import Flags, Numbers
from matcher.plan import Breach
from matcher.problem import InstitutionId, Problem, Programme, ProgrammeId
from matcher.rules.base import SeatRule
from matcher.rules.reading import Reading, Seated

if TYPE_CHECKING:
    from matcher.feasibility.joining import Joining
    from matcher.solve.cpsat.variables import Sit, Variables


class Programmes(SeatRule):
    """What a sponsor pays for, and what each institution owes at most."""

    codes: tuple[str, ...] = ("programme.half_days", "programme.share", "programme.budget")

    def declare(self, x: "Variables") -> None:
        """Sums over the seats of each programme's missions."""
        for programme in x.problem.programmes.values():
            missions = [m for m in x.problem.missions.values() if m.programme == programme.id]
            sits = [sit for mission in missions for sit in x.sits(mission.id)]
            self._bound(x, programme, sits)

    def _bound(self, x: "Variables", programme: Programme, sits: "list[Sit]") -> None:
        if programme.expert_half_days_max is not None:
            total = sum(x.half_days(sit) for sit in sits)
            x.model.add(total <= programme.expert_half_days_max)
        for home, most in programme.by_institution.items():
            own = [sit for sit in sits if sit.expert.institution == home]
            x.model.add(sum(x.half_days(sit) for sit in own) <= most)
        if programme.budget_max is not None:
            x.model.add(sum(sit.cost * sit.var for sit in sits) <= programme.budget_max)

    def forbids(self, joining: "Joining") -> "Flags":
        """[start, expert]: past a bound of the programme, and further than it is already?"""
        found = np.zeros(joining.shape, dtype=np.bool_)
        for beyond in self.kinds(joining):
            found |= beyond
        return found

    def kinds(self, joining: "Joining") -> Iterator["Flags"]:
        """The same bound by bound: half-days in all, those of each institution, money."""
        programme = joining.programme
        if programme is None:
            return
        takes, was, now = joining.half_days, joining.programme_before(), joining.programme_beside()
        if programme.expert_half_days_max is not None:
            most = max(programme.expert_half_days_max, half_days_of(was))
            yield _column(map(half_days_of, now)) + takes > most
        for home, share in programme.by_institution.items():
            own = _of_home(joining, home)
            most = max(share, half_days_of(_owed_by(home, was)))
            used = _column(half_days_of(_owed_by(home, seats)) for seats in now)
            yield own & (used + takes > most)
        if programme.budget_max is not None:
            problem, most = joining.problem, max(programme.budget_max, spent(joining.problem, was))
            cost = joining.tables.cost(joining.mission, joining.rows)
            yield _column(spent(problem, seats) for seats in now) + cost > most

    def breaches(self, reading: Reading) -> Iterator[Breach]:
        """Every programme whose missions take more than it has."""
        seats: dict[ProgrammeId | None, list[Seated]] = {}
        for seat in reading.seats:
            seats.setdefault(seat.mission.programme, []).append(seat)
        for programme in reading.problem.programmes.values():
            yield from _overspent(reading.problem, programme, seats.get(programme.id, []))


def _overspent(problem: Problem, programme: Programme, seats: list[Seated]) -> Iterator[Breach]:
    name = {"programme": programme.id}
    taken = half_days_of(seats)
    most = programme.expert_half_days_max
    if most is not None and taken > most:
        yield Breach("programme.half_days", facts={**name, "most": most, "half_days": taken})
    for home, share in programme.by_institution.items():
        taken = half_days_of(_owed_by(home, seats))
        if taken > share:
            facts = {**name, "institution": home, "most": share, "half_days": taken}
            yield Breach("programme.share", facts=facts)
    cost = spent(problem, seats)
    if programme.budget_max is not None and cost > programme.budget_max:
        facts = {**name, "most": programme.budget_max, "cost": cost}
        yield Breach("programme.budget", facts=facts)


def half_days_of(seats: Iterable[Seated]) -> int:
    """What seats take of their experts in all."""
    return sum(seat.half_days for seat in seats)


def spent(problem: Problem, seats: Iterable[Seated]) -> int:
    """What seats cost in all."""
    return sum(problem.costs.of(seat.mission, seat.expert) for seat in seats)


def is_bounded(programme: Programme | None) -> bool:
    """Does a programme bound anything at all?"""
    if programme is None:
        return False
    bounds = (programme.expert_half_days_max, programme.budget_max)
    return bool(programme.by_institution) or any(bound is not None for bound in bounds)


def _owed_by(home: InstitutionId, seats: Iterable[Seated]) -> Iterator[Seated]:
    return (seat for seat in seats if seat.expert.institution == home)


def _of_home(joining: "Joining", home: InstitutionId) -> "Flags":
    return np.array([each.institution == home for each in joining.experts], dtype=np.bool_)


def _column(values: Iterable[int]) -> Numbers:
    return np.array([*values], dtype=np.int64).reshape(-1, 1)
