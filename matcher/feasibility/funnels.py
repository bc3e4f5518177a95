"""Funnels: how many experts are left as the requirements of a seat are added, one by one."""

from collections.abc import Iterator

import numpy as np

from matcher.arrays import Flags, Rows
from matcher.feasibility.openings import Openings
from matcher.index.tables import Tables
from matcher.nights import Nights, nights
from matcher.plan import FunnelStep, Plan
from matcher.problem import Mission, Role
from matcher.rules.requirements import lacking

_STEPS = ("kind", "institution", "domains", "languages")
"""The steps of what a role asks for, in the order of its requirements."""


class Funnels:
    """The funnel of any seat of a plan, all experts at once."""

    def __init__(self, tables: Tables, plan: Plan) -> None:
        self.census = tables.census
        self._tables, self._plan = tables, plan
        self._openings = Openings(tables, plan)
        self._meeting: dict[object, tuple[tuple[FunnelStep, ...], Rows]] = {}

    def of(self, mission: Mission, role: Role) -> tuple[FunnelStep, ...]:
        """Experts left as the requirements of a role are added one after the other."""
        steps, able = self._meets(role)
        willing = able[~self._tables.barred(mission)[able]]
        available = self._openings.available(mission, willing)
        free = self._openings.free_in_plan(mission, available)
        left = {"not_excluded": willing, "available": available, "free_in_plan": free}
        return (*steps, *(FunnelStep(step, len(rows)) for step, rows in left.items()))

    def nights(self, mission: Mission, role: Role) -> Nights:
        """Whom of those who fit the hours of a remote mission keep away."""
        if mission.venue != "remote":
            return Nights()
        able = self._meets(role)[1]
        willing = able[~self._tables.barred(mission)[able]]
        available = self._openings.available(mission, willing)
        held = self._plan.held(mission.id).start
        return nights(self._tables, mission, held, willing, available)

    def _meets(self, role: Role) -> tuple[tuple[FunnelStep, ...], Rows]:
        """The steps that any role of the same requirements has; many ask for the same."""
        levels, ranks = frozenset(role.domains.items()), frozenset(role.languages.items())
        asked = (role.kind, frozenset(role.institutions), levels, ranks)
        if asked not in self._meeting:
            left = np.ones(len(self.census.experts), dtype=np.bool_)
            steps = [FunnelStep("all", len(left))]
            for step, able in self._requirements(role):
                left = left & able
                steps.append(FunnelStep(step, int(np.count_nonzero(left))))
            self._meeting[asked] = tuple(steps), np.flatnonzero(left).astype(np.int32)
        return self._meeting[asked]

    def _requirements(self, role: Role) -> Iterator[tuple[str, Flags]]:
        """[expert] by the step's name: who has what the role asks for."""
        for step, (_code, without) in zip(_STEPS, lacking(self.census, role), strict=True):
            yield step, ~without
