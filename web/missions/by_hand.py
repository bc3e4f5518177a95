"""Staffing by hand: who could sit where on a day."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from db.mapping.ids import expert_id, mission_id, role_id, row_id
from db.models import MissionRow
from db.moments import to_index
from db.text import order_key
from matcher.diary import Diary
from matcher.eligibility import is_pinned, requirement_refusals
from matcher.fit import fit
from matcher.halfdays import HalfDay
from matcher.plan import Plan
from matcher.problem import Expert, ExpertId, Held, Mission, Problem, Role, RoleId


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could sit in a role: how well they suit, and whether they are free then.

    Who `is_kept_out` sits there as published, and may not be asked again.
    """

    key: int
    name: str
    fit: int
    is_free: bool
    is_kept_out: bool = False
    order: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A mission in its problem, beside the live plan; `lines` are what people are called."""

    problem: Problem
    plan: Plan
    mission: MissionRow
    lines: Mapping[int, tuple[str, str]] = field(default_factory=dict)

    def candidates(
        self, role: Role, start: HalfDay, seated: Collection[ExpertId] = ()
    ) -> list[Candidate]:
        """Who meets the role, or sits in it; those first who are free on that start."""
        diary = Diary(self.problem, self._others())
        found = []
        for somebody in self.problem.experts.values():
            if somebody.id in seated or self._meets(role, somebody):
                suits = fit(self.problem, self.asked, role, somebody).total
                free = diary.has_room(self.asked, start, somebody)
                key, name = row_id(somebody.id), somebody.name or somebody.id
                order, line = self.lines.get(key, (order_key(name), name))
                out = somebody.id in self.asked.banned
                found.append(Candidate(key, line, suits, free, out, order))
        return sorted(found, key=lambda c: (c.is_kept_out, not c.is_free, -c.fit, c.order))

    @property
    def asked(self) -> Mission:
        """The mission as the matcher knows it."""
        return self.problem.missions[mission_id(self.mission.id)]

    def _meets(self, role: Role, expert: Expert) -> bool:
        if is_pinned(self.problem, self.asked, role, expert):
            return True
        return next(requirement_refusals(self.problem, self.asked, role, expert), None) is None

    def _others(self) -> Plan:
        """The live plan without this mission."""
        key = mission_id(self.mission.id)
        return Plan({other: held for other, held in self.plan.missions.items() if other != key})


def free_of_promises(problem: Problem, mission: MissionRow) -> Problem:
    """The problem in which only what the coordinator pinned binds this mission.

    A promise to the partner binds the search; the coordinator may change it by hand. A pin of
    somebody who has declined binds nobody: the problem knows it no more.
    """
    team: dict[RoleId, tuple[ExpertId, ...]] = {}
    held = problem.pins.get(mission_id(mission.id), Held()).experts
    for pin in mission.pins:
        role = role_id(pin.role_id)
        if expert_id(pin.expert_id) in held:
            team[role] = (*team.get(role, ()), expert_id(pin.expert_id))
    start = mission.pinned_start
    fixed = Held(None if start is None else to_index(start, problem.horizon), team)
    pins = {key: pin for key, pin in problem.pins.items() if key != mission_id(mission.id)}
    return replace(
        problem, pins=pins if fixed == Held() else pins | {mission_id(mission.id): fixed}
    )
