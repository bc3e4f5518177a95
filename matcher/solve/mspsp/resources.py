"""What can be under way at once: experts for every union of skills, and places.

By Hall's theorem the tasks of one half-day can be staffed if, for every union of skills, the
seats that ask for them are no more than the free experts who have one of them. That people
stay on a task to its end is not in these limits; `staffing` looks after it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from matcher.arrays import Numbers
from matcher.problem import Problem
from matcher.rules.places import capacity, guests_of, place_of
from matcher.solve.mspsp.project import Crew, Project
from matcher.solve.parameters.mspsp import FINISH


@dataclass(frozen=True, slots=True)
class ResourceLimit:
    """At every half-day the loads of the tasks under way add up to no more than the room."""

    loads: tuple[int, ...]
    room: tuple[int, ...]

    @property
    def most(self) -> int:
        """The room at its widest."""
        return max(self.room, default=0)


def limits(project: Project) -> tuple[ResourceLimit, ...]:
    """Every limit that could ever bind, those of places included."""
    found = dict.fromkeys((*_of_skills(project), *_of_places(project.problem)))
    return tuple(limit for limit in found if sum(limit.loads) > min(limit.room, default=0))


def _of_skills(project: Project) -> Iterator[ResourceLimit]:
    """One limit for each union of skills, with all the skills that lie within it."""
    length = len(project.problem.horizon)
    seen = set()
    for chosen in _unions(len(project.skills)):
        union = frozenset[str]().union(*(project.skills[skill] for skill in chosen))
        if union in seen:
            continue
        seen.add(union)
        inside = {at for at, skill in enumerate(project.skills) if skill <= union}
        loads = (sum(n for at, n in t.needs.items() if at in inside) for t in project.tasks)
        crews = [crew for crew in project.crews if crew.skills & inside]
        yield ResourceLimit(tuple(loads), tuple(map(int, _free(crews, length))))


def _unions(skills: int) -> Iterator[tuple[int, ...]]:
    """Few skills at a time first, then more, then all of them at once."""
    count = 0
    for size in range(1, skills):
        for chosen in combinations(range(skills), size):
            count += 1
            if count >= FINISH.unions:
                break
            yield chosen
    yield tuple(range(skills))


def _free(crews: list[Crew], length: int) -> Numbers:
    """[half-day]: how many of the experts are not busy."""
    free = np.zeros(length, dtype=np.int64)
    for crew in crews:
        one = np.ones(length, dtype=np.int64)
        for span in crew.busy:
            one[max(0, span.start) : max(0, span.end)] = 0
        free += len(crew.experts) * one
    return free


def _of_places(problem: Problem) -> Iterator[ResourceLimit]:
    missions = list(problem.missions.values())
    for place in dict.fromkeys(place_of(mission) for mission in missions):
        most = capacity(problem, place) if place is not None else None
        if place is not None and most is not None:
            taken = guests_of(problem, place).count
            room = (max(0, most - taken[at]) for at in range(len(problem.horizon)))
            loads = tuple(int(place_of(mission) == place) for mission in missions)
            yield ResourceLimit(loads, tuple(room))
