"""Greedy chains: one expert after another gets a chain of shifts that meets every largest clique.

A clique is a set of shifts that share a point of time. With as many experts left as the largest
clique has seats, everybody is wanted in every largest clique. So the chain of each is one that
meets them all, found by dynamic programming over the shifts in the order of their ends, for all
experts at once.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from matcher.arrays import Numbers
from matcher.solve.parameters.sentinels import UNREACHABLE
from matcher.solve.parameters.smptsp import GREEDY
from matcher.solve.smptsp.shifts import Shifts

Chains = Mapping[int, Numbers]
"""The shifts of each expert who is sent to any."""


@dataclass(slots=True)
class Left:
    """What chains given so far leave: seats, experts, and how many of them may still go."""

    need: Numbers
    free: list[int]
    most: int
    chains: dict[int, Numbers] = field(default_factory=dict)
    steps: int = 0

    def copy(self) -> "Left":
        """The same, to go another way from here."""
        return Left(self.need.copy(), [*self.free], self.most, {**self.chains}, self.steps)

    def pairs(self, shifts: Shifts) -> int:
        """How many (shift, expert) are left: what a search of the rest costs."""
        return int(shifts.able[self.need > 0][:, self.free].sum())


def give_chains(
    shifts: Shifts,
    left: Left,
    small: int,
    random: np.random.Generator,
    is_over: Callable[[], bool],
) -> bool:
    """Give chains until few pairs are left; False where nobody's chain meets every clique."""
    while left.need.any() and left.pairs(shifts) > small:
        if is_over() or not _give_one(shifts, left, random):
            return False
    return True


def _give_one(shifts: Shifts, left: Left, random: np.random.Generator) -> bool:
    rows = np.flatnonzero(left.need)
    able = shifts.able[rows][:, left.free]
    slack = left.most - shifts.clique_sizes(left.need)
    if slack.min() < 0 or not able.any(axis=1).all():
        return False
    worth = _worth(shifts, rows, slack) + GREEDY.unit * GREEDY.scarce // able.sum(axis=1)
    noise = random.integers(0, GREEDY.noise, size=able.shape)
    chain, column = _best_chain(shifts, rows, np.where(able, worth[:, None] + noise, UNREACHABLE))
    left.steps += len(rows)
    one = np.zeros_like(left.need)
    one[chain] = 1
    if not (shifts.clique_sizes(one) >= (slack == 0)).all():
        return False
    expert = left.free.pop(column)
    left.chains[expert] = chain
    left.need -= one
    left.most -= 1
    return True


def _worth(shifts: Shifts, rows: Numbers, slack: Numbers) -> Numbers:
    """What a shift is worth: the points it covers, by how little slack they leave."""
    near = (GREEDY.unit * GREEDY.fading ** np.minimum(slack, GREEDY.faded)).astype(np.int64)
    points = np.where(slack == 0, GREEDY.unit * GREEDY.largest, near)
    total = np.concatenate([[0], np.cumsum(points)])
    worth: Numbers = total[shifts.last[rows]] - total[shifts.first[rows]]
    return worth


def _best_chain(shifts: Shifts, rows: Numbers, worth: Numbers) -> tuple[Numbers, int]:
    """The chain of the highest worth, and whose column it is."""
    before = np.searchsorted(shifts.end[rows], shifts.start[rows], side="right").tolist()
    best = np.zeros((len(rows) + 1, worth.shape[1]), dtype=np.int64)
    longer = np.empty(worth.shape[1], dtype=np.int64)
    for row, earlier in enumerate(before):
        np.add(best[earlier], worth[row], out=longer)
        np.maximum(best[row], longer, out=best[row + 1])
    column = int(best[-1].argmax())
    own, chain, row = best[:, column].tolist(), [], len(rows)
    while row > 0:
        if own[row] == own[row - 1]:
            row -= 1
        else:
            chain.append(row - 1)
            row = before[row - 1]
    return rows[chain], column
