"""Places: how many missions a partner, or a hosting institution, can have on site at once."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from matcher.halfdays import HalfDay
from matcher.plan import Breach
from matcher.problem import InstitutionId, Mission, MissionId, PartnerId, Problem
from matcher.rules.reading import Reading

if TYPE_CHECKING:
    from matcher.solve.cpsat.variables import Variables

Place = tuple[Literal["partner", "institution"], str]


class Places:
    """Missions abroad crowd a partner, missions at home an institution; remote ones neither."""

    codes: tuple[str, ...] = ("places.full", "places.shared")

    def declare(self, x: "Variables") -> None:
        """Most are there where one of them, or a guest, comes: these half-days are enough."""
        missions_by_place: dict[Place, list[Mission]] = defaultdict(list)
        for mission in x.problem.missions.values():
            place = place_of(mission)
            if place is not None:
                missions_by_place[place].append(mission)
        for place, missions in missions_by_place.items():
            most = capacity(x.problem, place)
            guests = guests_of(x.problem, place)
            if most is not None and len(missions) + guests.most > most:
                self._bound(x, missions, most, guests)

    def _bound(self, x: "Variables", missions: list[Mission], most: int, guests: "Guests") -> None:
        starts = {start for mission in missions for start in x.starts(mission.id)}
        for at in sorted(starts | guests.arrivals):
            room = max(0, most - guests.count[at])
            there = [
                var
                for mission in missions
                for start, var in x.starts(mission.id).items()
                if start <= at < start + mission.length
            ]
            if len(there) > room:
                x.model.add(sum(there) <= room)

    def breaches(self, reading: Reading) -> Iterator[Breach]:
        """Every start, and every guest's arrival, at which a place is fuller than it can be."""
        present: dict[Place, list[tuple[HalfDay, Mission]]] = defaultdict(list)
        for mission, start in reading.dated:
            place = place_of(mission)
            if place is not None:
                present[place].append((start, mission))
        for place, held in present.items():
            most = capacity(reading.problem, place)
            if most is not None:
                yield from _too_full(place, held, most, guests_of(reading.problem, place))


@dataclass(frozen=True, slots=True)
class Guests:
    """How many stays settled elsewhere a place has at each half-day, and when there are more."""

    count: Counter[HalfDay]

    @property
    def most(self) -> int:
        """The most that are there at once."""
        return max(self.count.values(), default=0)

    @property
    def arrivals(self) -> frozenset[HalfDay]:
        """The half-days with more guests than the one before."""
        return frozenset(at for at in [*self.count] if self.count[at] > self.count[at - 1])


def guests_of(problem: Problem, place: Place) -> Guests:
    """The guests of a place that the problem leaves as they are."""
    kind, name = place
    if kind == "partner":
        stays = problem.partners[PartnerId(name)].guests
    else:
        stays = problem.institutions[InstitutionId(name)].guests
    end = len(problem.horizon)
    inside = (range(max(0, stay.start), min(end, stay.end)) for stay in stays)
    return Guests(Counter(half_day for stay in inside for half_day in stay))


def _too_full(
    place: Place, held: list[tuple[HalfDay, Mission]], most: int, guests: Guests
) -> Iterator[Breach]:
    """Said of the mission that starts then, or where a guest comes of the last one before."""
    arriving = [
        (at, max(present, key=lambda one: (one[0], one[1].id))[1])
        for at in sorted(guests.arrivals)
        if (present := [one for one in held if one[0] < at < one[0] + one[1].length])
    ]
    for at, mission in [*held, *arriving]:
        there, others = _on_site(held, at), guests.count[at]
        if len(there) + others > most:
            facts = {"kind": place[0], "place": place[1], "at_once": most, "there": there}
            if others:
                yield Breach("places.shared", mission.id, facts={**facts, "missions": others})
            else:
                yield Breach("places.full", mission.id, facts=facts)


def place_of(mission: Mission) -> Place | None:
    """The place that a mission takes room of, or None for a remote one."""
    if mission.venue == "abroad" and mission.partner is not None:
        return "partner", mission.partner
    if mission.venue == "home" and mission.institution is not None:
        return "institution", mission.institution
    return None


def capacity(problem: Problem, place: Place) -> int | None:
    """Missions that a place can have on site at once; None for no bound."""
    kind, name = place
    if kind == "partner":
        return problem.partners[PartnerId(name)].at_once
    return problem.institutions[InstitutionId(name)].hosts_at_once


def _on_site(held: list[tuple[HalfDay, Mission]], at: HalfDay) -> list[MissionId]:
    return sorted(m.id for start, m in held if start <= at < start + m.length)
