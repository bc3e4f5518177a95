"""Schedules without a solver: one task after the other, as early or as late as it fits.

Serial schedule generation (Kolisch and Hartmann 1999). A schedule is every task's start.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from matcher.arrays import Numbers
from matcher.solve.mspsp.instance import Instance

Schedule = tuple[int, ...]
Links = list[list[tuple[int, int]]]
"""For each task some others, with the half-days from the earlier start to the later one."""


class Scheduler:
    """Places tasks in the room there is; schedules keep limits, order and allowed starts."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        shape = len(instance.limits), len(instance.project.problem.horizon)
        self._room = np.array([limit.room for limit in instance.limits], np.int64).reshape(shape)
        loads = np.array([limit.loads for limit in instance.limits], np.int64)
        self._loads = loads.reshape(len(instance.limits), len(instance.tasks)).T[:, :, None]
        self._starts = [np.array(task.starts, dtype=np.int64) for task in instance.tasks]
        self._befores: Links = [list(task.after) for task in instance.tasks]
        self._followers: Links = [[] for _ in instance.tasks]
        for at, task in enumerate(instance.tasks):
            for before, delay in task.after:
                self._followers[before].append((at, delay))

    @property
    def size(self) -> int:
        """How many numbers are looked at to make a schedule."""
        return len(self.instance.tasks) * self._room.size

    def finish(self, schedule: Schedule) -> int:
        """When the last task ends."""
        ends = (start + t.length for start, t in zip(schedule, self.instance.tasks, strict=True))
        return max(ends)

    def forward(self, keys: Sequence[float]) -> Schedule | None:
        """Every task as early as it fits, lowest key first among those that may come next."""
        found: dict[int, int] = {}
        room = self._room.copy()
        for at in _line(keys, self._befores, self._followers):
            earliest = max((found[b] + delay for b, delay in self._befores[at]), default=0)
            start = self._first(room, at, earliest)
            if start is None:
                return None
            found[at] = self._place(room, at, start)
        return tuple(found[at] for at in range(len(found)))

    def backward(self, keys: Sequence[float], finish: int) -> Schedule | None:
        """Every task as late as it fits before a finish, lowest key first from the end on."""
        found: dict[int, int] = {}
        room = self._room.copy()
        for at in _line(keys, self._followers, self._befores):
            fits = self._fitting(room, at)
            latest = finish - self.instance.tasks[at].length
            latest = min((found[f] - d for f, d in self._followers[at]), default=latest)
            fits = fits[fits <= min(latest, finish - self.instance.tasks[at].length)]
            if not len(fits):
                return None
            found[at] = self._place(room, at, int(fits[-1]))
        return tuple(found[at] for at in range(len(found)))

    def _first(self, room: Numbers, at: int, earliest: int) -> int | None:
        """The first start on which the task fits."""
        fits = self._fitting(room, at)
        fits = fits[fits >= earliest]
        return int(fits[0]) if len(fits) else None

    def _fitting(self, room: Numbers, at: int) -> Numbers:
        """Allowed starts from which on there is room for the whole task."""
        starts, length = self._starts[at], self.instance.tasks[at].length
        full = np.concatenate(([0], np.cumsum((room < self._loads[at]).any(axis=0))))
        fits: Numbers = starts[full[starts + length] == full[starts]]
        return fits

    def _place(self, room: Numbers, at: int, start: int) -> int:
        room[:, start : start + self.instance.tasks[at].length] -= self._loads[at]
        return start


def _line(keys: Sequence[float], waits: Links, frees: Links) -> Iterator[int]:
    """Tasks in an order that keeps what waits for what, lowest key first."""
    left = [len(links) for links in waits]
    ready = {at for at, count in enumerate(left) if count == 0}
    while ready:
        at = min(ready, key=lambda task: (keys[task], task))
        ready.remove(at)
        yield at
        for other, _ in frees[at]:
            left[other] -= 1
            if left[other] == 0:
                ready.add(other)
