"""Rest: between two missions abroad of one expert lie at least `rest` half-days."""

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from matcher.arrays import Flags, Numbers
from matcher.halfdays import HalfDay, Span
from matcher.plan import Breach
from matcher.problem import Expert, ExpertId, Mission, Problem
from matcher.rules.base import SeatRule
from matcher.rules.reading import Reading, Seated

if TYPE_CHECKING:
    from matcher.feasibility.joining import Joining
    from matcher.solve.cpsat.clashes import Taken
    from matcher.solve.cpsat.variables import Variables

_FAR = 1_000_000
"""More half-days than lie between any two missions."""


class Rest(SeatRule):
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
                gap = gap_between(_interval(first), _interval(second))
                if gap < rest:
                    facts = {"other": first.mission.id, "rest": rest, "gap": max(0, gap)}
                    where = (second.mission.id, second.role.id, expert)
                    yield Breach("rest.too_short", *where, facts)

    def forbids(self, joining: "Joining") -> "Flags":
        """[start, expert]: too near another mission abroad?"""
        found: Flags = self.gaps(joining) < rests(joining.experts)
        return found

    def kinds(self, joining: "Joining") -> Iterator["Flags"]:
        """Too short where the missions do not meet: that they do is trouble enough."""
        gaps = self.gaps(joining)
        yield (gaps >= 0) & (gaps < rests(joining.experts))

    def short(self, joining: "Joining") -> Numbers:
        """[start, expert]: half-days by which the rest is longer than the gap, 0 where it fits.

        Where missions meet the whole rest is short, whatever else forbids them.
        """
        found: Numbers = rests(joining.experts) - np.maximum(self.gaps(joining), 0)
        return np.maximum(0, found)

    def gaps(self, joining: "Joining") -> Numbers:
        """[start, expert]: half-days to the nearest other mission abroad, negative where they meet.

        A mission that is not abroad itself is far from all.
        """
        least = np.full((len(joining.rows), len(joining.starts)), _FAR, dtype=np.int64)
        if joining.mission.venue != "abroad":
            return least.T
        others = [
            (place, seat.mission.away(seat.start))
            for place, seats in enumerate(joining.others)
            for seat in seats
            if seat.mission.venue == "abroad"
        ]
        columns = [(place, away.start, away.end) for place, away in others]
        place, first, end = np.array(columns, dtype=np.int64).reshape(-1, 3).T
        when = np.array(joining.starts, dtype=np.int64)
        away = joining.mission.away(0)
        gap = np.maximum(first - (when + away.end)[:, None], (when + away.start)[:, None] - end)
        np.minimum.at(least, place, gap.T)
        return least.T


def gap_between(one: Span, other: Span) -> int:
    """Half-days between two stays away; negative where they overlap."""
    return max(other.start - one.end, one.start - other.end)


def rests(experts: Iterable[Expert]) -> Numbers:
    """[expert]: half-days that must lie between two missions abroad."""
    return np.array([expert.rest for expert in experts], dtype=np.int64)


def after(mission: Mission, expert: Expert) -> int:
    """Half-days after a mission that no other mission abroad may take of an expert."""
    return expert.rest if mission.venue == "abroad" else 0


def closed_abroad(seat: Seated) -> Span:
    """What a seat abroad closes to every other mission abroad: the stay, and the rest around it."""
    away, rest = seat.mission.away(seat.start), seat.expert.rest
    return Span(away.start - rest, away.end + rest)


def is_too_near(
    expert: Expert, one: tuple[Mission, HalfDay], other: tuple[Mission, HalfDay]
) -> bool:
    """Do two dated missions leave an expert too short a rest?"""
    if not one[0].venue == other[0].venue == "abroad":
        return False
    away = [mission.away(start) for mission, start in (one, other)]
    return gap_between(*away) < expert.rest


def binds(problem: Problem) -> bool:
    """Must anybody rest after anything that the problem asks for?"""
    if all(mission.venue != "abroad" for mission in problem.missions.values()):
        return False
    return any(expert.rest for expert in problem.experts.values())


def _interval(seat: Seated) -> Span:
    return seat.mission.away(seat.start)


def _away(mission: Mission, around: int = 0) -> "Taken":
    """The half-days away when the mission starts then, and as many around them."""
    before, behind = mission.travel_before + around, mission.length + mission.travel_after + around
    return lambda start: range(start - before, start + behind)
