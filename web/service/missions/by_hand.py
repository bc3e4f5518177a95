"""Staffing by hand: who could sit where on a day."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from db.ids import expert_id, mission_id, role_id, row_id
from db.models import MissionRow
from db.moments import moment, to_index, to_number
from db.text import order_key
from matcher.eligibility import is_pinned, occupied, requirement_refusals
from matcher.feasibility.commitments import Commitments
from matcher.feasibility.joining import Joining
from matcher.feasibility.room import has_room
from matcher.fit import fit
from matcher.halfdays import HalfDay
from matcher.index.tables import Tables
from matcher.plan import Plan
from matcher.problem import Expert, ExpertId, Held, Mission, Problem, Role, RoleId
from web.language.sentences.noes import No

Against = Literal["busy", "night", "not_then", "kept_out", "declined"]
"""Why somebody is not to be had: busy, a session at night, a no to these days or to all, a ban."""
_RANKS: Mapping[Against | None, int] = {None: 0, "busy": 1, "night": 1, "not_then": 1}


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could sit in a role: how well they suit, and what speaks against the start.

    Who is `declined` or `kept_out` sits there as published, and may not be asked again.
    """

    key: int
    name: str
    fit: int
    against: Against | None = None
    order: str = ""
    meets: bool = True
    """Does the role's requirement hold? Who sits there already is listed without."""

    @property
    def is_free(self) -> bool:
        """Is there nothing to be said against it?"""
        return self.against is None


@dataclass(frozen=True, slots=True)
class Table:
    """A mission in its problem, beside the live plan.

    `lines` are what people are called, `noes` what they have said no to.
    """

    problem: Problem
    plan: Plan
    mission: MissionRow
    lines: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    noes: Mapping[tuple[str, str], tuple[No, ...]] = field(default_factory=dict)

    def candidates(
        self, role: Role, start: HalfDay, seated: Collection[ExpertId] = ()
    ) -> list[Candidate]:
        """Who meets the role, or sits in it; those first who are free on that start."""
        free = self._free(start)
        found = []
        for somebody in self.problem.experts.values():
            meets = self._meets(role, somebody)
            if somebody.id in seated or meets:
                suits = fit(self.problem, self.asked, role, somebody).total
                against = self._against(somebody, start, free)
                key, name = row_id(somebody.id), somebody.name or somebody.id
                order, line = self.lines.get(key, (order_key(name), name))
                found.append(Candidate(key, line, suits, against, order, meets))
        return sorted(found, key=lambda c: (_RANKS.get(c.against, 2), -c.fit, c.order))

    @property
    def asked(self) -> Mission:
        """The mission as the matcher knows it."""
        return self.problem.missions[mission_id(self.mission.id)]

    def _against(
        self, expert: Expert, start: HalfDay, free: Collection[ExpertId]
    ) -> Against | None:
        said = self.noes.get((self.asked.id, expert.id), ())
        if expert.id in self.asked.banned:
            return "declined" if any(no.ends is None for no in said) else "kept_out"
        if expert.id in free:
            return None
        taken = occupied(self.problem, self.asked, start, expert.institution)
        if taken is None:
            return "night"
        horizon = self.problem.horizon
        days = [moment(to_number(each, horizon)) for each in (taken[0], taken[-1])]
        is_no = any(no.is_behind("availability.busy", days) for no in said)
        return "not_then" if is_no else "busy"

    def _meets(self, role: Role, expert: Expert) -> bool:
        if is_pinned(self.problem, self.asked, role, expert):
            return True
        return next(requirement_refusals(self.problem, self.asked, role, expert), None) is None

    def _free(self, start: HalfDay) -> frozenset[ExpertId]:
        """Whose time leaves room for the mission on that start, the rest of the plan kept."""
        tables = Tables(self.problem)
        everybody = np.arange(len(tables.experts), dtype=np.int32)
        plan = Commitments(tables, self._others())
        room = has_room(Joining(plan, self.asked, (start,), everybody))[0]
        return frozenset(tables.experts[row].id for row in np.flatnonzero(room).tolist())

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
