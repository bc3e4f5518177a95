"""The candidates of one role on all dates of its mission, and what each would cost.

On every date the cheapest are listed by name. Those left over stand behind *anybody*: as many
nameless assignments as the role has seats, at the cost of the cheapest of them, which no bound can
be harmed by.
"""

from dataclasses import dataclass

import numpy as np

from matcher.arrays import Flags, Indices, Ints, Short
from matcher.index.tables import Tables
from matcher.plan import Plan
from matcher.problem import Held, Language, Mission, Role, Tier
from matcher.rules.limits import allowances
from matcher.solve.parameters.lagrangian import RELAXATION
from matcher.solve.parameters.sentinels import ANYBODY


@dataclass(frozen=True, slots=True)
class CandidateList:
    """[pair]: row of the expert and facts; [assignment]: date, pair and cost."""

    rows: Indices
    least: Indices
    speaks: Flags
    pinned: Flags
    date: Indices
    column: Indices
    cost: Indices
    half_days: Short


@dataclass(frozen=True, slots=True)
class _Able:
    """Who could sit: [column] row and facts, planned or pinned; [date, column] half-days, free."""

    rows: Indices
    speaks: Flags
    pinned: Flags
    planned: Flags
    cost: Ints
    load: Ints
    taken: Ints
    free: Flags


class CandidateLists:
    """Lists role after role, at the weights of a tier; who sits in the plan has a name."""

    def __init__(self, tables: Tables, weights: Tier, plan: Plan) -> None:
        self.tables = tables
        self.weights = weights
        self.plan = plan
        missions = tables.problem.missions.values()
        openings = sum(len(tables.starts[m.id]) * len(m.roles) for m in missions)
        self._named_most = max(
            RELAXATION.fewest, min(RELAXATION.named, RELAXATION.assignments // max(1, openings))
        )
        limits = allowances(tables.experts)
        self._most = np.where(limits.missions == 0, -1, limits.half_days)

    def listed(self, mission: Mission, role: Role, language: Language | None) -> CandidateList:
        """The assignments of a role, some by name and the rest as anybody."""
        able = self._able(mission, role, language)
        date, column = np.nonzero(self._named(able, max(self._named_most, role.count)))
        cost = self._cost(able, date, column)
        parts = [(date, column, cost, able.taken[date, column])]
        named = np.zeros_like(able.free)
        named[date, column] = True
        left = able.free & ~named
        for speaks in (False, True):
            parts += self._anybody(able, left & (able.speaks == speaks), role.count, speaks)
        return _gathered(able, parts)

    def _able(self, mission: Mission, role: Role, language: Language | None) -> _Able:
        tables = self.tables
        rows = tables.able(mission, role)
        free = tables.free(mission, rows)
        taken = self._taken(mission, rows)
        free &= taken <= self._most[rows]
        some = free.any(axis=0)
        rows, free, taken = rows[some], free[:, some], taken[:, some]
        pinned = self._among(rows, tables.problem.pins.get(mission.id), role)
        planned = pinned | self._among(rows, self.plan.held(mission.id), role)
        planned |= self._among(rows, tables.problem.published.get(mission.id), None)
        speaks = np.zeros(len(rows), dtype=np.bool_)
        if language is not None:
            speaks = tables.census.rank(language)[rows] >= mission.speaks[language]
        cost = self.weights.get("misfit", 0) * tables.misfit(mission, role, rows)
        cost += self.weights.get("cost", 0) * tables.cost(mission, rows)
        load = tables.census.load[rows]
        return _Able(rows, speaks, pinned, planned, cost, load, taken, free)

    def _among(self, rows: Indices, held: Held | None, role: Role | None) -> Flags:
        """[row]: does the expert sit there, in the role or in any?"""
        team = () if held is None else held.team.get(role.id, ()) if role else held.experts
        known = self.tables.census.row
        return np.isin(rows, [known[expert] for expert in team if expert in known])

    def _named(self, able: _Able, most: int) -> Flags:
        """[date, column]: is the assignment among the cheapest of its kind, or planned?"""
        usual = np.where(able.free, able.taken, 0).max(axis=0, initial=0)
        rough = able.cost + self._burden(usual, able.load)
        named = able.free & able.planned
        for speaks in (False, True):
            own = np.flatnonzero((able.speaks == speaks) & ~able.planned)
            own = own[np.argsort(rough[own], kind="stable")]
            free = able.free[:, own]
            named[:, own] = free & (np.cumsum(free, axis=1) <= most)
        return named

    def _anybody(
        self, able: _Able, left: Flags, seats: int, speaks: bool
    ) -> list[tuple[Ints, Ints, Ints, Ints]]:
        """Nameless assignments on the dates where somebody is left, as many as there are seats."""
        dates = np.flatnonzero(left.any(axis=1))
        if not len(dates):
            return []
        every = able.cost + self._burden(able.taken[dates], able.load)
        cost = np.where(left[dates], every, RELAXATION.dear).min(axis=1)
        column = np.full(len(dates), len(able.rows) + speaks)
        return [(dates, column, cost, np.zeros(len(dates), dtype=np.int64))] * seats

    def _cost(self, able: _Able, date: Ints, column: Ints) -> Ints:
        return able.cost[column] + self._burden(able.taken[date, column], able.load[column])

    def _burden(self, half_days: Ints, load: Ints) -> Ints:
        """What a mission adds to the burden of an expert who has no other."""
        added: Ints = self.weights.get("burden", 0) * half_days * (half_days + 2 * load)
        return added

    def _taken(self, mission: Mission, rows: Indices) -> Ints:
        """[date, column]: half-days that the mission would take."""
        tables, starts = self.tables, self.tables.starts[mission.id]
        if mission.venue != "remote":
            away = np.array(len(mission.away(0)), dtype=np.int32)
            return np.broadcast_to(away, (len(starts), len(rows)))
        of_clock = [
            [len(tables.taken_by(mission, start, here) or ()) for here in tables.census.clocks]
            for start in starts
        ]
        found = np.array(of_clock, dtype=np.int32).reshape(len(starts), len(tables.census.clocks))
        return found[:, tables.census.clock[rows]]


def _gathered(able: _Able, parts: list[tuple[Ints, Ints, Ints, Ints]]) -> CandidateList:
    """Pairs that are listed on some date, numbered anew, and their assignments."""
    date, column, cost, half_days = (np.concatenate(each) for each in zip(*parts, strict=True))
    used = np.unique(column)
    rows = np.append(able.rows, [ANYBODY, ANYBODY])[used]
    number = np.searchsorted(used, column)
    least = np.full(len(used), np.iinfo(np.int32).max, dtype=np.int32)
    np.minimum.at(least, number, half_days.astype(np.int32))
    return CandidateList(
        rows=rows.astype(np.int32),
        least=least,
        speaks=np.append(able.speaks, [False, True])[used],
        pinned=np.append(able.pinned, [False, False])[used],
        date=date.astype(np.int32),
        column=number.astype(np.int32),
        cost=cost.astype(np.int32),
        half_days=half_days.astype(np.int16),
    )
