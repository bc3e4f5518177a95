"""Starts and seat counts of every mission, without names: the part that all models share.

Every variable knows the value it takes in a given plan, so that hints are complete.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ortools.sat.python.cp_model import CpModel, IntVar, LinearExpr

from matcher.halfdays import HalfDay
from matcher.index.tables import Tables
from matcher.plan import Plan
from matcher.problem import Expert, Language, Mission, MissionId, MissionRole, Problem, RoleId
from matcher.solve.bounds.by_start import StartBounds, start_bounds

InPlan = Callable[[Plan], int]
Expr = LinearExpr | int


@dataclass(frozen=True, slots=True)
class _Known:
    var: IntVar
    value: InPlan


class Skeleton:
    """Decision variables for dates and for how many sit in each role, not for who.

    What a start can give at best (`StartBounds`) bounds the counts: a valid relaxation of the
    whole problem, whose bound counts.
    """

    def __init__(
        self,
        problem: Problem,
        tables: Tables,
        start_bounds_of: Mapping[MissionId, StartBounds] | None = None,
    ) -> None:
        self.problem = problem
        self.tables = tables
        self.model = CpModel()
        self._known: list[_Known] = []
        self._starts: dict[MissionId, dict[HalfDay, IntVar]] = {}
        self._held: dict[MissionId, IntVar] = {}
        self._within: dict[tuple[MissionId, frozenset[HalfDay]], IntVar] = {}
        self._filled: dict[MissionRole, IntVar] = {}
        self._spoken: dict[tuple[MissionId, Language], IntVar] = {}
        self._whole: dict[MissionId, IntVar] = {}
        for mission in problem.missions.values():
            self._date(mission)
            known = (
                start_bounds_of[mission.id]
                if start_bounds_of is not None
                else start_bounds(tables, mission)
            )
            self._count(mission, known)

    def bool(self, name: str, value: InPlan) -> IntVar:
        """A new yes-or-no variable, with the value it takes in a plan."""
        return self._remember(self.model.new_bool_var(name), value)

    def integer(self, low: int, high: int, name: str, value: InPlan) -> IntVar:
        """A new whole number from low to high, with the value it takes in a plan."""
        return self._remember(self.model.new_int_var(low, high, name), value)

    def _remember(self, var: IntVar, value: InPlan) -> IntVar:
        self._known.append(_Known(var, value))
        return var

    def starts(self, mission: MissionId) -> Mapping[HalfDay, IntVar]:
        """Does the mission start then? One variable for each allowed start."""
        return self._starts[mission]

    def held(self, mission: MissionId) -> IntVar:
        """Is the mission held at all?"""
        return self._held[mission]

    def starts_within(self, mission: MissionId, starts: Iterable[HalfDay]) -> IntVar:
        """Does the mission start at one of these? One variable a set, however often asked."""
        asked = frozenset(starts)
        if len(asked) == len(self._starts[mission]):
            return self._held[mission]
        if len(asked) == 1:
            return self._starts[mission][next(iter(asked))]
        key = (mission, asked)
        if key not in self._within:
            name = f"within[{mission},{len(self._within)}]"
            self._within[key] = self.bool(name, lambda plan: plan.held(mission).start in asked)
            chosen = sum(self._starts[mission][start] for start in sorted(asked))
            self.model.add(chosen == self._within[key])
        return self._within[key]

    def filled(self, mission: MissionId, role: RoleId) -> IntVar:
        """How many seats of the role are filled: 0 to its count."""
        return self._filled[mission, role]

    def spoken(self, mission: MissionId, language: Language) -> IntVar:
        """Does somebody in the team speak the language well enough?"""
        return self._spoken[mission, language]

    def whole(self, mission: MissionId) -> IntVar:
        """Is the mission held, every seat filled and every language spoken?"""
        return self._whole[mission]

    def hint(self, plan: Plan) -> None:
        """Tell the solver a plan, every variable of it."""
        self.model.clear_hints()  # type: ignore[no-untyped-call]  # ortools has no type for it
        for known in self._known:
            self.model.add_hint(known.var, int(known.value(plan)))

    def minimise(self, objective: Expr) -> None:
        """Replace the objective."""
        self.model.clear_objective()  # type: ignore[no-untyped-call]  # ortools has no type for it
        self.model.minimize(objective)

    def _date(self, mission: Mission) -> None:
        name = mission.id
        self._starts[name] = {
            start: self.bool(f"start[{name},{start}]", _starts_at(name, start))
            for start in self.tables.starts[name]
        }
        held = self.bool(f"held[{name}]", lambda plan: plan.held(name).start is not None)
        self._held[name] = held
        self.model.add(sum(self._starts[name].values()) == held)

    def _count(self, mission: Mission, best: StartBounds) -> None:
        name, starts = mission.id, self._starts[mission.id]
        for role in mission.roles:
            filled = self.integer(
                0, role.count, f"filled[{name},{role.id}]", _seated(name, role.id)
            )
            self._filled[name, role.id] = filled
            most = (best.seats[role.id][start] * var for start, var in starts.items())
            self.model.add(filled <= sum(most))
        everybody = sum(self._filled[name, role.id] for role in mission.roles)
        self.model.add(everybody <= sum(best.team[start] * var for start, var in starts.items()))
        for language, rank in mission.speaks.items():
            speaks = self._speaks(name, language, rank)
            spoken = self.bool(f"spoken[{name},{language}]", speaks)
            self._spoken[name, language] = spoken
            heard = sum(var for start, var in starts.items() if start in best.heard[language])
            self.model.add(spoken <= heard)
        whole = self.bool(f"whole[{name}]", self._is_whole(mission))
        self._whole[name] = whole
        self.model.add(whole <= sum(starts[start] for start in best.whole))

    def _speaks(self, mission: MissionId, language: Language, rank: int) -> InPlan:
        def speaks(expert: Expert | None) -> bool:
            return expert is not None and expert.languages.get(language, 0) >= rank

        return lambda plan: any(
            speaks(self.problem.experts.get(expert)) for expert in plan.held(mission).experts
        )

    def _is_whole(self, mission: Mission) -> InPlan:
        def whole(plan: Plan) -> bool:
            held = plan.held(mission.id)
            return (
                held.start is not None
                and all(len(held.team.get(r.id, ())) == r.count for r in mission.roles)
                and all(self._speaks(mission.id, *need)(plan) for need in mission.speaks.items())
            )

        return whole


def _starts_at(mission: MissionId, start: HalfDay) -> InPlan:
    return lambda plan: plan.held(mission).start == start


def _seated(mission: MissionId, role: RoleId) -> InPlan:
    return lambda plan: len(plan.held(mission).team.get(role, ()))
