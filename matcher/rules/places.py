"""Places: how many missions a partner, or a hosting institution, can have on site at once."""

from collections import defaultdict
from collections.abc import Iterator
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

    codes: tuple[str, ...] = ("places.full",)

    def declare(self, x: "Variables") -> None:
        """Most are there where one of them starts: it is enough to look at those half-days."""
        missions_by_place: dict[Place, list[Mission]] = defaultdict(list)
        for mission in x.problem.missions.values():
            place = place_of(mission)
            if place is not None:
                missions_by_place[place].append(mission)
        for place, missions in missions_by_place.items():
            most = capacity(x.problem, place)
            if most is not None and len(missions) > most:
                self._bound(x, missions, most)

    def _bound(self, x: "Variables", missions: list[Mission], most: int) -> None:
        starts = {start for mission in missions for start in x.starts(mission.id)}
        for at in sorted(starts):
            there = [
                var
                for mission in missions
                for start, var in x.starts(mission.id).items()
                if start <= at < start + mission.length
            ]
            if len(there) > most:
                x.model.add(sum(there) <= most)

    def breaches(self, reading: Reading) -> Iterator[Breach]:
        """Every start at which a place is fuller than it can be."""
        present: dict[Place, list[tuple[HalfDay, Mission]]] = defaultdict(list)
        for mission, start in reading.dated:
            place = place_of(mission)
            if place is not None:
                present[place].append((start, mission))
        for place, held in present.items():
            most = capacity(reading.problem, place)
            for at, mission in held if most is not None else ():
                there = _on_site(held, at)
                if most is not None and len(there) > most:
                    facts = {"kind": place[0], "place": place[1], "at_once": most, "there": there}
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
