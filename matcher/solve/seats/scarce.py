"""The scarce path: names where people are scarce, counts elsewhere; more names each round.

Where a role has many candidates somebody can nearly always be found, so a model needs names only
for the others. Each round is a relaxation of the whole problem, and its bound counts; its dates
and names are a start from which the other seats are filled by hand.
"""

from dataclasses import replace

from matcher.plan import Plan
from matcher.problem import Mission, MissionId, Problem
from matcher.rules import RULES
from matcher.rules.programmes import Programmes
from matcher.solve.desk import Desk
from matcher.solve.engine import Ears, Value, run, whole_number
from matcher.solve.model.variables import Named, Variables
from matcher.solve.model.weighing import Weighing
from matcher.solve.seats.count import speaks_of_seats
from matcher.solve.seats.filling import fill, fill_by_hand
from matcher.solve.seats.master import bound_programmes
from matcher.solve.seats.scarcity import Scarcity

_FIRST = 4
_FACTOR = 2
_MOST = 400
"""Candidates beyond which a role is never called scarce."""
_PAIRS_A_SECOND = 2_500
"""Pairs of an expert and a role that a model takes in a second, about, until it is built."""
_SHARE_OF_A_ROUND = 0.5


def suits(desk: Desk) -> bool:
    """Dates and seat counts alone decide the tiers at hand."""
    return speaks_of_seats(desk, desk.group)


def walk(desk: Desk) -> None:
    """Round after round with more roles named, until proven, out of time or too large."""
    scarcity = Scarcity(desk.tables, _MOST)
    few, before = _FIRST, Named()
    while few <= _MOST and desk.is_open and not desk.out_of_time():
        roles = scarcity.named(few)
        if roles != before:
            building = scarcity.pairs(roles) / _PAIRS_A_SECOND
            if not desk.affords(building):
                return
            desk.spend(building)
            Scarce(desk, roles).walk()
        few, before = few * _FACTOR, roles


class Scarce:
    """The missions that touch a scarce role: names there, counts elsewhere."""

    def __init__(self, desk: Desk, roles: Named) -> None:
        self.desk = desk
        self._counted = desk.counting.counted(desk.weights)
        self._part = _part(desk.problem, roles)
        self._roles = roles
        self._elsewhere = sum(
            target.price
            for mission, target in self._counted.targets.items()
            if mission not in self._part.missions
        )

    def walk(self) -> None:
        """Solve the model, then fill the other seats on its dates."""
        desk = self.desk
        x = self._model()
        ears = Ears(lambda value: None, self._hear_bound)
        found = run(x.model, desk.settings, *desk.portion(_SHARE_OF_A_ROUND), ears)
        desk.spend(found.work)
        if found.value is not None:
            self._hear_bound(found.bound)
            if desk.is_open and not desk.out_of_time():
                self._complete(x, found.value)

    def _model(self) -> Variables:
        desk = self.desk
        x = Variables(self._part, desk.tables, self._roles, desk.counting.reach)
        for rule in RULES:
            if not isinstance(rule, Programmes):
                rule.declare(x)
        bound_programmes(x)
        # No "at least" here: what is elsewhere is a bound, so the part may cost less than the rest.
        x.minimise(Weighing(self._part, x).of(desk.group))
        if desk.best.plan is not None:
            x.hint(desk.best.plan)
        return x

    def _hear_bound(self, bound: float) -> None:
        self.desk.raise_bound(self._elsewhere + whole_number(bound))

    def _complete(self, x: Variables, value: Value) -> None:
        """The named seats as they are; everything else dated and named around them."""
        named = {mission for mission, _ in self._roles}
        held = {m: held for m, held in x.plan(value).missions.items() if m in named}
        base = Plan({**self.desk.pinned.missions, **held})
        found = self._counted.with_seats(
            {
                mission.id: sum(value(x.filled(mission.id, role.id)) for role in mission.roles)
                for mission in self._part.missions.values()
            }
        )
        if not fill(self.desk, found, base):
            fill_by_hand(self.desk, found, base)


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
