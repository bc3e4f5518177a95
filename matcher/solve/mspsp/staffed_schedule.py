"""Schedules with people: each task as early as a team is free for it from start to end.

Crews are taken so that those of few skills go first, with some chance: who is left can do
most. What is made this way can always be staffed; it mends schedules that cannot.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations
from random import Random

import numpy as np

from matcher.arrays import Numbers
from matcher.solve.mspsp.instance import Instance
from matcher.solve.mspsp.project import Needs
from matcher.solve.mspsp.schedule import Schedule, Scheduler
from matcher.solve.parameters.mspsp import FINISH


class StaffedScheduler(Scheduler):
    """A scheduler that counts every crew's people; `seats` are those of the last schedule."""

    def __init__(self, instance: Instance, random: Random) -> None:
        super().__init__(instance)
        self.seats: dict[tuple[int, int, int], int] = {}
        self._crews = instance.project.crews
        self._random = random
        self._people = np.zeros((len(self._crews), len(instance.project.problem.horizon)), np.int64)
        for number, crew in enumerate(self._crews):
            self._people[number] = len(crew.experts)
            for span in crew.busy:
                self._people[number, max(0, span.start) : max(0, span.end)] = 0

    def seated(self, keys: Sequence[float]) -> Schedule | None:
        """A schedule of this order, with its seats; None where somebody finds no place."""
        self.seats = {}
        self._free = self._people.copy()
        self._rank = [
            len(c.skills) + self._random.uniform(0.0, FINISH.crew_spread) for c in self._crews
        ]
        if any(len(task.needs) > FINISH.most_skills for task in self.instance.tasks):
            return None
        return self.forward(keys)

    def _first(self, room: Numbers, at: int, earliest: int) -> int | None:
        """The first start on which the task fits and a team is free; the team is taken."""
        fits, task = self._fitting(room, at), self.instance.tasks[at]
        for start in fits[fits >= earliest].tolist():
            stay = self._free[:, start : start + task.length]
            team = self._team(task.needs, stay.min(axis=1).tolist())
            if team is not None:
                for (skill, crew), count in team.items():
                    stay[crew] -= count
                    self.seats[at, skill, crew] = count
                return int(start)
        return None

    def _team(self, needs: Needs, free: list[int]) -> Mapping[tuple[int, int], int] | None:
        """Seat by seat the first crew after which the rest can still be filled."""
        left = dict(needs)
        if not self._suffices(left, free):
            return None
        team: dict[tuple[int, int], int] = {}
        for skill in sorted(needs):
            for crew in sorted(range(len(free)), key=lambda crew: self._rank[crew]):
                while skill in self._crews[crew].skills and left[skill] and free[crew]:
                    left[skill] -= 1
                    free[crew] -= 1
                    if not self._suffices(left, free):
                        left[skill] += 1
                        free[crew] += 1
                        break
                    team[skill, crew] = team.get((skill, crew), 0) + 1
        return team

    def _suffices(self, needs: Needs, free: Sequence[int]) -> bool:
        """Hall's condition: enough people for every union of the skills."""
        for size in range(1, len(needs) + 1):
            for union in combinations(needs, size):
                able = sum(n for n, c in zip(free, self._crews, strict=True) if c.skills & {*union})
                if able < sum(needs[skill] for skill in union):
                    return False
        return True
