"""Everybody for one seat of a plan: who can take it now, who would break something, who cannot.

The rest of the plan is frozen. Whoever can sit there is ranked by the tiers of the plan with them
in the seat; a mission without a date gets the best start for each of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from matcher.arrays import Flags, Numbers, Rows
from matcher.explain.around import Around
from matcher.explain.excluded import Excluded, Sieve
from matcher.explain.joining_seat import JoiningSeat
from matcher.explain.seat import Seat
from matcher.explain.troubles import Troubles
from matcher.explain.weighing import Weighing
from matcher.fit import Fit, fit
from matcher.halfdays import HalfDay
from matcher.index.tables import Tables
from matcher.plan import Breach, Plan
from matcher.problem import ExpertId, Measure
from matcher.rules.limits import left

MOST = 50
"""Rows of each group that are told in full, where nobody says how many."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One expert in the seat, the rest of the plan frozen, and all that follows.

    `tiers` and `measures` are differences to the plan as it is; `half_days_left`,
    `missions_left` (None: no bound) and `load` are the expert's own, after.
    """

    expert: ExpertId
    start: HalfDay
    fit: Fit
    cost: int
    half_days: int
    half_days_left: int | None
    missions_left: int | None
    load: int
    tiers: tuple[int, ...]
    measures: Mapping[Measure, int]
    breaches: tuple[Breach, ...]

    @property
    def misfit(self) -> int:
        """100 less the fit."""
        return 100 - self.fit.total


@dataclass(frozen=True, slots=True)
class Choices:
    """How many there are of a group, and the first of them."""

    count: int
    shown: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Everybody for a seat, but those who sit in the role already."""

    seat: Seat
    free: Choices
    breaking: Choices
    excluded: Excluded


def candidates(tables: Tables, plan: Plan, seat: Seat, *, most: int = MOST) -> Candidates:
    """Everybody for a seat of a plan, the best first.

    Raises: KeyError where the problem has no such mission or role.
    """
    around = Around(tables, plan, seat)
    sieve = Sieve(around)
    ranking = Ranking(around, sieve.open)
    free = ranking.free
    return Candidates(
        seat=seat,
        free=ranking.choices(free, most),
        breaking=ranking.choices(~free, most),
        excluded=sieve.excluded(most),
    )


class Ranking:
    """Some experts for a seat, each on their best start, in order."""

    def __init__(self, around: Around, rows: Rows) -> None:
        self.around = around
        self.joining = JoiningSeat(around, around.starts, rows)
        self.weighing = Weighing(around, self.joining)
        self.troubles = Troubles(around, self.joining)
        self._best = self._best_starts()

    @property
    def free(self) -> Flags:
        """[place]: can the expert take the seat without breaking anything?"""
        return np.equal(self._picked(self.troubles.count), 0)

    def choices(self, which: Flags, most: int, skip: int = 0) -> Choices:
        """Those of one group in order; after so many that are skipped, the first in full."""
        keys = [self._picked(tier) for tier in self.weighing.tiers]
        keys.insert(0, self._picked(self.troubles.count))
        experts = self.around.tables.experts
        order = sorted(
            np.flatnonzero(which).tolist(),
            key=lambda k: (*(int(key[k]) for key in keys), experts[self.joining.rows[k]].id),
        )
        return Choices(len(order), tuple(map(self.choice, order[skip : skip + most])))

    def choice(self, place: int) -> Choice:
        """One of them with everything that follows."""
        around, number = self.around, int(self._best[place])
        expert = around.tables.experts[self.joining.rows[place]]
        start, takes = self.joining.starts[number], int(self.joining.half_days[number, place])
        more = int(self.weighing.half_days[number, place])
        used, missions = int(self.joining.used[place]) + more, int(self.joining.missions[place]) + 1
        missions_left, half_days_left = left(expert, missions, used)
        is_free = self.troubles.count[number, place] == 0
        return Choice(
            expert=expert.id,
            start=start,
            fit=fit(around.problem, around.mission, around.role, expert),
            cost=int(self.weighing.cost[place]),
            half_days=takes,
            half_days_left=half_days_left,
            missions_left=missions_left,
            load=expert.load + used,
            tiers=tuple(int(tier[number, place]) for tier in self.weighing.tiers),
            measures={m: int(v[number, place]) for m, v in self.weighing.measures.items()},
            breaches=() if is_free else around.breaches(start, expert.id),
        )

    def _best_starts(self) -> Numbers:
        """[place]: the start with the least trouble, then the best tiers, then the earliest."""
        starts, rows = len(self.joining.starts), len(self.joining.rows)
        if starts < 2:
            return np.zeros(rows, dtype=np.int64)
        open_ = np.ones((starts, rows), dtype=np.bool_)
        for key in (self.troubles.count, *self.weighing.tiers):
            least = np.where(open_, key, np.iinfo(np.int64).max).min(axis=0)
            open_ &= key == least
        best: Numbers = np.argmax(open_, axis=0).astype(np.int64)
        return best

    def _picked(self, key: Numbers) -> Numbers:
        """[place]: the value on the best start of each."""
        places = np.arange(len(self.joining.rows))
        found: Numbers = key[self._best, places] if len(key) else np.zeros(0, dtype=np.int64)
        return found
