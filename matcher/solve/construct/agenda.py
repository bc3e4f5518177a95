"""The dates of missions as they are being found: places, order, and what could still move."""

from collections import Counter, defaultdict

from matcher.halfdays import HalfDay
from matcher.plan import Plan, Starts
from matcher.problem import Mission, MissionId, Problem
from matcher.rules.places import Place, capacity, guests_of, place_of


class Agenda:
    """Answers fast whether a mission may start then, with all others as they are."""

    def __init__(self, problem: Problem, starts: Starts) -> None:
        self._problem = problem
        self._on_site: dict[Place, Counter[HalfDay]] = defaultdict(Counter)
        self._followers: dict[MissionId, list[Mission]] = defaultdict(list)
        self.starts: dict[MissionId, HalfDay] = {}
        self._at: dict[Place, list[MissionId]] = defaultdict(list)
        for mission in problem.missions.values():
            place = place_of(mission)
            if place is not None:
                if place not in self._at:
                    self._on_site[place].update(guests_of(problem, place).count)
                self._at[place].append(mission.id)
            for after in mission.after:
                self._followers[after.mission].append(mission)
            if mission.id in starts:
                self.hold(mission, starts[mission.id])

    def hold(self, mission: Mission, start: HalfDay) -> None:
        """Date a mission that has no date."""
        self.starts[mission.id] = start
        place = place_of(mission)
        if place is not None:
            self._on_site[place].update(mission.on_site(start))

    def release(self, mission: Mission) -> None:
        """Take the date of a mission away."""
        start = self.starts.pop(mission.id)
        place = place_of(mission)
        if place is not None:
            self._on_site[place].subtract(mission.on_site(start))

    def admits(self, mission: Mission, start: HalfDay) -> bool:
        """Is there room, is all that it follows over, and does nobody wait for it earlier?"""
        earliest = self._earliest(mission)
        if earliest is None or start < earliest or not self._has_room(mission, start):
            return False
        for follower in self._followers[mission.id]:
            lag = max(after.lag for after in follower.after if after.mission == mission.id)
            then = self.starts.get(follower.id)
            if then is not None and then < start + mission.length + lag:
                return False
        return True

    def is_awaited(self, mission: MissionId) -> bool:
        """Does a dated mission follow this one?"""
        return any(follower.id in self.starts for follower in self._followers[mission])

    def beside(self, mission: Mission) -> list[MissionId]:
        """Dated missions at the same place, where there is room for several at once."""
        place = place_of(mission)
        most = None if place is None else capacity(self._problem, place)
        if place is None or most is None or most == 1:
            return []
        there = self._at[place]
        return [name for name in there if name in self.starts and name != mission.id]

    def _earliest(self, mission: Mission) -> HalfDay | None:
        """When everything that the mission follows is over; None where that is not held."""
        earliest = 0
        for after in mission.after:
            before = self.starts.get(after.mission)
            if before is None:
                return None
            done = before + self._problem.missions[after.mission].length + after.lag
            earliest = max(earliest, done)
        return earliest

    def _has_room(self, mission: Mission, start: HalfDay) -> bool:
        place = place_of(mission)
        most = None if place is None else capacity(self._problem, place)
        if place is None or most is None:
            return True
        return all(self._on_site[place][at] < most for at in mission.on_site(start))


def starts_of(plan: Plan) -> dict[MissionId, HalfDay]:
    """The starts of the missions that a plan holds."""
    return {name: held.start for name, held in plan.missions.items() if held.start is not None}
