"""The CP-SAT strategy: one model of everything, solved again while a solution doubles somebody.

Model: every rule and measure declares itself to CP-SAT. Relaxation: double bookings and rest are
said of those experts alone whom a solution has doubled (lazy constraints; G. Dantzig, R. Fulkerson,
S. Johnson 1954). A model with fewer rules has no worse an optimum: each round's bound holds.
"""

from matcher.problem import ExpertId
from matcher.rules import RULES
from matcher.rules.double import Double
from matcher.rules.rest import Rest
from matcher.solve.context import SolveContext
from matcher.solve.cpsat.objective import ObjectiveTerms
from matcher.solve.cpsat.run import Callbacks, Run, Value, run, whole_number
from matcher.solve.cpsat.variables import Variables
from matcher.solve.incumbent import doubled
from matcher.solve.parameters.cpsat import CPSAT


def suits(context: SolveContext) -> bool:
    """Every rule and every measure is in the model, if there is time enough to build it."""
    problem, tables = context.problem, context.tables
    seats = [(mission, role) for mission in problem.missions.values() for role in mission.roles]
    pairs = sum(len(tables.able(mission, role)) for mission, role in seats)
    return context.affords(pairs / CPSAT.pairs_a_second)


def improve(context: SolveContext) -> None:
    """Solve, watch the experts whom the solution doubles, and solve again."""
    Whole(context).improve()


class Whole:
    """The model of the whole problem for one group; doubles and rest are said when broken."""

    def __init__(self, context: SolveContext) -> None:
        self.context = context
        self.x = Variables(context.problem, context.tables)
        self._watched: set[ExpertId] = set()
        for rule in RULES:
            if not isinstance(rule, Double | Rest):
                rule.declare(self.x)
        terms = ObjectiveTerms(context.problem, self.x)
        for tier in context.tiers_above:
            self.x.model.add(terms.tier(tier) <= context.best.tiers[tier])
        objective = terms.of(context.group)
        if context.bound:
            self.x.model.add(objective >= context.bound)
        self.x.minimise(objective)

    def improve(self) -> None:
        """Round after round, until nobody is doubled or time is out."""
        context = self.context
        while context.is_open and not context.out_of_time():
            if context.best.plan is not None:
                self.x.hint(context.best.plan)
            found = self._run()
            if found.value is None:
                break
            clashing = doubled(context.problem, self.x.plan(found.value)) - self._watched
            if not clashing:
                break
            self._watch(clashing)

    def _run(self) -> Run:
        """One run, heard while it goes on.

        With a work limit only its last solution counts: which of several equally good ones
        comes first depends on the clock.
        """
        context, x = self.context, self.x

        def on_solution(value: Value) -> None:
            if context.work_left is None:
                context.offer(x.plan(value))

        def on_bound(bound: float) -> None:
            context.raise_bound(whole_number(bound))

        callbacks = Callbacks(on_solution, on_bound)
        found = run(x.model, context.settings, *context.portion(1.0), callbacks)
        context.spend(found.work)
        if found.value is not None:
            context.offer(x.plan(found.value))
            context.raise_bound(whole_number(found.bound))
        return found

    def _watch(self, experts: frozenset[ExpertId]) -> None:
        """Say now what the model left unsaid of these experts: no doubles, enough rest."""
        self._watched |= experts
        Double().declare_for(self.x, sorted(experts))
        Rest().declare_for(self.x, sorted(experts))
