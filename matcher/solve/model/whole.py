"""The whole path: one model of everything, solved again while a solution doubles somebody."""

from matcher.problem import ExpertId
from matcher.rules import RULES
from matcher.rules.double import Double
from matcher.rules.rest import Rest
from matcher.solve.desk import Desk
from matcher.solve.engine import Ears, Run, Value, run, whole_number
from matcher.solve.incumbent import doubled
from matcher.solve.model.variables import Variables
from matcher.solve.model.weighing import Weighing

_PAIRS_A_SECOND = 8_000
"""Pairs of an expert and a role that the model takes in a second, about, until it is built."""


def suits(desk: Desk) -> bool:
    """Every rule and every measure is in the model, if there is time enough to build it."""
    problem, tables = desk.problem, desk.tables
    seats = [(mission, role) for mission in problem.missions.values() for role in mission.roles]
    pairs = sum(len(tables.able(mission, role)) for mission, role in seats)
    return desk.affords(pairs / _PAIRS_A_SECOND)


def walk(desk: Desk) -> None:
    """Solve, watch the experts whom the solution doubles, and solve again."""
    Whole(desk).walk()


class Whole:
    """The model of the whole problem for one group; doubles and rest are said when broken."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.x = Variables(desk.problem, desk.tables)
        self._watched: set[ExpertId] = set()
        for rule in RULES:
            if not isinstance(rule, Double | Rest):
                rule.declare(self.x)
        weighing = Weighing(desk.problem, self.x)
        for tier in desk.tiers_above:
            self.x.model.add(weighing.tier(tier) <= desk.best.tiers[tier])
        objective = weighing.of(desk.group)
        if desk.bound:
            self.x.model.add(objective >= desk.bound)
        self.x.minimise(objective)

    def walk(self) -> None:
        """Round after round, until nobody is doubled or time is out."""
        desk = self.desk
        while desk.is_open and not desk.out_of_time():
            if desk.best.plan is not None:
                self.x.hint(desk.best.plan)
            found = self._run()
            if found.value is None:
                break
            clashing = doubled(desk.problem, self.x.plan(found.value)) - self._watched
            if not clashing:
                break
            self._watch(clashing)

    def _run(self) -> Run:
        """One run, heard while it goes on.

        With a work limit only its last solution counts: which of several equally good ones
        comes first depends on the clock.
        """
        desk, x = self.desk, self.x

        def on_solution(value: Value) -> None:
            if desk.work_left is None:
                desk.offer(x.plan(value))

        def on_bound(bound: float) -> None:
            desk.raise_bound(whole_number(bound))

        ears = Ears(on_solution, on_bound)
        found = run(x.model, desk.settings, *desk.portion(1.0), ears)
        desk.spend(found.work)
        if found.value is not None:
            desk.offer(x.plan(found.value))
            desk.raise_bound(whole_number(found.bound))
        return found

    def _watch(self, experts: frozenset[ExpertId]) -> None:
        """Say now what the model left unsaid of these experts: no doubles, enough rest."""
        self._watched |= experts
        Double().declare_for(self.x, sorted(experts))
        Rest().declare_for(self.x, sorted(experts))
