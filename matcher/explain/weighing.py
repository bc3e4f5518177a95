"""What every expert in a seat would do to the measures and the tiers, all at once."""

from functools import cached_property

import numpy as np

from matcher.arrays import Flags, Numbers
from matcher.explain.around import Around
from matcher.explain.joining_seat import JoiningSeat
from matcher.problem import MEASURES, Measure
from matcher.rules.vacancies import gaps


class Weighing:
    """[start, row] arrays: the plan with each of these experts in the seat on each start."""

    def __init__(self, around: Around, joining: JoiningSeat) -> None:
        self.around, self.joining = around, joining
        self._census, self._rows = around.tables.census, joining.rows

    @cached_property
    def measures(self) -> dict[Measure, Numbers]:
        """Every measure of the plan after, less that of the plan as it is."""
        empty = [self.around.measures(start) for start in self.joining.starts]
        shape = (len(self.joining.starts), len(self._rows))
        found: dict[Measure, Numbers] = {}
        for measure in MEASURES:
            base = [each[measure] - self.around.before[measure] for each in empty]
            column = np.array(base, dtype=np.int64).reshape(-1, 1)
            found[measure] = np.broadcast_to(column + self._more.get(measure, 0), shape)
        return found

    @cached_property
    def tiers(self) -> list[Numbers]:
        """Every tier of the plan after, less that of the plan as it is."""
        zero = np.zeros((len(self.joining.starts), len(self._rows)), dtype=np.int64)
        return [
            sum((weight * self.measures[m] for m, weight in tier.items()), zero)
            for tier in self.around.problem.objective
        ]

    @cached_property
    def misfit(self) -> Numbers:
        """[row]: 100 less the fit."""
        return self.around.tables.misfit(self.around.mission, self.around.role, self._rows)

    @cached_property
    def cost(self) -> Numbers:
        """[row]: fare and per diems."""
        return self.around.tables.cost(self.around.mission, self._rows)

    @cached_property
    def half_days(self) -> Numbers:
        """[start, row]: half-days that are new to the expert; none where they are in the team."""
        return np.where(self.joining.in_team, 0, self.joining.half_days)

    @cached_property
    def _more(self) -> dict[Measure, Numbers]:
        """What an expert adds to each measure of the plan with the seat empty."""
        filled, whole = self._filled
        priority, more = self.around.mission.priority, self.half_days
        load = self._census.load[self._rows] + self.joining.used
        return {
            "incomplete": -priority * whole,
            "vacancies": -priority * filled,
            "calls": self._calls,
            "misfit": self.misfit,
            "burden": 2 * load * more + more**2,
            "pool": np.where(self._is_new, 1, 0),
            "cost": self.cost,
        }

    @cached_property
    def _filled(self) -> tuple[Numbers, Numbers]:
        """[row]: gaps of the team that the expert fills, and whether they were the last ones."""
        around = self.around
        start = next(iter(self.joining.starts), None)
        if start is None:
            nothing = np.zeros(len(self._rows), dtype=np.int64)
            return nothing, nothing
        plan = around.plan_with(around.after(start))
        lacking = [*gaps(around.problem, plan, around.mission)]
        found = np.zeros(len(self._rows), dtype=np.int64)
        for gap in lacking:
            if gap.role == around.role.id:
                found += 1
            if gap.language is not None:
                needed = around.mission.speaks[gap.language]
                found += self._census.rank(gap.language)[self._rows] >= needed
        total = sum(gap.seats for gap in lacking)
        return found, ((found == total) & (total > 0)).astype(np.int64)

    @property
    def _calls(self) -> Numbers:
        """[start, row]: who comes newly must hear of it; who was invited is not called off."""
        around = self.around
        before = around.problem.published.get(around.mission.id)
        if before is None:
            return np.zeros((1, 1), dtype=np.int64)
        was = self.joining.among(set(before.experts))
        moved = [[int(start != before.start)] for start in self.joining.starts]
        column = np.array(moved, dtype=np.int64).reshape(-1, 1)
        # Who is in the team already hears of nothing more.
        return np.where(self.joining.in_team, 0, np.where(was, column - 1, 1))

    @property
    def _is_new(self) -> Flags:
        """[row]: does nobody else send the expert anywhere?"""
        found: Flags = (self.joining.missions == 0) & ~self.joining.in_team
        return found
