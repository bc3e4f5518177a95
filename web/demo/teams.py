"""Who went, or is about to go, on the missions that the example has settled already."""

from collections.abc import Iterable, Sequence
from datetime import date

from web.demo.calendar import Calendar
from web.demo.missions import Mission, is_free
from web.demo.people import DemoPerson, SkillNeed, level_in

Team = tuple[tuple[int, ...], ...]
"""For each role of a mission, in their order, the places of its people in the roster."""
RESTED = 8
"""Days that lie between two missions of one person."""


class Sharing:
    """Gives seats to people, the most suitable and least burdened first."""

    def __init__(self, calendar: Calendar, people: Sequence[DemoPerson]) -> None:
        self.calendar = calendar
        self.people = people
        self._away: dict[int, list[tuple[date, date]]] = {}

    def team(self, mission: Mission) -> Team:
        """People for every role of the next mission; a seat that nobody suits stays empty."""
        chosen: list[int] = []
        roles = []
        for need in mission.needs:
            seated: list[int] = []
            for k in self._ranked(mission, need):
                if len(seated) < need.count and k not in chosen and self._adds(k, chosen):
                    seated.append(k)
                    chosen.append(k)
            roles.append(tuple(seated))
        for k in chosen:
            self._away.setdefault(k, []).append(mission.away)
        return tuple(roles)

    def _ranked(self, mission: Mission, need: SkillNeed) -> Iterable[int]:
        suited = (
            k
            for k, person in enumerate(self.people)
            if need.suits(person)
            and is_free(mission, self.calendar, person)
            and self._is_rested(k, mission)
            and person.wishes.get(mission.countries[0]) != "excludes"
        )
        return sorted(suited, key=lambda k: (self._rank(k, mission, need), k))

    def _rank(self, k: int, mission: Mission, need: SkillNeed) -> int:
        person = self.people[k]
        skill = sum(level_in(person, domain) for domain in need.domains)
        knows = mission.countries[0] in person.experience
        return 2 * len(self._away.get(k, ())) - skill - knows

    def _is_rested(self, k: int, mission: Mission) -> bool:
        first, last = mission.away
        return all(
            (first - b).days > RESTED or (a - last).days > RESTED for a, b in self._away.get(k, ())
        )

    def _adds(self, k: int, chosen: Sequence[int]) -> bool:
        """A parliament is plural: the second member comes from another group."""
        groups = {self.people[c].group for c in chosen if self.people[c].kind == "member"}
        return self.people[k].kind != "member" or groups != {self.people[k].group}
