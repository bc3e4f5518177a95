"""First dates, the way a coordinator finds them: the nearest that is still free, one by one."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from matcher.halfdays import HalfDay
from matcher.plan import Plan
from matcher.problem import Mission, MissionId, Problem
from matcher.rules.places import Place, capacity, place_of

Starts = dict[MissionId, HalfDay]


def first_dates(
    problem: Problem, allowed: Mapping[MissionId, Sequence[HalfDay]], base: Plan
) -> Starts:
    """A date for each mission that still finds one; those of `base` stay as they are.

    Places and order are kept. Who has fewest dates to choose from comes first, after what it
    follows.
    """
    dates = _Dates(problem, base)
    for mission in _in_order(problem, allowed):
        if mission.id not in dates.starts:
            dates.put(mission, allowed[mission.id])
    return dates.starts


class _Dates:
    def __init__(self, problem: Problem, base: Plan) -> None:
        self._problem = problem
        self._on_site: dict[Place, Counter[HalfDay]] = defaultdict(Counter)
        self.starts: Starts = {}
        for mission in problem.missions.values():
            start = base.held(mission.id).start
            if start is not None:
                self._hold(mission, start)

    def put(self, mission: Mission, starts: Sequence[HalfDay]) -> None:
        """Hold a mission on the nearest start that has room, if there is one."""
        goal = mission.preferred if mission.preferred is not None else mission.window.start
        earliest = self._earliest(mission)
        for start in sorted(starts, key=lambda at: (abs(at - goal), at)):
            if earliest is not None and start >= earliest and self._has_room(mission, start):
                self._hold(mission, start)
                return

    def _earliest(self, mission: Mission) -> HalfDay | None:
        """When everything that the mission follows is over; None where that is not held."""
        ends = [0]
        for after in mission.after:
            before = self.starts.get(after.mission)
            if before is None:
                return None
            ends.append(before + self._problem.missions[after.mission].length + after.lag)
        return max(ends)

    def _has_room(self, mission: Mission, start: HalfDay) -> bool:
        place = place_of(mission)
        most = None if place is None else capacity(self._problem, place)
        if place is None or most is None:
            return True
        return all(self._on_site[place][at] < most for at in mission.on_site(start))

    def _hold(self, mission: Mission, start: HalfDay) -> None:
        self.starts[mission.id] = start
        place = place_of(mission)
        if place is not None:
            self._on_site[place].update(mission.on_site(start))


def _in_order(problem: Problem, allowed: Mapping[MissionId, Sequence[HalfDay]]) -> list[Mission]:
    """What others wait for first, then those with fewest dates to choose from."""
    depths: dict[MissionId, int] = {}

    def depth(mission: Mission) -> int:
        if mission.id not in depths:
            before = (problem.missions[after.mission] for after in mission.after)
            depths[mission.id] = 1 + max(map(depth, before), default=-1)
        return depths[mission.id]

    def rank(mission: Mission) -> tuple[int, int, int, str]:
        return depth(mission), len(allowed[mission.id]), -mission.priority, mission.id

    return sorted((m for m in problem.missions.values() if allowed.get(m.id)), key=rank)
