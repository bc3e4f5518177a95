"""A lower bound by Lagrangian duality with one mission, and one expert, at a time.

What couples missions is relaxed, each constraint with a multiplier: of each pair of an expert and
a role (`pairs`), because others want the expert too; of each place and order (`couplings`), which
dates pay for; of what the counted tiers may lose (`loss`), and of calls. For any that are not
negative, the least cost of every mission by itself, less what experts earn at most, is a lower
bound of the tier (A. M. Geoffrion, Lagrangean relaxation for integer programming, 1974).
Multipliers are whole numbers of an eighth, but for that of the loss, whose products are rounded
to the safe side: the bound is exact.
"""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matcher.arrays import Ints
from matcher.index.tables import Tables
from matcher.plan import Plan
from matcher.problem import Mission, MissionId, Tier
from matcher.solve.lagrangian.assignments import Assignments, assignments_of
from matcher.solve.lagrangian.call_sum import CallSum, calls_of
from matcher.solve.lagrangian.couplings import Couplings, couplings_of
from matcher.solve.lagrangian.expert_knapsack import ExpertKnapsacks, KnapsackSolution
from matcher.solve.lagrangian.mission_subproblem import MissionSubproblems
from matcher.solve.lagrangian.seat_patterns import Above, Fill, SeatPatterns, seat_patterns
from matcher.solve.lagrangian.segments import lowest_at, ranges
from matcher.solve.parameters.sentinels import ANYBODY, NEVER, SCALE


def units(parts: int) -> int:
    """The least whole number of units that is not below so many parts."""
    return -(-parts // SCALE)


@dataclass(frozen=True, slots=True)
class Multipliers:
    """[pair], [coupling], one unit of loss and one call; none is negative."""

    pairs: Ints
    couplings: Ints
    loss: float = 0.0
    calls: int = 0


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Least costs at some multipliers: of seats by opening, of teams by date, of seat patterns."""

    cost: Ints
    penalty: Ints
    least: Ints
    teams: list[Ints]
    by_mission: Ints
    by_pattern: Ints
    best: Ints
    knapsack: KnapsackSolution
    total: int

    @property
    def bound(self) -> int:
        """The lower bound, in units of the tier."""
        return units(self.total)


@dataclass(frozen=True, slots=True)
class Minimiser:
    """What the missions choose at some multipliers, and by how much they and the experts differ."""

    dates: Ints
    assignments: Ints
    pairs: Ints
    couplings: Ints
    loss: int
    calls: int


class LagrangianRelaxation:
    """One tier of fit, burden, delay and cost, the counted tiers above not to be worsened."""

    def __init__(self, tables: Tables, tier: Tier, plan: Plan, above: Above) -> None:
        self.problem = tables.problem
        self.seats = sum(mission.seats for mission in self.problem.missions.values())
        self.missions = tuple(self.problem.missions.values())
        self.tables = tables
        self.above = above
        self.burden = tier.get("burden", 0)
        assignments = assignments_of(self.problem, tables, tier, plan)
        self.bonus = int(assignments.cost.max(initial=0)) + 1
        self.retake(assignments)
        self.couplings: Couplings = couplings_of(self.problem, assignments.dates)
        pairs, roles = assignments.pairs, assignments.roles
        self.knapsacks = ExpertKnapsacks(self.problem, pairs, roles, SCALE * self.burden)
        self._pinned = SCALE * self.bonus * int(pairs.pinned.sum())
        self.patterns: SeatPatterns = seat_patterns(self.problem, self._fills(above), above)

    def retake(self, assignments: Assignments) -> None:
        """Turn to these assignments."""
        self.assignments = assignments
        self.dates = assignments.date
        self.teams = MissionSubproblems(assignments)
        pinned = assignments.pairs.pinned[assignments.pair]
        self._cost = SCALE * (assignments.cost - np.where(pinned, self.bonus, 0).astype(np.int32))
        self._missions = np.flatnonzero(np.diff(assignments.dates.first))
        self.calls: CallSum = calls_of(self.tables, assignments, self.above.calls)

    @cached_property
    def free(self) -> Multipliers:
        """No multipliers at all."""
        return Multipliers(
            np.zeros(len(self.assignments.pairs.role), dtype=np.int64),
            np.zeros(len(self.couplings.most), dtype=np.int64),
        )

    def must_speak(self, mission: Mission) -> bool:
        """Would a language of the mission that nobody speaks worsen the tiers above?"""
        return (
            self.patterns.spare < mission.priority * self.above.loss.vacancy
            or self.patterns.exact_spare < mission.priority * self.above.exact.vacancy
        )

    def evaluate(self, multipliers: Multipliers) -> Evaluation:
        """Every least cost at these multipliers, and the bound in units of the tier."""
        cost = self._cost + multipliers.pairs.astype(np.int32)[self.assignments.pair]
        if multipliers.calls:
            cost += np.int32(multipliers.calls) * self.calls.factor
        dates = self.assignments.dates
        penalty = SCALE * dates.delay + self.couplings.penalties(
            multipliers.couplings, len(dates.start)
        )
        least = self.teams.seats_by_opening(cost)
        teams = self.teams.by_date(least)
        by_mission = self._by_mission(teams[-1], penalty)
        by_pattern = self._patterns(by_mission, multipliers.loss)
        best = lowest_at(by_pattern, self.patterns.group)
        knapsack = self.knapsacks.solve(multipliers.pairs)
        total = int(by_pattern[best].sum()) + self._pinned - knapsack.total
        total -= int(multipliers.couplings @ self.couplings.most) + math.ceil(
            multipliers.loss * self.patterns.spare
        )
        total -= multipliers.calls * self.calls.most
        return Evaluation(
            cost, penalty, least, teams, by_mission, by_pattern, best, knapsack, total
        )

    def minimiser(self, evaluation: Evaluation) -> Minimiser:
        """What is chosen at the multipliers of these costs."""
        fill = self.fill(evaluation)
        dates = self._dates(evaluation, fill)
        wanted = fill[:, self.assignments.dates.mission[dates]]
        parts = self.teams.chosen(evaluation.teams, evaluation.least, dates, wanted)
        assignments = self.teams.sit(evaluation.cost, dates, parts)
        count = len(self.assignments.pairs.role)
        more = np.bincount(self.assignments.pair[assignments], minlength=count)
        more -= np.bincount(evaluation.knapsack.pairs, minlength=count)
        more[self.assignments.pairs.expert == ANYBODY] = 0
        lost = int(self.patterns.loss[evaluation.best].sum()) - self.patterns.spare
        couplings = self.couplings.excess(dates, len(self.assignments.dates.start))
        calls = int(self.calls.factor[assignments].sum()) - self.calls.most
        return Minimiser(dates, assignments, more, couplings, lost, calls)

    def fill(self, evaluation: Evaluation) -> Ints:
        """[(seats, spoken), mission] of the best seat patterns."""
        sizes = np.diff(np.append(self.patterns.first, len(self.patterns.mission)))
        at = ranges(self.patterns.first[evaluation.best], sizes[evaluation.best])
        fill = np.zeros((2, len(self.assignments.dates.first) - 1), dtype=np.int64)
        fill[:, self.patterns.mission[at]] = self.patterns.seats[at], self.patterns.spoken[at]
        return fill

    def _dates(self, evaluation: Evaluation, fill: Ints) -> Ints:
        """The cheapest date of each mission for its fill; none where not being held is cheaper."""
        dates = self.assignments.dates
        seats, spoken = fill[:, dates.mission]
        cost = evaluation.teams[-1][seats, spoken, np.arange(len(dates.start))] + evaluation.penalty
        best = lowest_at(cost, dates.first[self._missions])
        chosen: Ints = best[(seats[best] > 0) | (cost[best] < 0)]
        return chosen

    def _by_mission(self, teams: Ints, penalty: Ints) -> Ints:
        """[k, spoken, mission]: least cost on any date, or of not being held."""
        missions = len(self.assignments.dates.first) - 1
        found = np.full((*teams.shape[:2], missions), NEVER, dtype=np.int64)
        if len(self._missions):
            first = self.assignments.dates.first[self._missions]
            found[:, :, self._missions] = np.minimum.reduceat(teams + penalty, first, axis=2)
        found[0, 0] = np.minimum(found[0, 0], 0)
        return found

    def _patterns(self, by_mission: Ints, loss: float) -> Ints:
        cost = by_mission[self.patterns.seats, self.patterns.spoken, self.patterns.mission]
        paid = np.floor(loss * self.patterns.loss).astype(np.int64)
        total: Ints = np.add.reduceat(cost, self.patterns.first) + paid
        return total

    def _fills(self, above: Above) -> dict[MissionId, list[Fill]]:
        """What each mission could fill on some date, whatever the others do."""
        teams = self.teams.by_date(self.teams.seats_by_opening(self._cost))
        possible = self._by_mission(teams[-1], np.zeros_like(self.assignments.dates.delay)) < NEVER
        found = {}
        for number, mission in enumerate(self.missions):
            least = self.tables.least_half_days(mission)
            found[mission.id] = [
                Fill(k, f, k * least, above.loss.of(mission, k, f), above.exact.of(mission, k, f))
                for k, f in np.argwhere(possible[:, :, number]).tolist()
                if k <= mission.seats
            ]
        return found
