"""What the order of tasks implies: earliest starts, what is still to come, who never meets."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matcher.arrays import Numbers
from matcher.solve.mspsp.project import Task
from matcher.solve.parameters.sentinels import NOT_AFTER


@dataclass(frozen=True, slots=True)
class Precedence:
    """Heads and tails of every task, and which two are never under way together.

    `sequence` names every task after all that it follows; `heads` are earliest starts, `tails`
    the half-days that lie between a task's end and the finish at least.
    """

    sequence: tuple[int, ...]
    heads: tuple[int, ...]
    tails: tuple[int, ...]
    apart: frozenset[tuple[int, int]]

    def ways(self, tasks: Sequence[Task]) -> list[int]:
        """Half-days from each task's start to the finish at least."""
        return [task.length + tail for task, tail in zip(tasks, self.tails, strict=True)]


def precedence(tasks: Sequence[Task]) -> Precedence:
    """The longest paths through `after`."""
    sequence = _sequence(tasks)
    lengths = np.array([task.length for task in tasks], dtype=np.int64)
    distances = _distances(tasks, sequence)
    ends = (distances + lengths).max(axis=1) - lengths
    before, later = np.nonzero(distances >= lengths[:, None])
    return Precedence(
        sequence=sequence,
        heads=_heads(tasks, sequence),
        tails=tuple(int(end) for end in ends),
        apart=frozenset((int(a), int(b)) for a, b in zip(before, later, strict=True)),
    )


def _sequence(tasks: Sequence[Task]) -> tuple[int, ...]:
    found: dict[int, None] = {}
    while len(found) < len(tasks):
        for at, task in enumerate(tasks):
            if at not in found and all(before in found for before, _ in task.after):
                found[at] = None
    return tuple(found)


def _distances(tasks: Sequence[Task], sequence: Sequence[int]) -> Numbers:
    """[one, other]: how much later the other starts at least; far below 0 where free."""
    distances = np.full((len(tasks), len(tasks)), NOT_AFTER, dtype=np.int64)
    np.fill_diagonal(distances, 0)
    for at in sequence:
        for before, delay in tasks[at].after:
            through = distances[:, before] + delay
            distances[:, at] = np.maximum(distances[:, at], through)
    return distances


def _heads(tasks: Sequence[Task], sequence: Sequence[int]) -> tuple[int, ...]:
    """The first allowed start after all that a task follows; its last one where none is."""
    heads = [0] * len(tasks)
    for at in sequence:
        task = tasks[at]
        earliest = max((heads[before] + delay for before, delay in task.after), default=0)
        heads[at] = next((start for start in task.starts if start >= earliest), earliest)
    return tuple(heads)
