"""Dates for all missions at once: places and order kept, near the preferred ones."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ortools.sat.python.cp_model import CpModel, Domain, IntVar

from matcher.halfdays import HalfDay
from matcher.plan import Starts
from matcher.problem import Mission, MissionId, Problem
from matcher.rules.places import Place, capacity, guests_of, place_of
from matcher.solve.cpsat.run import Run, run
from matcher.solve.limits import Settings


@dataclass(frozen=True, slots=True)
class DatesFound:
    """Dates, or the knowledge that there are none; the work that it took."""

    starts: Starts | None
    impossible: bool
    work: float


class DateModel:
    """Missions that must each start on one of their allowed starts, whoever goes."""

    def __init__(self, problem: Problem, allowed: Mapping[MissionId, Sequence[HalfDay]]) -> None:
        self.model = CpModel()
        self._problem = problem
        self._missions = _holdable(problem, allowed)
        self._start: dict[MissionId, IntVar] = {
            mission.id: self.model.new_int_var_from_domain(
                Domain.from_values(list(allowed[mission.id])), f"start[{mission.id}]"
            )
            for mission in self._missions
        }
        self._places()
        self._order()

    def near(self, wanted: Starts) -> None:
        """Ask for dates as near as can be to some wanted ones, by priority."""
        away: list[IntVar] = []
        weights: list[int] = []
        for mission in self._missions:
            if mission.id in wanted:
                start, goal = self._start[mission.id], wanted[mission.id]
                most = len(self._problem.horizon)
                off = self.model.new_int_var(0, 2 * most, f"off[{mission.id}]")
                self.model.add(off >= start - goal)
                self.model.add(off >= goal - start)
                self.model.add_hint(start, goal)
                away.append(off)
                weights.append(mission.priority)
        self.model.minimize(sum(w * off for w, off in zip(weights, away, strict=True)))

    def solve(self, settings: Settings, seconds: float, work: float | None) -> DatesFound:
        """The dates found in the time given."""
        found: Run = run(self.model, settings, seconds, work)
        if found.value is None:
            return DatesFound(None, found.infeasible, found.work)
        value = found.value
        starts = {mission: int(value(var)) for mission, var in self._start.items()}
        return DatesFound(starts, False, found.work)

    def _places(self) -> None:
        by_place: dict[Place, list[Mission]] = defaultdict(list)
        for mission in self._missions:
            place = place_of(mission)
            if place is not None:
                by_place[place].append(mission)
        for place, missions in by_place.items():
            most = capacity(self._problem, place)
            guests = guests_of(self._problem, place)
            if most is not None and len(missions) + guests.most > most:
                commitments = [
                    self.model.new_fixed_size_interval_var(self._start[m.id], m.length, m.id)
                    for m in missions
                ]
                if most == 1 and not guests.count:
                    self.model.add_no_overlap(commitments)
                else:
                    taken = {at: min(most, count) for at, count in guests.count.items()}
                    fixed = [
                        self.model.new_fixed_size_interval_var(at, 1, f"guests[{place[1]},{at}]")
                        for at in taken
                    ]
                    loads = [1] * len(commitments) + [*taken.values()]
                    self.model.add_cumulative([*commitments, *fixed], loads, most)

    def _order(self) -> None:
        for mission in self._missions:
            for after in mission.after:
                if after.mission in self._start:
                    done = self._problem.missions[after.mission].length + after.lag
                    before = self._start[after.mission]
                    self.model.add(self._start[mission.id] >= before + done)


def _holdable(problem: Problem, allowed: Mapping[MissionId, Sequence[HalfDay]]) -> list[Mission]:
    """The missions that have a start, and all that they follow too."""
    held: dict[MissionId, bool] = {}

    def is_held(mission: Mission) -> bool:
        if mission.id not in held:
            before = (problem.missions[after.mission] for after in mission.after)
            held[mission.id] = bool(allowed.get(mission.id)) and all(map(is_held, before))
        return held[mission.id]

    return [mission for mission in problem.missions.values() if is_held(mission)]
