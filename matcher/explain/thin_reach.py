"""What one more competence opens to each expert: the empty seats of a plan they then could take."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from matcher.arrays import Flags, Numbers, Rows
from matcher.explain.remedies_asked import asked
from matcher.explain.remedies_dates import dates
from matcher.explain.remedies_stays import may_join, stands
from matcher.feasibility.commitments import Commitments
from matcher.halfdays import HalfDay
from matcher.index.tables import Tables
from matcher.plan import Plan, Vacancy
from matcher.problem import Mission, MissionId, Role
from matcher.rules.reading import team


@dataclass(frozen=True, slots=True, order=True)
class Competence:
    """A domain, or a language."""

    kind: Literal["domain", "language"]
    name: str


@dataclass(frozen=True, slots=True)
class Reach:
    """A mission that a competence at a level opens, on these starts; none where one sits there.

    Whoever sits in the team already could then speak a language that is not spoken in it.
    """

    mission: Mission
    level: int
    starts: tuple[HalfDay, ...]


ExpertCompetence = tuple[int, Competence]
"""The row of an expert in the census, and what they would hold."""


class Reached:
    """Everything that one more competence opens in a plan, by expert and competence."""

    def __init__(self, tables: Tables, plan: Plan, rows: tuple[Vacancy, ...]) -> None:
        self.problem, self.plan, self.tables = tables.problem, plan, tables
        self.by_key: dict[ExpertCompetence, dict[MissionId, Reach]] = defaultdict(dict)
        self._kept = Commitments(tables, plan)
        self._domains = sorted(
            {
                domain
                for row in rows
                if row.role is not None
                for domain in self.problem.missions[row.mission].role(row.role).domains
            }
        )
        for row in rows:
            self._look(row)

    def _look(self, row: Vacancy) -> None:
        mission = self.problem.missions[row.mission]
        if row.role is not None:
            self._empty_seat(mission, mission.role(row.role), row)
        elif row.language is not None:
            for expert in team(self.problem, self.plan, mission):
                number = self.tables.census.row[expert.id]
                competence = Competence("language", row.language)
                self._keep(number, competence, Reach(mission, mission.speaks[row.language], ()))

    def _empty_seat(self, mission: Mission, role: Role, row: Vacancy) -> None:
        opened = {competence: levels for competence, levels in self._opened(role) if levels.any()}
        barred = asked(self.tables, row, replace(role, domains={}, languages={}, kind=None)).barred
        if role.kind is not None:
            barred |= self.tables.census.members != (role.kind == "member")
        some = np.logical_or.reduce([levels > 0 for levels in opened.values()] or [~barred & False])
        rows = may_join(self._kept, mission, np.flatnonzero(some & ~barred).astype(np.int32))
        starts, free = self._free(mission, rows)
        for place in np.flatnonzero(free.any(axis=0)).tolist():
            when = tuple(starts[free[:, place]].tolist())
            for competence, levels in opened.items():
                if level := int(levels[rows[place]]):
                    self._keep(int(rows[place]), competence, Reach(mission, level, when))

    def _opened(self, role: Role) -> Iterator[tuple[Competence, Numbers]]:
        """[row]: the level at which a competence alone would make up for what is lacking; or 0."""
        census = self.tables.census
        lacks: dict[str, Flags] = {d: census.level(d) < n for d, n in role.domains.items()}
        silent: dict[str, Flags] = {t: census.rank(t) < n for t, n in role.languages.items()}
        for domain in self._domains:
            line = set(self.problem.lineage(domain))
            others = [v for d, v in lacks.items() if d not in line]
            level = self._highest(lacks, {d: n for d, n in role.domains.items() if d in line})
            yield Competence("domain", domain), _unless([*others, *silent.values()], level)
        for language, rank in role.languages.items():
            others = [v for t, v in silent.items() if t != language]
            level = self._highest(silent, {language: rank})
            yield Competence("language", language), _unless([*others, *lacks.values()], level)

    def _highest(self, lacks: Mapping[str, Flags], needed: Mapping[str, int]) -> Numbers:
        """[row]: the highest level lacking among these."""
        found: Numbers = np.zeros(len(self.tables.experts), dtype=np.int64)
        for name, level in needed.items():
            np.maximum(found, np.where(lacks[name], level, 0), out=found)
        return found

    def _free(self, mission: Mission, rows: Rows) -> tuple[Numbers, Flags]:
        """Starts inside the window, and [start, row]: nothing stands against the expert."""
        starts = dates(self.problem, self.plan, mission, in_window=True).starts
        if not len(starts) or not len(rows):
            return starts, np.zeros((len(starts), len(rows)), dtype=np.bool_)
        found = stands(self._kept, mission, starts, rows)
        return starts, (found.met == 0) & (found.rest_short == 0) & ~found.barred

    def _keep(self, row: int, competence: Competence, reach: Reach) -> None:
        """The lower level, where several seats of a mission are empty."""
        known = self.by_key[row, competence].get(reach.mission.id)
        if known is None or reach.level < known.level:
            self.by_key[row, competence][reach.mission.id] = reach


def _unless(others: list[Flags], level: Numbers) -> Numbers:
    """[row]: the level, or 0 where something else is lacking too."""
    lacking = np.logical_or.reduce(others) if others else np.False_
    found: Numbers = np.where(lacking, 0, level)
    return found
