"""Local search: each seat in turn goes to whoever suits it best with the rest as it is.

On large problems this gives within seconds most of what the Lagrangian strategy finds in
minutes; it relaxes nothing and proves nothing.
"""

from collections.abc import Iterator

import numpy as np

from matcher.arrays import Numbers, Rows
from matcher.problem import ExpertId, Mission, MissionId, Role
from matcher.rules.plurality import are_of_one_group, is_mixed
from matcher.solve.construct.partial_plan import PartialPlan
from matcher.solve.context import SolveContext
from matcher.solve.parameters.lns import REASSIGN
from matcher.solve.tiers import SEPARABLE, is_counted


def suits(context: SolveContext) -> bool:
    """Fit, burden or cost are at hand; above them, seats or calls alone."""
    objective = context.problem.objective
    at_hand = {
        name for tier in context.group.tiers for name, weight in objective[tier].items() if weight
    }
    return (
        bool(at_hand & {"misfit", "burden", "cost"})
        and at_hand <= SEPARABLE
        and all(
            is_counted(context.problem, objective[tier]) or not objective[tier].keys() - {"calls"}
            for tier in context.tiers_above
        )
    )


def improve(context: SolveContext) -> None:
    """A few passes over all seats, each offered as a whole."""
    reassigning = Reassigning(context)
    for _ in range(REASSIGN.passes):
        before = context.value
        reassigning.go()
        context.offer(reassigning.draft.plan())
        if context.value == before or context.out_of_time():
            return


class Reassigning:
    """The best plan, whose seats change hands; dates stay."""

    def __init__(self, context: SolveContext) -> None:
        self.context = context
        self.draft = PartialPlan(context.tables)
        if context.best.plan is not None:
            self.draft.take(context.best.plan)
        tier = context.problem.objective[context.group.tiers[-1]]
        self._misfit, self._burden = tier.get("misfit", 0), tier.get("burden", 0)
        self._cost = tier.get("cost", 0)
        self._carried: Numbers = context.tables.census.load.copy()
        for row, commitments in self.draft.commitments.items():
            self._carried[row] += sum(len(commitment.taken) for commitment in commitments)

    def go(self) -> None:
        """Every filled seat once, in the order of the problem."""
        for mission, role, row in list(self._filled()):
            if self.context.out_of_time():
                return
            self.context.spend(REASSIGN.work_a_seat)
            self._unseat(mission, role, row)
            self._seat(mission, role, self._best(mission, role, row))

    def _filled(self) -> Iterator[tuple[Mission, Role, int]]:
        for mission in self.context.problem.missions.values():
            staying = self._staying(mission.id)
            for role in mission.roles:
                for row in self.draft.teams.get(mission.id, {}).get(role.id, ()):
                    if self.draft.tables.experts[row].id not in staying:
                        yield mission, role, row

    def _staying(self, mission: MissionId) -> set[ExpertId]:
        """Who is pinned, or published: somebody else in their place would be a call more."""
        problem = self.context.problem
        held = (problem.pins.get(mission), problem.published.get(mission))
        return {expert for each in held if each is not None for expert in each.experts}

    def _best(self, mission: Mission, role: Role, row: int) -> int:
        """The cheapest candidate who can come; whoever sat there if none is cheaper."""
        rows = self._candidates(mission, role, row)
        price = self._price(mission, role, rows)
        few = (
            np.argpartition(price, REASSIGN.tried)[: REASSIGN.tried]
            if len(rows) > REASSIGN.tried
            else np.arange(len(rows))
        )
        ranked = few[np.lexsort((rows[few], price[few]))]
        least = int(price[rows == row].min(initial=np.iinfo(np.int64).max))
        for place in ranked.tolist():
            if price[place] >= least:
                break
            if self._can_come(mission, int(rows[place])):
                return int(rows[place])
        return row

    def _candidates(self, mission: Mission, role: Role, row: int) -> Rows:
        """Who is able and free that day, and speaks what only the one before spoke."""
        tables, start = self.draft.tables, self.draft.starts[mission.id]
        rows: Rows = tables.able(mission, role)
        rows = rows[tables.free(mission, rows, (start,))[0]]
        team = self.draft.team(mission.id)
        for language, rank in mission.speaks.items():
            ranks = tables.census.rank(language)
            if ranks[row] >= rank and not any(ranks[other] >= rank for other in team):
                rows = rows[ranks[rows] >= rank]
        return rows

    def _price(self, mission: Mission, role: Role, rows: Rows) -> Numbers:
        """[row]: what the tier at hand would pay for each."""
        tables = self.draft.tables
        length = self.draft.half_days(mission)[tables.census.clock[rows]]
        price = self._misfit * tables.misfit(mission, role, rows)
        price += self._burden * length * (length + 2 * self._carried[rows])
        if self._cost:
            price += self._cost * tables.cost(mission, rows)
        return price

    def _can_come(self, mission: Mission, row: int) -> bool:
        draft, team = self.draft, self.draft.team(mission.id)
        commitment = draft.commitment(mission, draft.starts[mission.id], row)
        return (
            commitment is not None
            and row not in team
            and draft.blockers(commitment, row) == []
            and draft.affords(mission, commitment, row)
            and self._is_plural(mission, [*team, row])
        )

    def _is_plural(self, mission: Mission, team: list[int]) -> bool:
        groups = self.draft.tables.census.groups[team]
        return not (is_mixed(mission) and are_of_one_group(groups.tolist()))

    def _unseat(self, mission: Mission, role: Role, row: int) -> None:
        self._carry(mission.id, row, -1)
        self.draft.unseat(mission.id, role.id, row)

    def _seat(self, mission: Mission, role: Role, row: int) -> None:
        self.draft.seat(mission.id, role.id, row)
        self._carry(mission.id, row, 1)

    def _carry(self, mission: MissionId, row: int, sign: int) -> None:
        commitment = next(
            commitment
            for commitment in self.draft.commitments[row]
            if commitment.mission == mission
        )
        self._carried[row] += sign * len(commitment.taken)
