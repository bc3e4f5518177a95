"""One round: the fewest calls of a relaxation in which some roles are known by name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from matcher.arrays import Rows
from matcher.index.tables import Tables
from matcher.problem import Mission, MissionId, MissionRole, Role
from matcher.rules import RULES
from matcher.solve.bounds.by_start import StartBounds
from matcher.solve.context import SolveContext
from matcher.solve.counting.master import bound_programmes
from matcher.solve.cpsat.objective import ObjectiveTerms
from matcher.solve.cpsat.run import Callbacks, Run, run
from matcher.solve.cpsat.skeleton import Expr
from matcher.solve.repair.call_budget import AllowedStarts
from matcher.solve.repair.published_named import (
    PublishedNamed,
    UnnamedCounts,
    candidates_of,
    others_of,
)


@dataclass(frozen=True, slots=True)
class RoundRequest:
    """What a round may use: the starts, and the roles in which everybody is named."""

    starts: AllowedStarts
    named: frozenset[MissionRole]


class CallRound:
    """The model of one round, made but not yet solved."""

    def __init__(self, context: SolveContext, asked: RoundRequest) -> None:
        self.context = context
        self._asked = asked
        self._tables: Tables = context.tables.at(asked.starts)
        self._others: dict[MissionRole, UnnamedCounts] = {}
        for mission in context.problem.missions.values():
            for role in mission.roles:
                self._name(mission, role)

    @property
    def size(self) -> int:
        """Columns of the model, about."""
        people = sum(len(found) for found in self._tables.candidates.values())
        return people + sum(len(starts) for starts in self._tables.starts.values())

    def solve(self, most: int, weight: int, callbacks: Callbacks) -> Run:
        """The fewest calls if there are to be `most` of them; `weight` is what one adds."""
        context, x = self.context, self.x
        for rule in RULES:
            rule.declare(x)
        bound_programmes(x)
        terms = ObjectiveTerms(context.problem, x)
        for tier in context.tiers_above:
            x.model.add(terms.tier(tier) <= context.best.tiers[tier])
        total = terms.of(context.group) + weight * self._joining()
        x.model.add_linear_constraint(total, context.bound, weight * most)
        x.minimise(total)
        settings = replace(context.settings, simplify_once=True)
        return run(x.model, settings, *context.portion(1.0), callbacks)

    @cached_property
    def x(self) -> PublishedNamed:
        """The variables: names for some, counts for the others."""
        return PublishedNamed(self.context.problem, self._tables, self._others, self._start_bounds)

    def counted(self) -> Iterable[MissionRole]:
        """The roles in which people without a name may sit."""
        return self._others

    def _joining(self) -> Expr:
        """Everybody without a name who joins a published mission."""
        published = self.context.problem.published
        return sum(self.x.joining(*place) for place in self._others if place[0] in published)

    def _name(self, mission: Mission, role: Role) -> None:
        place = mission.id, role.id
        tables = self._tables
        able = tables.able(mission, role)
        named = able if place in self._asked.named else np.intersect1d(able, self._known(mission))
        tables.candidates[place] = candidates_of(tables, mission, role, named)
        others = others_of(tables, mission, role, named)
        if others is not None:
            self._others[place] = others

    def _known(self, mission: Mission) -> Rows:
        """Who is published or pinned in a mission."""
        problem, number = self.context.problem, self.context.tables.census.row
        teams = (problem.published.get(mission.id), problem.pins.get(mission.id))
        names = {expert for held in teams if held is not None for expert in held.experts}
        return np.array(sorted(number[name] for name in names if name in number), dtype=np.int32)

    @property
    def _start_bounds(self) -> Mapping[MissionId, StartBounds]:
        """What each start can give at best, for the starts that are left."""
        starts = self._tables.starts
        return {
            name: replace(found, whole=tuple(s for s in found.whole if s in starts[name]))
            for name, found in self.context.counting.by_start.items()
        }
