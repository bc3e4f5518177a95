"""Eligibility of all experts at once, for the search: who may sit where, and on which starts.

What starts and roles ask for is worked out here another way than in `matcher.eligibility`; what a
date closes to somebody, the rules say (`OF_A_DATE`). The reader of plans asks neither these tables
nor a model: it goes by `breaches`, these by `allows`. Both ask `matcher.sessions` what a remote
session takes, and `matcher.fit` what fit weighs.
"""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matcher.arrays import Flags, Numbers, Rows
from matcher.fit import DOMAIN_MOST, FIELD_MOST, LANGUAGE_MOST, LEVEL_MOST, RANK_MOST, WISH_MOST
from matcher.halfdays import HalfDay
from matcher.index.census import Census
from matcher.index.session_table import Sessions, sessions
from matcher.problem import (
    Expert,
    InstitutionId,
    Mission,
    MissionId,
    MissionRole,
    Problem,
    Role,
)
from matcher.rules import OF_A_DATE
from matcher.rules.busy import Busy
from matcher.rules.requirements import barred, lacking
from matcher.sessions import occupied_half_days

_NEVER = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True)
class Candidate:
    """An expert who may sit in a role, on which starts, how well and for how much."""

    expert: Expert
    starts: tuple[HalfDay, ...]
    misfit: int
    cost: int


class _CandidatesByRole(dict[MissionRole, tuple[Candidate, ...]]):
    """The candidates of each role, as values; made when a role is first asked for."""

    def __init__(self, tables: "Tables") -> None:
        self._tables = tables

    def __missing__(self, key: MissionRole) -> tuple[Candidate, ...]:
        mission = self._tables.problem.missions[key[0]]
        self[key] = self._tables.candidates_of(mission, mission.role(key[1]))
        return self[key]


class Tables:
    """What the search asks of a problem again and again, worked out once.

    Experts are rows of the census; a large problem has millions of pairs of an expert and a
    role, so these are arrays, made when asked for, and never objects.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.census = Census(problem)
        self._able: dict[object, Rows] = {}
        self._able_by_role: dict[int, tuple[Role, Rows]] = {}
        self._when: dict[MissionId, tuple[tuple[HalfDay, ...], Numbers]] = {}
        self._bars: dict[object, Flags] = {}
        self._sessions: dict[tuple[str, str], Sessions] = {}
        self._least: dict[MissionId, int] = {}
        self.starts: dict[MissionId, tuple[HalfDay, ...]] = {
            mission.id: self._starts(mission) for mission in problem.missions.values()
        }
        self.candidates = _CandidatesByRole(self)

    @property
    def experts(self) -> tuple[Expert, ...]:
        """The experts by row."""
        return self.census.experts

    def at(self, starts: Mapping[MissionId, tuple[HalfDay, ...]]) -> "Tables":
        """The same tables with these starts alone; missions that are not named have none."""
        part = copy(self)
        part.starts = {mission: starts.get(mission, ()) for mission in self.starts}
        part.candidates = _CandidatesByRole(part)
        part._least = {}
        return part

    def with_pins_of(self, problem: Problem) -> "Tables":
        """The same tables for a problem that differs in its pins alone."""
        part = copy(self)
        part.problem = problem
        pins = problem.pins.keys() | self.problem.pins.keys()
        part.starts = {**self.starts, **{m: part._starts(problem.missions[m]) for m in pins}}
        part.candidates = _CandidatesByRole(part)
        part._least = {}
        return part

    def able(self, mission: Mission, role: Role) -> Rows:
        """Who meets what a role asks for, sorted: ban, exclusion and pins seen to, not dates."""
        rows = self._meeting(role)
        rows = rows[~self.barred(mission)[rows]]
        pin = self.problem.pins.get(mission.id)
        pinned = [self.census.row[e] for e in pin.team.get(role.id, ())] if pin else []
        return np.union1d(rows, pinned).astype(np.int32) if pinned else rows

    def barred(self, mission: Mission) -> Flags:
        """[row]: banned from the mission, or not going to its partner? Bans may name thousands."""
        if not mission.banned:
            return self.census.excluding(mission.partner)
        asked = mission.partner, frozenset(mission.banned)
        if asked not in self._bars:
            self._bars[asked] = barred(self.census, mission)
        return self._bars[asked]

    def free(self, mission: Mission, rows: Rows, starts: tuple[HalfDay, ...] = ()) -> Flags:
        """[start, row]: could the expert be sent then, as far as the rules about dates go?

        The starts are all that the mission may have, or those named.
        """
        when = np.array(starts, dtype=np.int64) if starts else self._all_starts(mission)
        first, *others = OF_A_DATE
        found = first.allows(self, mission, when, rows)
        for rule in others:
            closed = rule.allows(self, mission, when, rows)
            found = closed if found is None else found if closed is None else found & closed
        return np.ones((len(when), len(rows)), dtype=np.bool_) if found is None else found

    def open_beside_diaries(
        self, mission: Mission, starts: tuple[HalfDay, ...], rows: Rows
    ) -> Flags | None:
        """[start, row]: the same as far as all these rules but diaries go; None where all are.

        For whoever knows better than the census how busy experts are.
        """
        when = np.array(starts, dtype=np.int64)
        others = (rule for rule in OF_A_DATE if not isinstance(rule, Busy))
        found = (rule.allows(self, mission, when, rows) for rule in others)
        known = [each for each in found if each is not None]
        return np.logical_and.reduce(known) if known else None

    def sessions_of(self, there: str, here: str) -> Sessions:
        """What every session at a partner's takes of somebody who lives by a clock."""
        if (there, here) not in self._sessions:
            self._sessions[there, here] = sessions(self.problem.horizon, there, here)
        return self._sessions[there, here]

    def misfit(self, mission: Mission, role: Role, rows: Rows) -> Numbers:
        """[row]: 100 less the fit of each expert in a role."""
        census = self.census
        total = np.full(len(rows), 100 - FIELD_MOST, dtype=np.int64)
        held = sum(census.level(domain)[rows].astype(np.int64) for domain in role.domains)
        spoken = sum(census.rank(language)[rows].astype(np.int64) for language in role.languages)
        total -= DOMAIN_MOST * held // (LEVEL_MOST * max(1, len(role.domains)))
        total -= LANGUAGE_MOST * spoken // (RANK_MOST * max(1, len(role.languages)))
        total -= 0 if role.domains else DOMAIN_MOST
        total -= 0 if role.languages else LANGUAGE_MOST
        total -= WISH_MOST * census.preferring(mission.partner)[rows]
        if mission.partner is not None:
            partner = self.problem.partners[mission.partner]
            known = census.experienced(partner.country)[rows]
            near = census.experienced(partner.region)[rows]
            total += np.where(known, 0, np.where(near, FIELD_MOST - FIELD_MOST // 2, FIELD_MOST))
        return total

    def cost(self, mission: Mission, rows: Rows) -> Numbers:
        """[row]: what sending each expert costs."""
        if mission.venue != "abroad" or mission.partner is None:
            return np.zeros(len(rows), dtype=np.int64)
        costs, partner = self.problem.costs, mission.partner
        daily = costs.per_diem.get(partner, 0) * ((mission.length + 1) // 2)
        fares = [costs.fares.get(home, {}).get(partner, 0) for home in self.problem.institutions]
        return daily + np.array(fares, dtype=np.int64)[self.census.homes[rows]]

    def candidates_of(self, mission: Mission, role: Role) -> tuple[Candidate, ...]:
        """Who may sit in a role on some start, as values of their own."""
        rows = self.able(mission, role)
        free = self.free(mission, rows)
        some = np.flatnonzero(free.any(axis=0)) if len(free) else np.zeros(0, dtype=np.int64)
        when = np.array(self.starts[mission.id], dtype=np.int64)
        misfit = self.misfit(mission, role, rows[some]).tolist()
        cost = self.cost(mission, rows[some]).tolist()
        return tuple(
            Candidate(self.experts[row], tuple(when[free[:, k]].tolist()), misfit[at], cost[at])
            for at, (k, row) in enumerate(zip(some, rows[some].tolist(), strict=True))
        )

    def taken(
        self, mission: Mission, start: HalfDay, institution: InstitutionId
    ) -> tuple[HalfDay, ...] | None:
        """Half-days that a start takes of an expert of an institution; None if impossible."""
        return self.taken_by(mission, start, self.problem.institutions[institution].timezone)

    def taken_by(self, mission: Mission, start: HalfDay, here: str) -> tuple[HalfDay, ...] | None:
        """Half-days that a start takes of an expert who lives by a clock."""
        if mission.venue != "remote" or mission.partner is None:
            return tuple(mission.away(start))
        there = self.problem.partners[mission.partner].timezone
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

    def least_half_days(self, mission: Mission) -> int:
        """The fewest half-days that a seat of the mission can take of anybody."""
        if mission.venue != "remote":
            return len(mission.away(0))
        if mission.id not in self._least:
            each = self.half_days_by_start(mission).values()
            self._least[mission.id] = min(filter(None, each), default=0)
        return self._least[mission.id]

    def half_days_by_start(self, mission: Mission) -> dict[HalfDay, int]:
        """The fewest half-days that each start takes of anybody; 0 where nobody could come.

        Sessions follow each other, so that only neighbours can share a half-day here.
        """
        starts = self.starts[mission.id]
        if mission.venue != "remote" or mission.partner is None:
            return dict.fromkeys(starts, len(mission.away(0)))
        when = np.array(starts, dtype=np.int64)
        there = self.problem.partners[mission.partner].timezone
        least = np.full(len(when), _NEVER, dtype=np.int64)
        for here in self.census.clocks:
            takes = self.sessions_of(there, here)
            lasts = takes.first + takes.taken
            total = takes.taken[when].astype(np.int64)
            for at in range(1, mission.length):
                shared = lasts[when + at - 1] - takes.first[when + at]
                total += takes.taken[when + at] - np.clip(shared, 0, takes.taken[when + at])
            least = np.minimum(least, total)
        least[least > 2 * mission.length] = 0
        return dict(zip(starts, least.tolist(), strict=True))

    def _all_starts(self, mission: Mission) -> Numbers:
        """All starts of a mission, as numbers; they are asked for role after role."""
        starts = self.starts[mission.id]
        known = self._when.get(mission.id)
        if known is None or known[0] is not starts:
            known = self._when[mission.id] = starts, np.array(starts, dtype=np.int64)
        return known[1]

    def _meeting(self, role: Role) -> Rows:
        """Who meets the requirements themselves; many roles ask for the same."""
        known = self._able_by_role.get(id(role))
        if known is None or known[0] is not role:
            known = self._able_by_role[id(role)] = role, self._meeting_alike(role)
        return known[1]

    def _meeting_alike(self, role: Role) -> Rows:
        asked = (
            role.kind,
            tuple(sorted(role.institutions)),
            tuple(sorted(role.domains.items())),
            tuple(sorted(role.languages.items())),
        )
        if asked not in self._able:
            self._able[asked] = np.flatnonzero(self._meets(role)).astype(np.int32)
        return self._able[asked]

    def _meets(self, role: Role) -> Flags:
        able = np.ones(len(self.experts), dtype=np.bool_)
        for _code, without in lacking(self.census, role):
            able &= ~without
        return able

    def _starts(self, mission: Mission) -> tuple[HalfDay, ...]:
        """The starts that window, weekday, horizon, closures and a pin leave."""
        pin = self.problem.pins.get(mission.id)
        length = len(self.problem.horizon)
        if pin is not None and pin.start is not None:
            first, last = pin.start, pin.start + 1
        else:
            first, last = mission.window.start, mission.window.end
        first = max(first, mission.travel_before, 0)
        last = min(last, length - mission.length - mission.travel_after + 1)
        starts = np.arange(first, max(first, last))
        if pin is None or pin.start is None:
            days = (self._first_weekday - 1 + starts // 2) % 7 + 1
            starts = starts[np.isin(days, [*mission.weekdays])]
        if not mission.half_day_starts:
            starts = starts[starts % 2 == 0]
        for closed_from, closed_to in self._closures(mission):
            starts = starts[(starts + mission.length <= closed_from) | (starts >= closed_to)]
        return tuple(starts.tolist())

    @cached_property
    def _first_weekday(self) -> int:
        return self.problem.horizon.first.isoweekday()

    def _closures(self, mission: Mission) -> list[tuple[int, int]]:
        spans = [*mission.closed]
        if mission.venue == "home" and mission.institution is not None:
            spans += self.problem.institutions[mission.institution].closed
        elif mission.partner is not None:
            spans += self.problem.partners[mission.partner].closed
        return [(span.start, span.end) for span in spans]
