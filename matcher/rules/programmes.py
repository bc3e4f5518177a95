"""Programmes: half-days in all and by institution, and money, are bounded."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from matcher.plan import Breach
from matcher.problem import Problem, Programme, ProgrammeId
from matcher.rules.reading import Reading, Seated

if TYPE_CHECKING:
    from matcher.solve.cpsat.variables import Sit, Variables


class Programmes:
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

    def breaches(self, reading: Reading) -> Iterator[Breach]:
        """Every programme whose missions take more than it has."""
        seats: dict[ProgrammeId | None, list[Seated]] = {}
        for seat in reading.seats:
            seats.setdefault(seat.mission.programme, []).append(seat)
        for programme in reading.problem.programmes.values():
            yield from _overspent(reading.problem, programme, seats.get(programme.id, []))


def _overspent(problem: Problem, programme: Programme, seats: list[Seated]) -> Iterator[Breach]:
    name = {"programme": programme.id}
    taken = sum(seat.half_days for seat in seats)
    most = programme.expert_half_days_max
    if most is not None and taken > most:
        yield Breach("programme.half_days", facts={**name, "most": most, "half_days": taken})
    for home, share in programme.by_institution.items():
        own = [seat for seat in seats if seat.expert.institution == home]
        taken = sum(seat.half_days for seat in own)
        if taken > share:
            facts = {**name, "institution": home, "most": share, "half_days": taken}
            yield Breach("programme.share", facts=facts)
    spent = sum(problem.costs.of(seat.mission, seat.expert) for seat in seats)
    if programme.budget_max is not None and spent > programme.budget_max:
        facts = {**name, "most": programme.budget_max, "cost": spent}
        yield Breach("programme.budget", facts=facts)
