"""Rest: between two missions abroad of one expert lie at least `rest` half-days."""

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from matcher.plan import Breach
from matcher.problem import ExpertId, Mission
from matcher.rules.reading import Reading, Seated

if TYPE_CHECKING:
    from matcher.solve.cpsat.clashes import Taken
    from matcher.solve.cpsat.variables import Variables


class Rest:
    """Travelling tires: missions abroad keep their distance."""

    codes: tuple[str, ...] = ("rest.too_short",)

    def declare(self, x: "Variables") -> None:
        """For everybody; the search asks for those only whose rest would be too short."""
        self.declare_for(x, x.problem.experts)

    def declare_for(self, x: "Variables", experts: Iterable[ExpertId]) -> None:
        """Two missions abroad that lie too near each other are not both an expert's."""
        for expert in experts:
            rest = x.problem.experts[expert].rest
            abroad = [m for m in x.missions_of(expert) if x.problem.missions[m].venue == "abroad"]
            for first, second in combinations(abroad, 2) if rest else ():
                near = _away(x.problem.missions[first], rest)
                clash = x.clash(
                    (first, second, "rest", rest), near, _away(x.problem.missions[second])
                )
                x.forbid_both(expert, first, second, clash)

    def breaches(self, reading: Reading) -> Iterator[Breach]:
        """Every pair of missions abroad with too short a rest, said of the later one."""
        for expert, seats in reading.seats_by_expert.items():
            rest = reading.problem.experts[expert].rest
            abroad = [seat for seat in seats if seat.mission.venue == "abroad"]
            for first, second in combinations(abroad, 2):
                gap = _gap(first, second)
                if gap < rest:
                    facts = {"other": first.mission.id, "rest": rest, "gap": max(0, gap)}
                    where = (second.mission.id, second.role.id, expert)
                    yield Breach("rest.too_short", *where, facts)


def _away(mission: Mission, around: int = 0) -> "Taken":
    """The half-days away when the mission starts then, and as many around them."""
    before, after = mission.travel_before + around, mission.length + mission.travel_after + around
    return lambda start: range(start - before, start + after)


def _gap(first: Seated, second: Seated) -> int:
    """Half-days between the two occupied intervals; negative where they overlap."""
    one, other = first.mission.away(first.start), second.mission.away(second.start)
    return max(other.start - one.end, one.start - other.end)
