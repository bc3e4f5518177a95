"""The best right plan so far; nothing gets in that the reader has not passed."""

from dataclasses import replace

from matcher.plan import Breach, Plan, Review
from matcher.problem import ExpertId, Held, MissionId, Problem
from matcher.review import review
from matcher.rules.double import Double
from matcher.rules.rest import Rest
from matcher.solve.settling import settle

_LAZY = {*Double.codes, *Rest.codes}
"""What the model of everything is told of only where a plan breaks it."""


class Incumbent:
    """Keeps the best plan that `review` finds right, tier by tier.

    `settled` is the same plan without needless dates: what is told to others. The search goes
    on from `plan`, whose empty missions show where there is room.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.plan: Plan | None = None
        self.review: Review | None = None
        self.settled: Plan | None = None
        self.settled_review: Review | None = None

    @property
    def tiers(self) -> tuple[int, ...]:
        """The values of the best plan's tiers. Raises: ValueError where there is no plan."""
        if self.review is None:
            raise ValueError("There is no plan yet.")
        return self.review.tiers

    def offer(self, plan: Plan) -> bool:
        """Take a plan, mended if some of its experts are doubled, if it is right and better."""
        found = review(self.problem, plan)
        if found.breaches and all(breach.code in _LAZY for breach in found.breaches):
            plan = without(self.problem, plan, found.breaches)
            found = review(self.problem, plan)
        if found.breaches or (self.review is not None and found.tiers >= self.review.tiers):
            return False
        self.plan, self.review = plan, found
        self.settled, self.settled_review = plan, found
        return True

    def settle(self) -> None:
        """Leave out the needless dates of the best plan; where that is better, it is the best."""
        if self.plan is None or self.review is None:
            return
        self.settled, self.settled_review = settle(self.problem, self.plan, self.review)
        if self.settled_review.tiers < self.review.tiers:
            self.plan, self.review = self.settled, self.settled_review


def doubled(problem: Problem, plan: Plan) -> frozenset[ExpertId]:
    """The experts whose missions clash or lie too near each other."""
    found = review(problem, plan).breaches
    return frozenset(b.expert for b in found if b.code in _LAZY and b.expert is not None)


def without(problem: Problem, plan: Plan, breaches: tuple[Breach, ...]) -> Plan:
    """The plan without the experts of these breaches in their missions; pinned ones stay."""
    missions = dict(plan.missions)
    for breach in breaches:
        if breach.mission is not None and breach.expert is not None:
            pin = problem.pins.get(breach.mission)
            if pin is None or breach.expert not in pin.experts:
                missions[breach.mission] = _less(missions, breach.mission, breach.expert)
    return Plan(missions)


def _less(missions: dict[MissionId, Held], mission: MissionId, expert: ExpertId) -> Held:
    held = missions[mission]
    team = {role: tuple(e for e in seated if e != expert) for role, seated in held.team.items()}
    return replace(held, team={role: seated for role, seated in team.items() if seated})
