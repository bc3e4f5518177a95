"""A few missions free, everything else as it is: a small problem that is solved as a whole.

What the others take is taken from the people, programmes and places of the small problem, so that
each of its right plans is one of the whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from matcher.arrays import Flags, Numbers, Rows
from matcher.halfdays import HalfDay
from matcher.index.tables import Candidate, Tables
from matcher.plan import Plan
from matcher.problem import (
    Expert,
    Held,
    Mission,
    MissionId,
    MissionRole,
    Problem,
    Programme,
    Role,
)
from matcher.review import review
from matcher.rules import RULES
from matcher.rules.limits import beside
from matcher.solve.construct.agenda import Agenda
from matcher.solve.construct.partial_plan import PartialPlan
from matcher.solve.context import SolveContext
from matcher.solve.cpsat.objective import ObjectiveTerms
from matcher.solve.cpsat.run import Run, run
from matcher.solve.cpsat.variables import Variables
from matcher.solve.parameters.lns import LNS


@dataclass(frozen=True, slots=True)
class Improvement:
    """A better plan of the free missions, if there is one, and the work that it took."""

    plan: Plan | None
    work: float


class Neighbourhood:
    """Some missions of a partial plan, which holds and seats all others."""

    def __init__(
        self,
        context: SolveContext,
        draft: PartialPlan,
        agenda: Agenda,
        free: Sequence[MissionId],
        before: Plan,
    ) -> None:
        self.context = context
        self._draft = draft
        self._agenda = agenda
        self._free = {name: context.problem.missions[name] for name in sorted(free)}
        self._before = before

    def solve(self, seconds: float, work: float | None) -> Improvement:
        """Look for a plan that is better in the tiers at hand and no worse in those above."""
        now = review(self._problem, self._before).tiers
        x = Variables(self._problem, self._tables)
        for rule in RULES:
            rule.declare(x)
        for name in self._free:
            if self._agenda.is_awaited(name):
                x.model.add(x.held(name) == 1)
        terms = ObjectiveTerms(self._problem, x)
        for tier in self.context.tiers_above:
            x.model.add(terms.tier(tier) <= now[tier])
        objective = terms.of(self.context.group)
        x.model.add(objective <= self.context.group.total(now) - 1)
        x.minimise(objective)
        found: Run = run(x.model, self.context.settings, seconds, work)
        if found.value is None:
            return Improvement(None, found.work)
        plan = x.plan(found.value).missions
        return Improvement(Plan({name: plan[name] for name in self._free}), found.work)

    @cached_property
    def _problem(self) -> Problem:
        """The small problem; what stands by only fills places."""
        problem, beside = self.context.problem, self._bystanders
        missions = {name: self._alone(mission) for name, mission in self._free.items()} | beside
        experts = {c.expert.id: c.expert for found in self._candidates.values() for c in found}
        pins = {name: pin for name, pin in problem.pins.items() if name in self._free}
        pins |= {name: Held(self._agenda.starts[name]) for name in beside}
        return replace(
            problem,
            missions={name: missions[name] for name in sorted(missions)},
            experts={name: experts[name] for name in sorted(experts)},
            programmes={name: self._left(p) for name, p in problem.programmes.items()},
            pins=pins,
            published={m: held for m, held in problem.published.items() if m in self._free},
        )

    def _alone(self, mission: Mission) -> Mission:
        return replace(mission, after=tuple(a for a in mission.after if a.mission in self._free))

    def _left(self, programme: Programme) -> Programme:
        """What the other missions leave of a programme."""
        spent = self._draft.spent
        most, money = programme.expert_half_days_max, programme.budget_max
        return replace(
            programme,
            expert_half_days_max=None if most is None else most - spent[programme.id, "half_days"],
            by_institution={
                home: share - spent[programme.id, f"of {home}"]
                for home, share in programme.by_institution.items()
            },
            budget_max=None if money is None else money - spent[programme.id, "cost"],
        )

    @cached_property
    def _bystanders(self) -> dict[MissionId, Mission]:
        """Other missions on site, where a place has room for several."""
        others = {name for mission in self._free.values() for name in self._agenda.beside(mission)}
        missions = self.context.problem.missions
        return {name: replace(missions[name], after=(), programme=None) for name in others}

    @cached_property
    def _tables(self) -> Tables:
        starts = self._starts | {name: (self._agenda.starts[name],) for name in self._bystanders}
        tables = self.context.tables.at(starts)
        tables.candidates.update(self._candidates)
        return tables

    @cached_property
    def _starts(self) -> dict[MissionId, tuple[HalfDay, ...]]:
        """The starts that the places and the order of the other missions leave."""
        allowed = self.context.tables.starts
        return {
            name: tuple(start for start in allowed[name] if self._agenda.admits(mission, start))
            for name, mission in self._free.items()
        }

    @cached_property
    def _candidates(self) -> dict[MissionRole, tuple[Candidate, ...]]:
        found: dict[MissionRole, tuple[Candidate, ...]] = {
            (mission.id, role.id): ()
            for mission in self._bystanders.values()
            for role in mission.roles
        }
        for mission in self._free.values():
            for role in mission.roles:
                found[mission.id, role.id] = self._candidates_of(mission, role)
        return found

    def _candidates_of(self, mission: Mission, role: Role) -> tuple[Candidate, ...]:
        """Who could come on some start with all that they do elsewhere, the best of them."""
        tables, starts = self.context.tables, self._starts[mission.id]
        rows = tables.able(mission, role)
        free = tables.free(mission, rows, starts) if starts else np.zeros((0, len(rows)), bool)
        for k in np.flatnonzero(free.any(axis=0) & self._draft.is_sent[rows]).tolist():
            free[:, k] &= self._has_room(mission, starts, int(rows[k]))
        rows, free = rows[free.any(axis=0)], free[:, free.any(axis=0)]
        chosen = self._best(mission, role, rows)
        rows, free = rows[chosen], free[:, chosen]
        misfit = tables.misfit(mission, role, rows).tolist()
        cost = tables.cost(mission, rows).tolist()
        when = np.array(starts, dtype=np.int64)
        return tuple(
            Candidate(self._expert(row), tuple(when[free[:, k]].tolist()), misfit[k], cost[k])
            for k, row in enumerate(rows.tolist())
        )

    def _has_room(self, mission: Mission, starts: tuple[HalfDay, ...], row: int) -> Flags:
        """[start]: does it meet nothing that the expert does elsewhere?"""
        draft = self._draft
        commitments = (draft.commitment(mission, start, row) for start in starts)
        fits = (
            commitment is not None and draft.blockers(commitment, row) == []
            for commitment in commitments
        )
        return np.fromiter(fits, np.bool_, len(starts))

    def _best(self, mission: Mission, role: Role, rows: Rows) -> Numbers:
        """The places of the best candidates, and of whoever sits there now."""
        most = LNS.candidates * role.count
        if len(rows) <= most:
            return np.arange(len(rows))
        tables = self.context.tables
        length = tables.least_half_days(mission)
        carried = tables.census.load[rows] + np.array([self._given(row) for row in rows.tolist()])
        strain = 10 * tables.misfit(mission, role, rows) + length * (length + 2 * carried)
        sitting = [tables.census.row[e] for e in self._before.held(mission.id).experts]
        strain[np.isin(rows, sitting)] = -1
        return np.sort(np.lexsort((rows, strain))[:most])

    def _given(self, row: int) -> int:
        commitments = self._draft.commitments.get(row, ())
        return sum(len(commitment.taken) for commitment in commitments)

    def _expert(self, row: int) -> Expert:
        """The expert with what is left beside the other missions."""
        expert, given = self.context.tables.experts[row], self._given(row)
        if not given:
            return expert
        return beside(expert, len(self._draft.commitments[row]), given)
