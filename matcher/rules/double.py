"""Double: no two missions of an expert share a half-day."""

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from matcher.plan import Breach
from matcher.problem import ExpertId, InstitutionId, MissionId
from matcher.rules.base import SeatRule
from matcher.rules.reading import Reading, days

if TYPE_CHECKING:
    from matcher.arrays import Flags
    from matcher.feasibility.joining import Joining
    from matcher.solve.cpsat.clashes import Taken
    from matcher.solve.cpsat.variables import Variables


class Double(SeatRule):
    """Nobody is in two places."""

    codes: tuple[str, ...] = ("availability.double",)

    def declare(self, x: "Variables") -> None:
        """For everybody; the search asks for those only who would be doubled."""
        self.declare_for(x, x.problem.experts)

    def declare_for(self, x: "Variables", experts: Iterable[ExpertId]) -> None:
        """Of two missions whose dates clash, an expert has at most one."""
        for expert in experts:
            home = x.problem.experts[expert].institution
            for first, second in combinations(x.missions_of(expert), 2):
                key = (first, second, "double", (x.clock(first, home), x.clock(second, home)))
                clash = x.clash(key, _takes(x, first, home), _takes(x, second, home))
                x.forbid_both(expert, first, second, clash)

    def forbids(self, joining: "Joining") -> "Flags":
        """[start, expert]: a half-day that another mission of the expert takes?"""
        return joining.meets(joining.taken).any

    def breaches(self, reading: Reading) -> Iterator[Breach]:
        """Every pair of missions of one expert that share half-days, said of the later one."""
        for seats in reading.seats_by_expert.values():
            for first, second in combinations(seats, 2):
                shared = tuple(sorted({*(first.taken or ())}.intersection(second.taken or ())))
                if shared:
                    facts = {"other": first.mission.id, "days": days(reading.problem, shared)}
                    where = (second.mission.id, second.role.id, second.expert.id)
                    yield Breach("availability.double", *where, facts)


def _takes(x: "Variables", mission: MissionId, home: InstitutionId) -> "Taken":
    return lambda start: x.taken(mission, start, home)
