"""What an expert earns at most by the multipliers of their missions, when several wear them out.

Burden grows with the square of the half-days: two missions of L and M half-days cost 2·L·M
more than each by itself. An expert takes the set of missions, at most one role in each,
that leaves the highest sum after this; found for everybody at once, by half-days.
"""

from dataclasses import dataclass

import numpy as np

from matcher.arrays import Flags, Indices, Ints
from matcher.problem import Problem
from matcher.rules.limits import allowances
from matcher.solve.lagrangian.assignments import Pairs, Roles
from matcher.solve.parameters.lagrangian import RELAXATION
from matcher.solve.parameters.sentinels import UNREACHABLE


@dataclass(frozen=True, slots=True)
class KnapsackSolution:
    """What all experts earn together at most, and the pairs that earn it."""

    total: int
    pairs: Ints


class ExpertKnapsacks:
    """The experts' side of the multipliers."""

    def __init__(self, problem: Problem, pairs: Pairs, roles: Roles, burden: int) -> None:
        self.pairs = pairs
        self.mission: Indices = roles.mission[pairs.role]
        self.burden = burden
        self._order = np.lexsort((self.mission, pairs.expert))
        limits = allowances(problem.experts.values())
        self._most = limits.half_days
        self._single = limits.missions <= 1

    def solve(self, price: Ints) -> KnapsackSolution:
        """The best sets for these multipliers, which are never negative."""
        offered = self._offered(price)
        if not len(offered):
            return KnapsackSolution(0, offered)
        first = _begins(self.pairs.expert[offered])
        sizes = np.diff(np.append(first, len(offered)))
        found = [self._alone(offered, price, first[sizes == 1])]
        width = 2
        while width < 2 * sizes.max():
            some = (sizes > width // 2) & (sizes <= width)
            found += self._several(offered, price, first[some], sizes[some])
            width *= 2
        total = sum(part.total for part in found)
        return KnapsackSolution(total, np.concatenate([part.pairs for part in found]))

    def _offered(self, price: Ints) -> Ints:
        """Priced pairs sorted by expert and mission, the dearest role of each mission alone.

        Of whoever takes one mission at most, only the dearest of all.
        """
        some = self._order[price[self._order] > 0]
        expert = self.pairs.expert[some].astype(np.int64)
        mission = np.where(self._single[expert], 0, self.mission[some])
        return _dearest(some, price[some], expert * (len(self.mission) + 1) + mission)

    def _alone(self, offered: Ints, price: Ints, at: Ints) -> KnapsackSolution:
        pairs = offered[at]
        fits = self.pairs.least[pairs] <= self._most[self.pairs.expert[pairs]]
        return KnapsackSolution(int(price[pairs[fits]].sum()), pairs[fits])

    def _several(
        self, offered: Ints, price: Ints, first: Ints, sizes: Ints
    ) -> list[KnapsackSolution]:
        """The best sets of experts with about as many missions of positive multiplier each."""
        if not len(first):
            return []
        columns = np.arange(sizes.max())
        inside = columns < sizes[:, None]
        table = offered[np.where(inside, first[:, None] + columns, first[:, None])]
        half_days = np.where(inside, self.pairs.least[table], 0).astype(np.int64)
        gain = np.where(inside, price[table] + self.burden * half_days**2, 0)
        most = np.minimum(half_days.sum(axis=1), self._most[self.pairs.expert[table[:, 0]]])
        rows = max(1, RELAXATION.cells // (len(columns) * (int(most.max()) + 1)))
        return [
            self._sets(
                table[a : a + rows], half_days[a : a + rows], gain[a : a + rows], most[a : a + rows]
            )
            for a in range(0, len(table), rows)
        ]

    def _sets(self, table: Ints, half_days: Ints, gain: Ints, most: Ints) -> KnapsackSolution:
        """The best set of each row, by a knapsack over half-days."""
        at = np.arange(int(most.max()) + 1)
        value = np.full((len(table), len(at)), UNREACHABLE)
        value[:, 0] = 0
        takes = []
        for taken, evaluation in zip(half_days.T, gain.T, strict=True):
            before = at - taken[:, None]
            sooner = np.take_along_axis(value, np.maximum(before, 0), axis=1) + evaluation[:, None]
            better = (before >= 0) & (sooner > value)
            value = np.where(better, sooner, value)
            takes.append(better)
        value = np.where(at <= most[:, None], value - self.burden * at**2, UNREACHABLE)
        return _traced(table, half_days, takes, value)


def _traced(table: Ints, half_days: Ints, takes: list[Flags], value: Ints) -> KnapsackSolution:
    """The pairs behind the highest value of each row."""
    rows, left = np.arange(len(table)), value.argmax(axis=1)
    total = int(value[rows, left].sum())
    found = []
    for column in range(table.shape[1] - 1, -1, -1):
        taken = takes[column][rows, left]
        found.append(table[taken, column])
        left = left - np.where(taken, half_days[:, column], 0)
    return KnapsackSolution(total, np.concatenate(found))


def _begins(sorted_keys: Ints) -> Ints:
    return np.flatnonzero(np.diff(sorted_keys, prepend=-1))


def _dearest(pairs: Ints, price: Ints, key: Ints) -> Ints:
    """The first dearest of the pairs with the same key; keys come in order."""
    first = _begins(key)
    if len(first) == len(pairs):
        return pairs
    sizes = np.diff(np.append(first, len(pairs)))
    hits = np.flatnonzero(price == np.repeat(np.maximum.reduceat(price, first), sizes))
    return pairs[hits[_begins(np.searchsorted(first, hits, side="right"))]]
