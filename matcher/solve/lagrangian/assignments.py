"""Every expert on every seat on every date as flat arrays, with what each would cost.

A *date* is a mission on one of its starts; an *opening* is a role on a date; a *pair* is an
expert in a role; an *assignment* is a pair on a date. Assignments lie in the order of their
openings, openings in that of their dates, dates in that of the missions. Where many could sit,
only the cheapest are listed by name; the others are *anybody*, a pair without an expert.
"""

from dataclasses import dataclass

import numpy as np

from matcher.arrays import Flags, Indices, Ints, Short
from matcher.index.tables import Tables
from matcher.plan import Plan
from matcher.problem import Language, Mission, Problem, Tier
from matcher.rules.delay import days_off
from matcher.solve.lagrangian.candidate_lists import CandidateList, CandidateLists
from matcher.solve.parameters.sentinels import ANYBODY


@dataclass(frozen=True, slots=True)
class Dates:
    """[date]: mission, start and the cost of its delay; `first` is [mission] and one more."""

    mission: Indices
    start: Indices
    delay: Ints
    first: Ints


@dataclass(frozen=True, slots=True)
class Roles:
    """[role]: mission, seats, and place among the roles of its mission."""

    mission: Indices
    count: Indices
    place: Indices


@dataclass(frozen=True, slots=True)
class Pairs:
    """[pair]: role, row of the expert or ANYBODY, fewest half-days.

    Does the expert speak the language that is heard, and is the pair pinned?
    """

    role: Indices
    expert: Indices
    least: Indices
    speaks: Flags
    pinned: Flags


@dataclass(frozen=True, slots=True)
class Assignments:
    """`cost` and `half_days` are [assignment]; `opening_*` are [opening] that have any."""

    dates: Dates
    roles: Roles
    pairs: Pairs
    opening_date: Indices
    opening_role: Indices
    first: Ints
    pair: Indices
    cost: Indices
    half_days: Short

    @property
    def is_named(self) -> Flags:
        """[assignment]: is it an expert's own?"""
        named: Flags = self.pairs.expert[self.pair] != ANYBODY
        return named

    @property
    def opening(self) -> Indices:
        """[assignment]: its opening."""
        sizes = np.diff(np.append(self.first, len(self.pair)))
        return np.repeat(np.arange(len(self.first), dtype=np.int32), sizes)

    @property
    def date(self) -> Indices:
        """[assignment]: its date."""
        return self.opening_date[self.opening]


class _AssignmentBuilder:
    """Collects the arrays mission by mission."""

    def __init__(self, tables: Tables, weights: Tier, plan: Plan) -> None:
        self.lists = CandidateLists(tables, weights, plan)
        self.roles: list[tuple[int, int, int]] = []
        self.listed: list[CandidateList] = []
        self.columns: list[list[Ints]] = []
        self.dates = 0
        self.pairs = 0

    def add(self, number: int, mission: Mission) -> None:
        """The roles of a mission, their pairs and assignments, in the order of dates."""
        blocks = []
        for place, role in enumerate(mission.roles):
            listed = self.lists.listed(mission, role, heard(mission))
            same = np.full(len(listed.date), len(self.roles), dtype=np.int32)
            pair = listed.column + np.int32(self.pairs)
            blocks.append((listed.date, same, pair, listed.cost, listed.half_days))
            self.roles.append((number, role.count, place))
            self.listed.append(listed)
            self.pairs += len(listed.rows)
        whole = [np.concatenate(column) for column in zip(*blocks, strict=True)]
        order = np.argsort(whole[0], kind="stable")
        whole[0] = whole[0] + np.int32(self.dates)
        self.columns.append([column[order] for column in whole])
        self.dates += len(self.lists.tables.starts[mission.id])


def heard(mission: Mission) -> Language | None:
    """The one language of `speaks` that multipliers and patterns know of; the others are let go."""
    return min(mission.speaks, default=None)


def dates_of(problem: Problem, tables: Tables, weight: int) -> Dates:
    """Every mission on every one of its starts."""
    missions = list(problem.missions.values())
    sizes = [len(tables.starts[mission.id]) for mission in missions]
    delays = [
        weight * mission.priority * days_off(mission, start)
        for mission in missions
        for start in tables.starts[mission.id]
    ]
    starts = [start for mission in missions for start in tables.starts[mission.id]]
    return Dates(
        mission=np.repeat(np.arange(len(missions), dtype=np.int32), sizes),
        start=np.array(starts, dtype=np.int32),
        delay=np.array(delays, dtype=np.int64),
        first=np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)]),
    )


def assignments_of(problem: Problem, tables: Tables, weights: Tier, plan: Plan) -> Assignments:
    """The assignments of a problem, priced with the weights of a tier; the plan's are by name."""
    gathering = _AssignmentBuilder(tables, weights, plan)
    for number, mission in enumerate(problem.missions.values()):
        gathering.add(number, mission)
    date, role, pair, cost, half_days = (
        np.concatenate(column) for column in zip(*gathering.columns, strict=True)
    )
    opens = np.flatnonzero(np.diff(date, prepend=-1) | np.diff(role, prepend=-1))
    return Assignments(
        dates=dates_of(problem, tables, weights.get("delay", 0)),
        roles=Roles(*np.array(gathering.roles, dtype=np.int32).T),
        pairs=_pairs(gathering.listed),
        opening_date=date[opens],
        opening_role=role[opens],
        first=opens,
        pair=pair,
        cost=cost,
        half_days=half_days,
    )


def _pairs(listed: list[CandidateList]) -> Pairs:
    sizes = [len(one.rows) for one in listed]
    return Pairs(
        role=np.repeat(np.arange(len(listed), dtype=np.int32), sizes),
        expert=np.concatenate([one.rows for one in listed]),
        least=np.concatenate([one.least for one in listed]),
        speaks=np.concatenate([one.speaks for one in listed]),
        pinned=np.concatenate([one.pinned for one in listed]),
    )
