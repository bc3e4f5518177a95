"""One round: the fewest calls of a relaxation in which some roles are known by name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from matcher.census import Rows
from matcher.problem import Mission, MissionId, Role
from matcher.rules import RULES
from matcher.solve.desk import Desk
from matcher.solve.engine import Ears, Run, run
from matcher.solve.keeping.budget import Starts
from matcher.solve.keeping.partly import Others, Partly, Place, candidates_of, others_of
from matcher.solve.model.skeleton import Expr
from matcher.solve.model.weighing import Weighing
from matcher.solve.seats.master import bound_programmes
from matcher.solve.seats.reach import Reach
from matcher.tables import Tables


@dataclass(frozen=True, slots=True)
class Asked:
    """What a round may use: the starts, and the roles in which everybody is named."""

    starts: Starts
    named: frozenset[Place]


class Round:
    """The model of one round, made but not yet solved."""

    def __init__(self, desk: Desk, asked: Asked) -> None:
        self.desk = desk
        self._asked = asked
        self._tables: Tables = desk.tables.at(asked.starts)
        self._others: dict[Place, Others] = {}
        for mission in desk.problem.missions.values():
            for role in mission.roles:
                self._name(mission, role)

    @property
    def size(self) -> int:
        """Columns of the model, about."""
        people = sum(len(found) for found in self._tables.candidates.values())
        return people + sum(len(starts) for starts in self._tables.starts.values())

    def solve(self, most: int, weight: int, ears: Ears) -> Run:
        """The fewest calls if there are to be `most` of them; `weight` is what one adds."""
        desk, x = self.desk, self.x
        for rule in RULES:
            rule.declare(x)
        bound_programmes(x)
        weighing = Weighing(desk.problem, x)
        for tier in desk.tiers_above:
            x.model.add(weighing.tier(tier) <= desk.best.tiers[tier])
        total = weighing.of(desk.group) + weight * self._joining()
        x.model.add_linear_constraint(total, desk.bound, weight * most)
        x.minimise(total)
        settings = replace(desk.settings, simplify_once=True)
        return run(x.model, settings, *desk.portion(1.0), ears)

    @cached_property
    def x(self) -> Partly:
        """The variables: names for some, counts for the others."""
        return Partly(self.desk.problem, self._tables, self._others, self._reaches)

    def counted(self) -> Iterable[Place]:
        """The roles in which people without a name may sit."""
        return self._others

    def _joining(self) -> Expr:
        """Everybody without a name who joins a published mission."""
        published = self.desk.problem.published
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
        problem, number = self.desk.problem, self.desk.tables.census.row
        teams = (problem.published.get(mission.id), problem.pins.get(mission.id))
        names = {expert for held in teams if held is not None for expert in held.experts}
        return np.array(sorted(number[name] for name in names if name in number), dtype=np.int32)

    @property
    def _reaches(self) -> Mapping[MissionId, Reach]:
        """What each start can give at best, for the starts that are left."""
        starts = self._tables.starts
        return {
            name: replace(found, whole=tuple(s for s in found.whole if s in starts[name]))
            for name, found in self.desk.counting.reach.items()
        }
