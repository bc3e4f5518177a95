"""The calls path: the fewest people to call, proven by rounds that know more and more names.

A plan with few calls leaves most missions as they were published, so that a model of those plans
is small: the published people by name, all others as counts. Each round is a relaxation of the
whole problem and its bound counts; where its seats find people, its plan is the best there is.
Where they do not, everybody who could sit there is named in the next round.
"""

from matcher.problem import Measure, Tier
from matcher.solve.desk import Desk
from matcher.solve.engine import Ears, Value, whole_number
from matcher.solve.keeping.budget import Budget
from matcher.solve.keeping.joining import joined
from matcher.solve.keeping.partly import Place
from matcher.solve.keeping.round import Asked, Round
from matcher.solve.tiers import COUNTED, is_counted

_MORE = 2
"""So many calls more than are forced are allowed first, twice as many each time after."""
_FEW = 6
"""Candidates of a role who are always named."""
_PRICE = 1.0e-4
"""Seconds, or deterministic ones, that a column takes until the model is built, about."""


def suits(desk: Desk) -> bool:
    """Calls alone are at hand, and above them tiers that speak of seats."""
    problem = desk.problem
    at_hand = [problem.objective[tier] for tier in desk.group.tiers]
    above = [problem.objective[tier] for tier in desk.tiers_above]
    return (
        any("calls" in _weighed(tier) for tier in at_hand)
        and all(_weighed(tier) <= {"calls"} for tier in at_hand)
        and all(is_counted(problem, tier) and _weighed(tier) <= COUNTED for tier in above)
    )


def walk(desk: Desk) -> None:
    """Round after round, until proven, out of time or at a loss."""
    if desk.best.plan is not None:
        Calling(desk).walk()


class Calling:
    """One walk of the path: what is allowed, and who is named by now."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._budget = Budget(desk.tables)
        self._weight = sum(
            weight * desk.problem.objective[tier].get("calls", 0)
            for weight, tier in zip(desk.group.weights, desk.group.tiers, strict=True)
        )
        self._more = _MORE
        self._named = self._scarce()

    def walk(self) -> None:
        """Allow more calls where there is no plan with so few; name more where nobody is."""
        desk = self.desk
        desk.raise_bound(self._weight * self._budget.least)
        while desk.is_open and not desk.out_of_time():
            least = max(self._budget.least, -(-desk.bound // self._weight))
            most = min(desk.value // self._weight - 1, least + self._more)
            if not self._walk_round(most):
                return

    def _walk_round(self, most: int) -> bool:
        """Solve one round; is there any use in another?"""
        desk = self.desk
        round_ = Round(desk, Asked(self._budget.starts(most), frozenset(self._named)))
        building = _PRICE * round_.size
        if not desk.affords(building):
            return False
        desk.spend(building)
        beyond = self._weight * (most + 1)

        def hear(bound: float) -> None:
            desk.raise_bound(min(beyond, whole_number(bound)))

        found = round_.solve(most, self._weight, Ears(lambda value: None, hear))
        desk.spend(found.work)
        if found.infeasible:
            desk.raise_bound(beyond)
            self._more *= 2
            return True
        if found.value is None:
            return False
        hear(found.bound)
        return self._use(round_, found.value)

    def _use(self, round_: Round, value: Value) -> bool:
        """Offer what a round found; name those of whom it counted too many."""
        places = {p: n for p in round_.counted() if (n := value(round_.x.joining(*p)))}
        self.desk.offer(joined(self.desk.tables, round_.x.plan(value), places))
        self._named |= places.keys()
        return bool(places)

    def _scarce(self) -> set[Place]:
        """The roles that few could take: counting them hides that they have other seats."""
        tables = self.desk.tables
        return {
            (mission.id, role.id)
            for mission in self.desk.problem.missions.values()
            for role in mission.roles
            if len(tables.able(mission, role)) <= _FEW * role.count
        }


def _weighed(tier: Tier) -> set[Measure]:
    return {measure for measure, weight in tier.items() if weight}
