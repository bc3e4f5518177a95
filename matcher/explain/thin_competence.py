"""One more competence: which expert, with one more domain or language, would fill most vacancies.

The rest of the plan is frozen. Whoever lacks one competence of an empty seat and could take it
otherwise is looked at; what one competence brings an expert in several missions is added up, and
where these clash the best of them that go together are taken.
"""

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace
from heapq import heapify, heappop
from typing import TypeVar

from matcher.explain.thin_clashes import Chosen, Clashes, Option
from matcher.explain.thin_reach import Competence, ExpertCompetence, Reach, Reached
from matcher.index.tables import Tables
from matcher.plan import Plan
from matcher.problem import DomainId, Expert, ExpertId, Language, MissionId, Problem
from matcher.rules.reading import Reading
from matcher.vacancies import unexplained

Name = TypeVar("Name", bound=str)
MOST = 20
"""Competences that are told, where nobody says how many."""


@dataclass(frozen=True, slots=True)
class Gain:
    """An expert with a competence at a level (a CEFR rank for a language), and what it fills.

    `held` is the level that they have already, 0 for none.
    `priority` is by how much the measure of vacancies would fall, the rest of the plan kept;
    where it is not `exact`, by how much at most.
    """

    expert: ExpertId
    competence: Competence
    level: int
    held: int
    priority: int
    missions: tuple[MissionId, ...]
    exact: bool


def gained(problem: Problem, gain: Gain) -> Problem:
    """The problem in which the expert has the competence."""
    expert, level = problem.experts[gain.expert], gain.level
    if gain.competence.kind == "domain":
        domains = _raised(expert.domains, DomainId(gain.competence.name), level)
        expert = replace(expert, domains=domains)
    else:
        languages = _raised(expert.languages, Language(gain.competence.name), level)
        expert = replace(expert, languages=languages)
    return problem.with_expert(expert)


def _raised(levels: Mapping[Name, int], name: Name, level: int) -> dict[Name, int]:
    return {**levels, name: max(level, levels.get(name, 0))}


def gains(
    tables: Tables, plan: Plan, most: int = MOST, passing: Container[MissionId] = ()
) -> tuple[Gain, ...]:
    """The competences that would fill most priority, the best first; of `passing` none is told."""
    search = _Gains(tables, plan, passing)
    waiting = [(-upper, key) for key, upper in search.uppers().items() if upper]
    heapify(waiting)
    found: list[Gain] = []
    # A sum is an upper bound: who stands behind the last one found need not be looked at.
    while waiting and (len(found) < most or -waiting[0][0] >= found[most - 1].priority):
        found.append(search.gain(heappop(waiting)[1]))
        found.sort(key=lambda g: (-g.priority, g.level - g.held, g.expert, g.competence))
    return tuple(gain for gain in found[:most] if gain.priority)


class _Gains:
    """Everything that one more competence opens in a plan."""

    def __init__(self, tables: Tables, plan: Plan, passing: Container[MissionId] = ()) -> None:
        self.tables = tables
        self.problem = problem = tables.problem
        self._clashes = Clashes(problem, Reading(problem, plan))
        rows = tuple(row for row in unexplained(problem, plan) if row.mission not in passing)
        self._reached = Reached(tables, plan, rows).by_key
        self._unmet: dict[MissionId, dict[Language, int]] = defaultdict(dict)
        for row in rows:
            if row.language is not None:
                ranks = problem.missions[row.mission].speaks
                self._unmet[row.mission][row.language] = ranks[row.language]

    def uppers(self) -> dict[ExpertCompetence, int]:
        """What each expert and competence would bring at most, clashes aside."""
        return {
            key: max(sum(v for _, v in self._worth(key, level)) for level in self._levels(key))
            for key in self._reached
        }

    def gain(self, key: ExpertCompetence) -> Gain:
        """What goes together, at the lowest level that brings most."""
        row, competence = key
        expert = self.tables.experts[row]
        best: tuple[int, Chosen] | None = None
        for level in self._levels(key):
            chosen = self._chosen(expert, key, level)
            if best is None or chosen.value > best[1].value:
                best = level, chosen
        assert best is not None
        level, chosen = best
        held = self._held(expert, competence)
        return Gain(expert.id, competence, level, held, chosen.value, chosen.missions, chosen.exact)

    def _held(self, expert: Expert, competence: Competence) -> int:
        if competence.kind == "domain":
            return self.problem.levels(expert).get(DomainId(competence.name), 0)
        return expert.languages.get(Language(competence.name), 0)

    def _chosen(self, expert: Expert, key: ExpertCompetence, level: int) -> Chosen:
        worth = [(reach, value) for reach, value in self._worth(key, level) if value]
        spoken = [(reach.mission.id, value) for reach, value in worth if not reach.starts]
        options = [Option(r.mission.id, r.starts, value) for r, value in worth if r.starts]
        chosen = self._clashes.best(expert, options)
        missions = tuple(sorted((*chosen.missions, *(mission for mission, _ in spoken))))
        return Chosen(chosen.value + sum(v for _, v in spoken), missions, chosen.exact)

    def _levels(self, key: ExpertCompetence) -> list[int]:
        """The levels that make a difference, the lowest first."""
        found = {reach.level for reach in self._reached[key].values()}
        if key[1].kind == "language":
            name = Language(key[1].name)
            ranks = (self._unmet[m].get(name, 0) for m in self._reached[key] if m in self._unmet)
            found |= {rank for rank in ranks if rank > min(found)}
        return sorted(found)

    def _worth(self, key: ExpertCompetence, level: int) -> Iterator[tuple[Reach, int]]:
        """The missions that a level opens, each with its value."""
        for reach in self._reached[key].values():
            if reach.level <= level:
                unmet = self._unmet.get(reach.mission.id, {})
                joins = bool(reach.starts)
                meets = sum(
                    self._speaks(key, level, name) >= rank
                    for name, rank in unmet.items()
                    if joins or key[1] == Competence("language", name)
                )
                yield reach, reach.mission.priority * (joins + meets)

    def _speaks(self, key: ExpertCompetence, level: int, language: Language) -> int:
        held = self.tables.experts[key[0]].languages.get(language, 0)
        return max(held, level) if key[1] == Competence("language", language) else held
