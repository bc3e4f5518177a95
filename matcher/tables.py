"""Eligibility of all experts at once, for the search: numpy tables of the grid.

The same rules as `matcher.eligibility`, worked out another way, so that the reader of plans
shares no code with what found them.
"""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from matcher.fit import fit
from matcher.halfdays import HalfDay
from matcher.problem import (
    DomainId,
    Expert,
    InstitutionId,
    Language,
    Mission,
    MissionId,
    Problem,
    Role,
    RoleId,
)
from matcher.sessions import occupied_half_days

Flags = NDArray[np.bool_]
Counts = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An expert who may sit in a role, on which starts, how well and for how much."""

    expert: Expert
    starts: tuple[HalfDay, ...]
    misfit: int
    cost: int


class Tables:
    """What the search asks of a problem again and again, worked out once."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.experts = tuple(problem.experts.values())
        self._row_by_institution = {
            home: np.array([e.institution == home for e in self.experts], dtype=bool)
            for home in problem.institutions
        }
        self._levels: dict[DomainId, Counts] = {}
        self._ranks: dict[Language, Counts] = {}
        self.starts = {m.id: self._starts(m) for m in problem.missions.values()}
        self.candidates: dict[tuple[MissionId, RoleId], tuple[Candidate, ...]] = {}
        for mission in problem.missions.values():
            self._seat(mission)

    def at(self, starts: Mapping[MissionId, HalfDay]) -> "Tables":
        """The same tables with these starts alone; missions without one have none."""
        part = copy(self)
        part.starts = {m: (starts[m],) if m in starts else () for m in self.starts}
        part.candidates = {
            (mission, role): tuple(
                replace(candidate, starts=part.starts[mission])
                for candidate in found
                if starts.get(mission) in candidate.starts
            )
            for (mission, role), found in self.candidates.items()
        }
        return part

    @cached_property
    def free_run(self) -> Counts:
        """[expert, half-day]: free half-days in a row from there on; one column more, of 0."""
        length = len(self.problem.horizon)
        free = np.ones((len(self.experts), length), dtype=bool)
        for row, expert in enumerate(self.experts):
            for span in expert.busy:
                free[row, max(0, span.start) : max(0, span.end)] = False
        run = np.zeros((len(self.experts), length + 1), dtype=np.int32)
        for at in range(length - 1, -1, -1):
            run[:, at] = np.where(free[:, at], run[:, at + 1] + 1, 0)
        return run

    def taken(
        self, mission: Mission, start: HalfDay, institution: InstitutionId
    ) -> tuple[HalfDay, ...] | None:
        """Half-days that a start takes of an expert of an institution; None if impossible."""
        if mission.venue != "remote" or mission.partner is None:
            return tuple(mission.away(start))
        there = self.problem.partners[mission.partner].timezone
        here = self.problem.institutions[institution].timezone
        horizon = self.problem.horizon
        taken = occupied_half_days(horizon, start, mission.length, there, here)
        if taken is None or not horizon.holds(taken[0], taken[-1] + 1):
            return None
        return taken

    def clock(self, mission: Mission, institution: InstitutionId) -> str:
        """Missions take the same half-days of all experts who live by the same clock."""
        if mission.venue != "remote":
            return ""
        return self.problem.institutions[institution].timezone

    def least_half_days(self, mission: Mission, role: RoleId) -> int:
        """The fewest half-days that a seat of the role can take of a candidate."""
        if mission.venue != "remote":
            return len(mission.away(0))
        taken = (
            len(self.taken(mission, start, candidate.expert.institution) or ())
            for candidate in self.candidates[mission.id, role]
            for start in candidate.starts
        )
        return min(taken, default=0)

    def _starts(self, mission: Mission) -> tuple[HalfDay, ...]:
        horizon = self.problem.horizon
        pin = self.problem.pins.get(mission.id)
        open_ = np.zeros(len(horizon), dtype=bool)
        if pin is not None and pin.start is not None:
            open_[pin.start] = True
        else:
            open_[max(0, mission.window.start) : max(0, mission.window.end)] = True
            first = horizon.first.isoweekday()
            weekdays = np.array(
                [(first - 1 + t // 2) % 7 + 1 in mission.weekdays for t in range(len(open_))]
            )
            open_ &= weekdays
        if not mission.half_day_starts:
            open_[1::2] = False
        open_[: mission.travel_before] = False
        open_[max(0, len(open_) - mission.length - mission.travel_after + 1) :] = False
        for span in self._closures(mission):
            open_[max(0, span[0] - mission.length + 1) : max(0, span[1])] = False
        return tuple(int(t) for t in np.flatnonzero(open_))

    def _closures(self, mission: Mission) -> list[tuple[int, int]]:
        spans = [*mission.closed]
        if mission.venue == "home" and mission.institution is not None:
            spans += self.problem.institutions[mission.institution].closed
        elif mission.partner is not None:
            spans += self.problem.partners[mission.partner].closed
        return [(span.start, span.end) for span in spans]

    def _seat(self, mission: Mission) -> None:
        free = self._free(mission)
        pin = self.problem.pins.get(mission.id)
        some_start = free.any(axis=1)
        for role in mission.roles:
            able = self._able(mission, role)
            for expert_id in pin.team.get(role.id, ()) if pin is not None else ():
                able[self._row[expert_id]] = True
            rows = np.flatnonzero(able & some_start)
            self.candidates[mission.id, role.id] = tuple(
                self._candidate(mission, role, int(row), free[row]) for row in rows
            )

    @cached_property
    def _row(self) -> Mapping[str, int]:
        return {expert.id: row for row, expert in enumerate(self.experts)}

    def _candidate(self, mission: Mission, role: Role, row: int, free: Flags) -> Candidate:
        expert, starts = self.experts[row], self.starts[mission.id]
        return Candidate(
            expert=expert,
            starts=tuple(starts[k] for k in np.flatnonzero(free)),
            misfit=100 - fit(self.problem, mission, role, expert).total,
            cost=self.problem.costs.of(mission, expert),
        )

    def _free(self, mission: Mission) -> Flags:
        """[expert, start]: could the expert be sent then, as far as their diary goes?"""
        starts = self.starts[mission.id]
        if mission.venue != "remote":
            first = np.array(starts, dtype=np.int64) - mission.travel_before
            length = mission.length + mission.travel_before + mission.travel_after
            return self.free_run[:, first] >= length
        free = np.zeros((len(self.experts), len(starts)), dtype=bool)
        for home, rows in self._row_by_institution.items():
            for column, start in enumerate(starts):
                taken = self.taken(mission, start, home)
                if taken is not None and rows.any():
                    free[rows, column] = (self.free_run[rows][:, list(taken)] > 0).all(axis=1)
        return free

    def _able(self, mission: Mission, role: Role) -> Flags:
        """[expert]: does the expert meet what the role asks for, ban and exclusion included?"""
        able = np.ones(len(self.experts), dtype=bool)
        if role.kind is not None:
            able &= self._members == (role.kind == "member")
        if role.institutions:
            able &= np.any([self._row_by_institution[home] for home in role.institutions], axis=0)
        for domain, level in role.domains.items():
            able &= self._level(domain) >= level
        for language, rank in role.languages.items():
            able &= self._rank(language) >= rank
        for row in np.flatnonzero(able):
            expert = self.experts[row]
            able[row] = expert.id not in mission.banned and mission.partner not in expert.excludes
        return able

    @cached_property
    def _members(self) -> Flags:
        return np.array([expert.kind == "member" for expert in self.experts], dtype=bool)

    def _level(self, domain: DomainId) -> Counts:
        if domain not in self._levels:
            held = (self._held[row].get(domain, 0) for row in range(len(self.experts)))
            self._levels[domain] = np.fromiter(held, dtype=np.int32, count=len(self.experts))
        return self._levels[domain]

    @cached_property
    def _held(self) -> list[dict[DomainId, int]]:
        return [self.problem.levels(expert) for expert in self.experts]

    def _rank(self, language: Language) -> Counts:
        if language not in self._ranks:
            ranks = (expert.languages.get(language, 0) for expert in self.experts)
            self._ranks[language] = np.fromiter(ranks, dtype=np.int32, count=len(self.experts))
        return self._ranks[language]
