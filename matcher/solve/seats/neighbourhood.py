"""A few missions free, everything else as it is: a small problem that is solved as a whole.

What the others take is taken from the people, programmes and places of the small problem, so that
each of its right plans is one of the whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from matcher.census import Flags, Rows
from matcher.halfdays import HalfDay
from matcher.plan import Plan
from matcher.problem import (
    Expert,
    Held,
    Mission,
    MissionId,
    Problem,
    Programme,
    Role,
    RoleId,
)
from matcher.review import review
from matcher.rules import RULES
from matcher.solve.desk import Desk
from matcher.solve.engine import Run, run
from matcher.solve.model.variables import Variables
from matcher.solve.model.weighing import Weighing
from matcher.solve.seats.agenda import Agenda
from matcher.solve.seats.draft import Draft
from matcher.tables import Candidate, Tables

_KEPT = 24
"""Candidates kept for each seat of a role: those who fit best, and those who sit there now."""


@dataclass(frozen=True, slots=True)
class Found:
    """A better plan of the free missions, if there is one, and the work that it took."""

    plan: Plan | None
    work: float


class Neighbourhood:
    """Some missions of a draft, which holds and seats all others."""

    def __init__(
        self, desk: Desk, draft: Draft, agenda: Agenda, free: Sequence[MissionId], before: Plan
    ) -> None:
        self.desk = desk
        self._draft = draft
        self._agenda = agenda
        self._free = {name: desk.problem.missions[name] for name in sorted(free)}
        self._before = before

    def solve(self, seconds: float, work: float | None) -> Found:
        """Look for a plan that is better in the tiers at hand and no worse in those above."""
        now = review(self._problem, self._before).tiers
        x = Variables(self._problem, self._tables)
        for rule in RULES:
            rule.declare(x)
        for name in self._free:
            if self._agenda.is_awaited(name):
                x.model.add(x.held(name) == 1)
        weighing = Weighing(self._problem, x)
        for tier in self.desk.tiers_above:
            x.model.add(weighing.tier(tier) <= now[tier])
        objective = weighing.of(self.desk.group)
        x.model.add(objective <= self.desk.group.total(now) - 1)
        x.minimise(objective)
        found: Run = run(x.model, self.desk.settings, seconds, work)
        if found.value is None:
            return Found(None, found.work)
        plan = x.plan(found.value).missions
        return Found(Plan({name: plan[name] for name in self._free}), found.work)

    @cached_property
    def _problem(self) -> Problem:
        """The small problem; what stands by only fills places."""
        problem, beside = self.desk.problem, self._bystanders
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
        missions = self.desk.problem.missions
        return {name: replace(missions[name], after=(), programme=None) for name in others}

    @cached_property
    def _tables(self) -> Tables:
        starts = self._starts | {name: (self._agenda.starts[name],) for name in self._bystanders}
        tables = self.desk.tables.at(starts)
        tables.candidates.update(self._candidates)
        return tables

    @cached_property
    def _starts(self) -> dict[MissionId, tuple[HalfDay, ...]]:
        """The starts that the places and the order of the other missions leave."""
        allowed = self.desk.tables.starts
        return {
            name: tuple(start for start in allowed[name] if self._agenda.admits(mission, start))
            for name, mission in self._free.items()
        }

    @cached_property
    def _candidates(self) -> dict[tuple[MissionId, RoleId], tuple[Candidate, ...]]:
        found: dict[tuple[MissionId, RoleId], tuple[Candidate, ...]] = {
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
        tables, starts = self.desk.tables, self._starts[mission.id]
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
        stays = (draft.stay(mission, start, row) for start in starts)
        fits = (stay is not None and draft.blockers(stay, row) == [] for stay in stays)
        return np.fromiter(fits, np.bool_, len(starts))

    def _best(self, mission: Mission, role: Role, rows: Rows) -> NDArray[np.int64]:
        """The places of the best candidates, and of whoever sits there now."""
        most = _KEPT * role.count
        if len(rows) <= most:
            return np.arange(len(rows))
        tables = self.desk.tables
        length = tables.least_half_days(mission)
        carried = tables.census.load[rows] + np.array([self._given(row) for row in rows.tolist()])
        strain = 10 * tables.misfit(mission, role, rows) + length * (length + 2 * carried)
        sitting = [tables.census.row[e] for e in self._before.held(mission.id).experts]
        strain[np.isin(rows, sitting)] = -1
        return np.sort(np.lexsort((rows, strain))[:most])

    def _given(self, row: int) -> int:
        stays = self._draft.stays.get(row, ())
        return sum(len(stay.taken) for stay in stays)

    def _expert(self, row: int) -> Expert:
        """The expert with what is left beside the other missions."""
        expert, given = self.desk.tables.experts[row], self._given(row)
        if not given:
            return expert
        days, missions = expert.days_max, expert.missions_max
        return replace(
            expert,
            load=expert.load + given,
            days_max=None if days is None else (2 * days - given) // 2,
            missions_max=None if missions is None else missions - len(self._draft.stays[row]),
        )
