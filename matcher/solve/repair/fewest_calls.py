"""The calls strategy: the fewest people to call, proven by rounds that know more and more names.

Model: a plan with few calls leaves most missions as they were published, so that a model of those
plans is small: the published people and scarce roles by name, all others as counts, at most so many
calls. Relaxation: a count allows whatever its people could do, so that each round's bound counts,
and where there is no plan with `k` calls, `k + 1` is one. Where a round's seats find people, its
plan is the best there is; all roles whom somebody joined are named in the next. After minimal
perturbation (R. Barták, T. Müller, H. Rudová 2004).
"""

from matcher.problem import MissionRole
from matcher.solve.context import SolveContext
from matcher.solve.cpsat.run import Callbacks, Value, whole_number
from matcher.solve.parameters.repair import REPAIR
from matcher.solve.repair.call_budget import CallBudget
from matcher.solve.repair.call_round import CallRound, RoundRequest
from matcher.solve.repair.name_joiners import joined
from matcher.solve.tiers import COUNTED, is_counted, measured


def suits(context: SolveContext) -> bool:
    """Calls alone are at hand, and above them tiers that speak of seats."""
    problem = context.problem
    at_hand = [problem.objective[tier] for tier in context.group.tiers]
    above = [problem.objective[tier] for tier in context.tiers_above]
    return (
        any("calls" in measured(tier) for tier in at_hand)
        and all(measured(tier) <= {"calls"} for tier in at_hand)
        and all(is_counted(problem, tier) and measured(tier) <= COUNTED for tier in above)
    )


def improve(context: SolveContext) -> None:
    """Round after round, until proven, out of time or at a loss."""
    if context.best.plan is not None:
        FewestCalls(context).improve()


class FewestCalls:
    """One run of the strategy: what is allowed, and who is named by now."""

    def __init__(self, context: SolveContext) -> None:
        self.context = context
        self._budget = CallBudget(context.tables)
        self._weight = sum(
            weight * context.problem.objective[tier].get("calls", 0)
            for weight, tier in zip(context.group.weights, context.group.tiers, strict=True)
        )
        self._more = REPAIR.more
        self._named = self._scarce()

    def improve(self) -> None:
        """Allow more calls where there is no plan with so few; name more where nobody is."""
        context = self.context
        context.raise_bound(self._weight * self._budget.least)
        while context.is_open and not context.out_of_time():
            least = max(self._budget.least, -(-context.bound // self._weight))
            most = min(context.value // self._weight - 1, least + self._more)
            if not self._solve_round(most):
                return

    def _solve_round(self, most: int) -> bool:
        """Solve one round; is there any use in another?"""
        context = self.context
        round_ = CallRound(context, RoundRequest(self._budget.starts(most), frozenset(self._named)))
        building = REPAIR.work_a_column * round_.size
        if not context.affords(building):
            return False
        context.spend(building)
        beyond = self._weight * (most + 1)

        def hear(bound: float) -> None:
            context.raise_bound(min(beyond, whole_number(bound)))

        found = round_.solve(most, self._weight, Callbacks(lambda value: None, hear))
        context.spend(found.work)
        if found.infeasible:
            context.raise_bound(beyond)
            self._more *= 2
            return True
        if found.value is None:
            return False
        hear(found.bound)
        return self._use(round_, found.value)

    def _use(self, round_: CallRound, value: Value) -> bool:
        """Offer what a round found; name those of whom it counted too many."""
        places = {p: n for p in round_.counted() if (n := value(round_.x.joining(*p)))}
        self.context.offer(joined(self.context.tables, round_.x.plan(value), places))
        self._named |= places.keys()
        return bool(places)

    def _scarce(self) -> set[MissionRole]:
        """The roles that few could take: counting them hides that they have other seats."""
        tables = self.context.tables
        return {
            (mission.id, role.id)
            for mission in self.context.problem.missions.values()
            for role in mission.roles
            if len(tables.able(mission, role)) <= REPAIR.few * role.count
        }
