"""Thin places: where the roster has hardly more than the missions take, and which missions suffer.

Supply is everybody who meets a need; demand is every seat that only they can fill. This looks at
numbers alone, over the whole horizon: who is free on which day is the plan's business.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from matcher.arrays import Numbers
from matcher.explain.candidates import candidates
from matcher.explain.seat import Seat
from matcher.explain.thin_competence import Gain, gains
from matcher.explain.thin_needs import Need, broadest, needs, people, seats
from matcher.index.tables import Tables
from matcher.plan import Plan, Vacancy
from matcher.problem import Language, Mission, MissionId, Problem, Role, RoleId
from matcher.rules.limits import UNBOUNDED, allowances
from matcher.rules.vacancies import gaps
from matcher.vacancies import unexplained

RESERVE = 2
"""People more than the largest mission takes, below which a place is thin."""


@dataclass(frozen=True, slots=True)
class CoveragePlace:
    """Supply against demand of one need.

    `weight` are seats times priority; `most` the seats of one mission at once; `half_days` what
    the seats take at least, `free` what the people have, their bounds seen to; `turns` how many
    missions their bounds leave them, None without bound; `suffering` the missions in which a
    plan leaves vacancies of this need, with their number.
    """

    need: Need
    missions: int
    seats: int
    weight: int
    most: int
    half_days: int
    people: int
    free: int
    turns: int | None
    suffering: Mapping[MissionId, int]

    @property
    def reserve(self) -> int:
        """People more than the largest mission takes; below 0 it can never be complete."""
        return self.people - self.most

    @property
    def is_short(self) -> bool:
        """Is the demand above the supply, whoever is sent where?"""
        too_many = self.turns is not None and self.seats > self.turns
        return self.reserve < 0 or self.half_days > self.free or too_many

    @property
    def is_thin(self) -> bool:
        """Is it short, or has it hardly any reserve?"""
        return self.is_short or self.reserve < RESERVE


class Coverage:
    """Supply and demand of a problem, and what a plan of it leaves vacant."""

    def __init__(self, tables: Tables, plan: Plan) -> None:
        self.tables, self.plan = tables, plan
        self.problem: Problem = tables.problem
        self._free = _free(tables)
        self._turns: Numbers = allowances(tables.experts).missions
        self._vacant = _vacant(self.problem, plan)
        self._places: dict[Need, CoveragePlace] = {}

    def places(self) -> tuple[CoveragePlace, ...]:
        """Every need that some role or team has."""
        return tuple(self.place(need) for need in needs(self.problem))

    def thin(self) -> tuple[CoveragePlace, ...]:
        """Those that are thin: what suffers most first, then the smallest reserve."""
        found = [place for place in self.places() if place.is_thin]
        return tuple(
            sorted(
                found,
                key=lambda p: (-sum(p.suffering.values()), not p.is_short, p.reserve, -p.weight),
            )
        )

    def grid(self) -> tuple[CoveragePlace, ...]:
        """One for each pair of a domain and a language, at the lowest levels asked for."""
        return tuple(self.place(need) for need in broadest(self.problem))

    def place(self, need: Need) -> CoveragePlace:
        """Supply and demand of one need, reckoned once."""
        if need not in self._places:
            self._places[need] = self._reckoned(need)
        return self._places[need]

    @cached_property
    def gains(self) -> tuple[Gain, ...]:
        """The competences that would fill most of what the plan leaves vacant, reckoned once.

        Where enough people could take the seats as the plan stands, no competence is missing.
        """
        return gains(self.tables, self.plan, passing=self._fillable())

    def _fillable(self) -> frozenset[MissionId]:
        """Missions of which enough people could take each empty seat, and that lack no language."""
        rows = unexplained(self.problem, self.plan)
        short = {row.mission for row in rows if not self._is_fillable(row)}
        return frozenset(row.mission for row in rows) - short

    def _is_fillable(self, row: Vacancy) -> bool:
        if row.role is None:
            return False
        free = candidates(self.tables, self.plan, Seat(row.mission, row.role), most=0).free
        return free.count >= row.seats

    def _reckoned(self, need: Need) -> CoveragePlace:
        taking = [
            (mission, count)
            for mission in self.problem.missions.values()
            if (count := seats(self.problem, mission, need))
        ]
        who = people(self.tables.census, need)
        turns = self._turns[who]
        return CoveragePlace(
            need=need,
            missions=len(taking),
            seats=sum(count for _, count in taking),
            weight=sum(mission.priority * count for mission, count in taking),
            most=max((count for _, count in taking), default=0),
            half_days=sum(self.tables.least_half_days(m) * count for m, count in taking),
            people=int(np.count_nonzero(who)),
            free=int(self._free[who].sum()),
            turns=None if (turns >= UNBOUNDED).any() else int(turns.sum()),
            suffering=self._suffering(need),
        )

    def _suffering(self, need: Need) -> dict[MissionId, int]:
        """Vacancies that only somebody of this need could fill, by mission."""
        found: dict[MissionId, int] = {}
        for mission, empty in self._vacant.items():
            count = seats(self.problem, empty, need)
            if count:
                found[mission] = count
        return found


def _free(tables: Tables) -> Numbers:
    """[row]: free half-days of the horizon, not more than the expert's own bound allows."""
    free: Numbers = (tables.census.free_run > 0).sum(axis=0).astype(np.int64)
    left: Numbers = np.minimum(free, allowances(tables.experts).half_days)
    return left


def _vacant(problem: Problem, plan: Plan) -> dict[MissionId, Mission]:
    """The missions with vacancies as if nothing but these were asked for."""
    empty: dict[MissionId, dict[RoleId, int]] = defaultdict(dict)
    unmet: dict[MissionId, dict[Language, int]] = defaultdict(dict)
    for mission in problem.missions.values():
        for gap in gaps(problem, plan, mission):
            if gap.role is not None:
                empty[mission.id][gap.role] = gap.seats
            elif gap.language is not None:
                unmet[mission.id][gap.language] = mission.speaks[gap.language]
    return {
        name: replace(
            problem.missions[name],
            roles=_left(problem.missions[name].roles, empty[name]),
            speaks=unmet[name],
        )
        for name in problem.missions
        if name in empty or name in unmet
    }


def _left(roles: tuple[Role, ...], empty: Mapping[RoleId, int]) -> tuple[Role, ...]:
    return tuple(replace(role, count=empty[role.id]) for role in roles if role.id in empty)
