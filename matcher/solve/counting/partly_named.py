"""The partly named strategy: names where people are scarce, counts elsewhere, round by round.

Model: where a role has many candidates somebody can nearly always be found, so only the others
are named: those with at most so many candidates a seat, twice as many each round; missions without
such a role are left to counting. Relaxation: a count allows whatever its people could do, and
missions left out keep the bound that counting gave, so that the sum is a bound of the whole. Dates
and names of a round are a start from which the other seats are filled by hand. Names added until
the relaxation is tight: iterative aggregation (D. F. Rogers et al. 1991).
"""

from dataclasses import replace

from matcher.plan import Plan
from matcher.problem import Mission, MissionId, Problem
from matcher.rules import RULES
from matcher.rules.programmes import Programmes
from matcher.solve.construct.complete import complete_at_once, complete_greedily
from matcher.solve.context import SolveContext
from matcher.solve.counting.master import bound_programmes
from matcher.solve.counting.scarce_roles import ScarceRoles
from matcher.solve.cpsat.objective import ObjectiveTerms
from matcher.solve.cpsat.run import Callbacks, Value, run, whole_number
from matcher.solve.cpsat.variables import Named, Variables
from matcher.solve.parameters.counting import COUNTING


def suits(context: SolveContext) -> bool:
    """Dates and seat counts alone decide the tiers at hand."""
    return context.speaks_of_seats


def improve(context: SolveContext) -> None:
    """Round after round with more roles named, until proven, out of time or too large."""
    scarcity = ScarceRoles(context.tables, COUNTING.most_named)
    few, before = COUNTING.first_named, Named()
    while few <= COUNTING.most_named and context.is_open and not context.out_of_time():
        roles = scarcity.named(few)
        if roles != before:
            building = scarcity.pairs(roles) / COUNTING.pairs_a_second
            if not context.affords(building):
                return
            context.spend(building)
            PartlyNamed(context, roles).improve()
        few, before = max(few + 1, few * COUNTING.factor), roles


class PartlyNamed:
    """The missions that touch a scarce role: names there, counts elsewhere."""

    def __init__(self, context: SolveContext, roles: Named) -> None:
        self.context = context
        self._counted = context.counting.counted(context.weights)
        self._part = _part(context.problem, roles)
        self._roles = roles
        self._elsewhere = sum(
            target.price
            for mission, target in self._counted.targets.items()
            if mission not in self._part.missions
        )

    def improve(self) -> None:
        """Solve the model, then fill the other seats on its dates."""
        context = self.context
        x = self._model()
        callbacks = Callbacks(lambda value: None, self._hear_bound)
        found = run(
            x.model, context.settings, *context.portion(COUNTING.share_of_a_round), callbacks
        )
        context.spend(found.work)
        if found.value is not None:
            self._hear_bound(found.bound)
            if context.is_open and not context.out_of_time():
                self._complete(x, found.value)

    def _model(self) -> Variables:
        context = self.context
        x = Variables(self._part, context.tables, self._roles, context.counting.by_start)
        for rule in RULES:
            if not isinstance(rule, Programmes):
                rule.declare(x)
        bound_programmes(x)
        # No "at least" here: what is elsewhere is a bound, so the part may cost less than the rest.
        x.minimise(ObjectiveTerms(self._part, x).of(context.group))
        if context.best.plan is not None:
            x.hint(context.best.plan)
        return x

    def _hear_bound(self, bound: float) -> None:
        self.context.raise_bound(self._elsewhere + whole_number(bound))

    def _complete(self, x: Variables, value: Value) -> None:
        """The named seats as they are; everything else dated and named around them."""
        named = {mission for mission, _ in self._roles}
        held = {m: held for m, held in x.plan(value).missions.items() if m in named}
        base = Plan({**self.context.pinned.missions, **held})
        found = self._counted.with_seats(
            {
                mission.id: sum(value(x.filled(mission.id, role.id)) for role in mission.roles)
                for mission in self._part.missions.values()
            }
        )
        if not complete_at_once(self.context, found, base):
            complete_greedily(self.context, found, base)


def _part(problem: Problem, roles: Named) -> Problem:
    """The missions with a named role, what they follow and what follows them.

    With each goes every mission of its programme: what one leaves, another may use. What else
    they follow is left aside: a relaxation.
    """
    missions = problem.missions
    near = {mission for mission, _ in roles}
    near |= {after.mission for name in near for after in missions[name].after}
    near |= {m.id for m in missions.values() if any(a.mission in near for a in m.after)}
    programmes = {missions[name].programme for name in near} - {None}
    inside = {m.id: m for m in missions.values() if m.id in near or m.programme in programmes}
    return replace(
        problem,
        missions={name: _among(inside[name], inside) for name in sorted(inside)},
        pins={name: pin for name, pin in problem.pins.items() if name in inside},
        published={name: held for name, held in problem.published.items() if name in inside},
    )


def _among(mission: Mission, inside: dict[MissionId, Mission]) -> Mission:
    return replace(mission, after=tuple(a for a in mission.after if a.mission in inside))
