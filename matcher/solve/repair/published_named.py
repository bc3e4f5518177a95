"""A model that knows some people of a role by name and only counts all others: a relaxation.

Named are those who were published in the mission, whom it costs a call to lose. Others are
counted until a solution wants them where nobody is; then everybody in that role is named.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from matcher.arrays import Rows
from matcher.halfdays import HalfDay
from matcher.index.tables import Candidate, Tables
from matcher.plan import Plan
from matcher.problem import Language, Mission, MissionId, MissionRole, Problem, Role, RoleId
from matcher.solve.bounds.by_start import StartBounds
from matcher.solve.cpsat.skeleton import Expr
from matcher.solve.cpsat.variables import Variables
from matcher.solve.parameters.repair import REPAIR


@dataclass(frozen=True, slots=True)
class UnnamedCounts:
    """Who is not named in a role: at most so many on each start, and what some of them speak."""

    counts: Mapping[HalfDay, int]
    speak: frozenset[Language]


class PublishedNamed(Variables):
    """Names for some, counts for the others; rules and measures see those who are named."""

    def __init__(
        self,
        problem: Problem,
        tables: Tables,
        others: Mapping[MissionRole, UnnamedCounts],
        start_bounds_of: Mapping[MissionId, StartBounds],
    ) -> None:
        self._others = others
        self._joining: dict[MissionRole, Expr] = {}
        super().__init__(problem, tables, None, start_bounds_of)
        for mission in problem.missions.values():
            if self.roles_without_names(mission.id):
                for language, rank in mission.speaks.items():
                    self._speak(mission, language, rank)

    def roles_without_names(self, mission: MissionId) -> list[RoleId]:
        """The roles of a mission in which others than those who are named may sit."""
        roles = self.problem.missions[mission].roles
        return [role.id for role in roles if (mission, role.id) in self._others]

    def nameless(self, mission: MissionId) -> Expr:
        """How many of a mission's team are none of those who are named."""
        return sum(self.joining(mission, role) for role in self.roles_without_names(mission))

    def joining(self, mission: MissionId, role: RoleId) -> Expr:
        """How many seats of a role are taken by people without a name."""
        return self._joining.get((mission, role), 0)

    def _link(self, mission: MissionId, role: RoleId) -> None:
        others = self._others.get((mission, role))
        if others is None:
            super()._link(mission, role)
            return
        named = self.sits_in(mission, role)
        known = {sit.expert.id for sit in named}

        def unknown(plan: Plan) -> int:
            return len(set(plan.held(mission).team.get(role, ())) - known)

        count = self.problem.missions[mission].role(role).count
        joining = self.integer(0, count, f"joining[{mission},{role}]", unknown)
        starts = self.starts(mission)
        most = (min(count, others.counts.get(start, 0)) * var for start, var in starts.items())
        self.model.add(joining <= sum(most))
        self.model.add(self.filled(mission, role) == sum(sit.var for sit in named) + joining)
        self._joining[mission, role] = joining

    def _speak(self, mission: Mission, language: Language, rank: int) -> None:
        speakers: list[Expr] = [
            sit.var
            for sit in self.sits(mission.id)
            if sit.expert.languages.get(language, 0) >= rank
        ]
        speakers += [
            self.joining(mission.id, role)
            for role in self.roles_without_names(mission.id)
            if language in self._others[mission.id, role].speak
        ]
        self.model.add(self.spoken(mission.id, language) <= sum(speakers))


def others_of(tables: Tables, mission: Mission, role: Role, named: Rows) -> UnnamedCounts | None:
    """Everybody able who is not named, as counts; None where there is nobody."""
    able = tables.able(mission, role)
    rows = np.setdiff1d(able, named, assume_unique=True)
    starts = tables.starts[mission.id]
    if not len(rows) or not starts:
        return None
    counts = np.zeros(len(starts), dtype=np.int64)
    for look in (rows[: REPAIR.look], rows[REPAIR.look :]):
        counts += tables.free(mission, look).sum(axis=1)
        if (counts >= role.count).all():
            break
    speak = frozenset(
        language
        for language, rank in mission.speaks.items()
        if (tables.census.rank(language)[rows] >= rank).any()
    )
    return UnnamedCounts(dict(zip(starts, counts.tolist(), strict=True)), speak)


def candidates_of(
    tables: Tables, mission: Mission, role: Role, named: Rows
) -> tuple[Candidate, ...]:
    """Those of the named who could come on some start, as values."""
    starts = tables.starts[mission.id]
    if not starts or not len(named):
        return ()
    free = tables.free(mission, named)
    some = np.flatnonzero(free.any(axis=0))
    rows = named[some]
    misfit = tables.misfit(mission, role, rows).tolist()
    cost = tables.cost(mission, rows).tolist()
    when = np.array(starts, dtype=np.int64)
    return tuple(
        Candidate(tables.experts[row], tuple(when[free[:, k]].tolist()), misfit[at], cost[at])
        for at, (k, row) in enumerate(zip(some.tolist(), rows.tolist(), strict=True))
    )
