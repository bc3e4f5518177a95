"""What of a published plan is still right, as a partial plan that others can fill."""

from collections.abc import Iterable

import numpy as np

from matcher.halfdays import HalfDay
from matcher.index.tables import Tables
from matcher.plan import Plan
from matcher.problem import Held, Mission, MissionId, RoleId
from matcher.rules.plurality import is_mixed
from matcher.solve.bounds.precedence import topological
from matcher.solve.construct.agenda import Agenda
from matcher.solve.construct.first_dates import nearest
from matcher.solve.construct.partial_plan import PartialPlan


def kept(tables: Tables, published: Plan, pinned: Plan) -> Plan:
    """A right plan: what is pinned, then published dates and teams as far as rules allow.

    A mission whose published start is no longer allowed goes where most of its team can.
    """
    kept_plan = KeptPlan(tables, pinned)
    missions = [m for m in topological(tables.problem) if m.id in published.missions]
    for mission in missions:
        kept_plan.date(mission, published.held(mission.id))
    for mission in missions:
        kept_plan.move(mission, published.held(mission.id))
    return kept_plan.draft.plan()


class KeptPlan:
    """A partial plan that holds what is pinned and takes one published mission after the other."""

    def __init__(self, tables: Tables, pinned: Plan) -> None:
        self._tables = tables
        self.draft = PartialPlan(tables)
        self.draft.take(pinned)
        self._agenda = Agenda(tables.problem, self.draft.starts)

    def date(self, mission: Mission, before: Held) -> None:
        """Hold a mission as it was, where its published start is still possible."""
        start = before.start
        if mission.id not in self.draft.starts:
            if start is None or not self._may_start(mission, start):
                return
            self._hold(mission, start)
        self._seat(mission, before)

    def move(self, mission: Mission, before: Held) -> None:
        """Hold a mission that is not dated yet where most of its published team can come."""
        if mission.id in self.draft.starts or not before.experts:
            return
        starts = [s for s in self._tables.starts[mission.id] if self._agenda.admits(mission, s)]
        if starts:
            best = max(nearest(mission, starts), key=lambda s: self._could_come(mission, before, s))
            self._hold(mission, best)
            self._seat(mission, before)

    def _may_start(self, mission: Mission, start: HalfDay) -> bool:
        allowed = start in self._tables.starts[mission.id]
        return allowed and self._agenda.admits(mission, start)

    def _hold(self, mission: Mission, start: HalfDay) -> None:
        self._agenda.hold(mission, start)
        self.draft.starts[mission.id] = start

    def _could_come(self, mission: Mission, before: Held, start: HalfDay) -> int:
        """How many of a published team are free on another start."""
        able = self._able(mission, before, start)
        return sum(self._fits(mission, start, row) for _, row in able)

    def _seat(self, mission: Mission, before: Held) -> None:
        start = self.draft.starts[mission.id]
        for role, row in self._able(mission, before, start):
            seated = self.draft.teams[mission.id].get(role, [])
            has_room = len(seated) < mission.role(role).count
            is_seated = row in self.draft.team(mission.id)
            if has_room and not is_seated and self._fits(mission, start, row):
                self.draft.seat(mission.id, role, row)
        self._mix(mission)

    def _fits(self, mission: Mission, start: HalfDay, row: int) -> bool:
        commitment = self.draft.commitment(mission, start, row)
        return (
            commitment is not None
            and self.draft.blockers(commitment, row) == []
            and self.draft.affords(mission, commitment, row)
        )

    def _able(self, mission: Mission, before: Held, start: HalfDay) -> Iterable[tuple[RoleId, int]]:
        """Who of a published team still meets their role and is free then."""
        number = self._tables.census.row
        for role in mission.roles:
            known = [number[name] for name in before.team.get(role.id, ()) if name in number]
            rows = np.array(known, dtype=np.int32)
            rows = rows[np.isin(rows, self._tables.able(mission, role))]
            free = self._tables.free(mission, rows, (start,))[0]
            yield from ((role.id, row) for row in rows[free].tolist())

    def _mix(self, mission: Mission) -> None:
        """Keep one member where those who are left all belong to one group."""
        groups = self._tables.census.groups
        members = [
            (role, row)
            for role, rows in self.draft.teams[mission.id].items()
            for row in rows
            if groups[row] >= 0
        ]
        if is_mixed(mission) and len({int(groups[row]) for _, row in members}) == 1:
            members.sort(key=lambda member: not self._is_pinned(mission.id, member[1]))
            for role, row in members[1:]:
                if not self._is_pinned(mission.id, row):
                    self.draft.unseat(mission.id, role, row)

    def _is_pinned(self, mission: MissionId, row: int) -> bool:
        pin = self._tables.problem.pins.get(mission)
        return pin is not None and self._tables.experts[row].id in pin.experts
