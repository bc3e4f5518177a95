"""The decision variables of the whole problem: dates, counts, and who sits where."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from ortools.sat.python.cp_model import IntVar

from matcher.halfdays import HalfDay
from matcher.index.tables import Candidate, Tables
from matcher.plan import Plan
from matcher.problem import (
    Expert,
    ExpertId,
    Held,
    InstitutionId,
    MissionId,
    MissionRole,
    Problem,
    RoleId,
)
from matcher.solve.bounds.by_start import StartBounds
from matcher.solve.cpsat.clashes import Clash, ClashKey, Taken, find_clash
from matcher.solve.cpsat.skeleton import Expr, InPlan, Skeleton

Named = frozenset[MissionRole]
"""Roles for which a model knows who sits in them."""


@dataclass(frozen=True, slots=True)
class Sit:
    """May this expert sit in this role? The variable, and what it would mean."""

    mission: MissionId
    role: RoleId
    expert: Expert
    starts: tuple[HalfDay, ...]
    misfit: int
    cost: int
    var: IntVar


class Variables(Skeleton):
    """Rules and measures ask these for what they constrain and sum; only here are they made.

    Roles outside `named`, where it is given, have counts only: a relaxation.
    """

    def __init__(
        self,
        problem: Problem,
        tables: Tables,
        named: Named | None = None,
        start_bounds_of: Mapping[MissionId, StartBounds] | None = None,
    ) -> None:
        super().__init__(problem, tables, start_bounds_of)
        self._sits: dict[MissionRole, list[Sit]] = {}
        self._of: dict[ExpertId, list[Sit]] = defaultdict(list)
        self._clashes: dict[ClashKey, Clash] = {}
        self._half_days: dict[tuple[MissionId, RoleId, ExpertId], Expr] = {}
        for mission in problem.missions.values():
            for role in mission.roles:
                if named is None or (mission.id, role.id) in named:
                    found = tables.candidates[mission.id, role.id]
                    self._sits[mission.id, role.id] = [
                        self._sit(mission.id, role.id, candidate) for candidate in found
                    ]
                    self._link(mission.id, role.id)
            is_named = not self.roles_without_names(mission.id)
            for language, rank in mission.speaks.items() if is_named else ():
                speakers = [
                    s.var
                    for s in self.sits(mission.id)
                    if s.expert.languages.get(language, 0) >= rank
                ]
                self.model.add(self.spoken(mission.id, language) <= sum(speakers))

    def roles_without_names(self, mission: MissionId) -> list[RoleId]:
        """The roles of a mission of which the model knows the count alone."""
        roles = [role.id for role in self.problem.missions[mission].roles]
        return [role for role in roles if (mission, role) not in self._sits]

    def nameless(self, mission: MissionId) -> Expr:
        """How many of a mission's team the model does not know by name."""
        return sum(self.filled(mission, role) for role in self.roles_without_names(mission))

    @property
    def candidates(self) -> Iterable[ExpertId]:
        """Everybody who may sit anywhere."""
        return self._of

    @cached_property
    def all_sits(self) -> tuple[Sit, ...]:
        """Every (mission, role, expert) that may be."""
        return tuple(sit for sits in self._sits.values() for sit in sits)

    def sits(self, mission: MissionId) -> list[Sit]:
        """Everybody who may join a mission's team, role by role."""
        roles = self.problem.missions[mission].roles
        return [sit for role in roles for sit in self.sits_in(mission, role.id)]

    def sits_in(self, mission: MissionId, role: RoleId) -> list[Sit]:
        """Everybody who may sit in a role."""
        return self._sits.get((mission, role), [])

    def sits_of(self, expert: ExpertId) -> list[Sit]:
        """Everywhere that an expert may sit."""
        return self._of.get(expert, [])

    def sits_by_expert(self, mission: MissionId) -> Mapping[ExpertId, list[Sit]]:
        """The roles that each candidate of a mission may take."""
        found: dict[ExpertId, list[Sit]] = defaultdict(list)
        for sit in self.sits(mission):
            found[sit.expert.id].append(sit)
        return found

    def missions_of(self, expert: ExpertId) -> list[MissionId]:
        """The missions that an expert may join, each once, in order."""
        return list(dict.fromkeys(sit.mission for sit in self.sits_of(expert)))

    def taken(
        self, mission: MissionId, start: HalfDay, institution: InstitutionId
    ) -> tuple[HalfDay, ...]:
        """Half-days that a start takes of an expert of an institution; () if impossible."""
        return self.tables.taken(self.problem.missions[mission], start, institution) or ()

    def clock(self, mission: MissionId, institution: InstitutionId) -> str:
        """Experts of institutions with the same clock lose the same half-days."""
        return self.tables.clock(self.problem.missions[mission], institution)

    def half_days(self, sit: Sit) -> Expr:
        """Half-days occupied through a seat; 0 where it is not taken, never below the truth."""
        key = (sit.mission, sit.role, sit.expert.id)
        if key not in self._half_days:
            self._half_days[key] = self._in_half_days(sit)
        return self._half_days[key]

    def length(self, sit: Sit) -> Mapping[HalfDay, int]:
        """Half-days that each start takes of the expert in a seat."""
        home, mission = sit.expert.institution, self.problem.missions[sit.mission]
        if mission.venue != "remote":
            return dict.fromkeys(sit.starts, len(mission.away(0)))
        return {start: len(self.taken(sit.mission, start, home)) for start in sit.starts}

    def clash(self, key: ClashKey, first: Taken, second: Taken) -> Clash:
        """Do the dates of two missions clash? True, False, or a variable that must say so.

        `key` begins with the two missions; starts clash where their half-days meet. Asked
        again with the same key, the answer is the same.
        """
        if key not in self._clashes:
            self._clashes[key] = find_clash(self, key, first, second)
        return self._clashes[key]

    def forbid_both(
        self, expert: ExpertId, first: MissionId, second: MissionId, clash: Clash
    ) -> None:
        """An expert is not in both teams while the dates clash."""
        if clash is False:
            return
        both = [s.var for s in self.sits_of(expert) if s.mission in (first, second)]
        if clash is True:
            self.model.add_at_most_one(both)
        else:
            self.model.add(sum(both) + clash <= 2)

    def kept(self, mission: MissionId, expert: ExpertId, start: HalfDay) -> IntVar:
        """Is the expert still in the team and the start still the same?"""

        def is_kept(plan: Plan) -> bool:
            held = plan.held(mission)
            return held.start == start and expert in held.experts

        kept = self.bool(f"kept[{mission},{expert}]", is_kept)
        sits = self.sits_by_expert(mission)[expert]
        self.model.add(kept <= sum(sit.var for sit in sits))
        self.model.add_implication(kept, self.starts(mission)[start])
        return kept

    def square(self, expert: ExpertId) -> IntVar:
        """The square of the half-days that an expert is given."""
        sits = self.sits_of(expert)
        most = sum(max(self.length(sit).values()) for sit in sits)
        given = self._given(expert)
        half_days = self.integer(0, most, f"half_days[{expert}]", given)
        self.model.add(half_days == sum(self.half_days(sit) for sit in sits))
        squared = self.integer(0, most**2, f"square[{expert}]", lambda plan: given(plan) ** 2)
        self.model.add_multiplication_equality(squared, [half_days, half_days])
        return squared

    def called_upon(self, expert: ExpertId) -> IntVar:
        """Does the expert sit anywhere?"""
        missions = self.missions_of(expert)
        called = self.bool(
            f"called[{expert}]",
            lambda plan: any(expert in plan.held(mission).experts for mission in missions),
        )
        for sit in self.sits_of(expert):
            self.model.add_implication(sit.var, called)
        return called

    @cached_property
    def finish(self) -> IntVar:
        """The end of the last held mission, in half-days of the horizon; 0 if none is held."""

        def end(plan: Plan) -> int:
            return max(
                (
                    held.start + self.problem.missions[mission].length
                    for mission, held in plan.missions.items()
                    if held.start is not None
                ),
                default=0,
            )

        return self.integer(0, len(self.problem.horizon), "finish", end)

    def plan(self, value: Callable[[IntVar], int]) -> Plan:
        """The plan that the values of a solution mean."""
        missions = {}
        for mission in self.problem.missions.values():
            chosen = [start for start, var in self.starts(mission.id).items() if value(var)]
            team = {
                role.id: tuple(
                    s.expert.id for s in self.sits_in(mission.id, role.id) if value(s.var)
                )
                for role in mission.roles
            }
            seated = {role: experts for role, experts in team.items() if experts}
            missions[mission.id] = Held(chosen[0], seated) if chosen else Held()
        return Plan(missions)

    def _sit(self, mission: MissionId, role: RoleId, candidate: Candidate) -> Sit:
        expert = candidate.expert
        var = self.bool(
            f"sits[{mission},{role},{expert.id}]",
            lambda plan: expert.id in plan.held(mission).team.get(role, ()),
        )
        sit = Sit(mission, role, expert, candidate.starts, candidate.misfit, candidate.cost, var)
        self._of[expert.id].append(sit)
        return sit

    def _link(self, mission: MissionId, role: RoleId) -> None:
        seated = sum(sit.var for sit in self._sits[mission, role])
        self.model.add(self.filled(mission, role) == seated)

    def _in_half_days(self, sit: Sit) -> Expr:
        """The least number on any start, plus one for each more where the start costs it."""
        length = self.length(sit)
        least, most = min(length.values()), max(length.values())
        total: Expr = least * sit.var
        for number in range(least + 1, most + 1):
            longer = frozenset(start for start, taken in length.items() if taken >= number)
            name = f"extra[{sit.mission},{sit.role},{sit.expert.id},{number}]"
            extra = self.bool(name, _sits_within(sit, longer))
            self.model.add(extra >= sit.var + self.starts_within(sit.mission, longer) - 1)
            total = total + extra
        return total

    def _given(self, expert: ExpertId) -> InPlan:
        lengths = [(sit, self.length(sit)) for sit in self.sits_of(expert)]

        def given(plan: Plan) -> int:
            return sum(
                length.get(held.start, 0)
                for sit, length in lengths
                if (held := plan.held(sit.mission)).start is not None
                and expert in held.team.get(sit.role, ())
            )

        return given


def _sits_within(sit: Sit, starts: frozenset[HalfDay]) -> InPlan:
    def sits(plan: Plan) -> bool:
        held = plan.held(sit.mission)
        return held.start in starts and sit.expert.id in held.team.get(sit.role, ())

    return sits
