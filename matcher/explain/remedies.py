"""Remedies: with which single change somebody could take an empty seat, the rest of a plan kept.

Everybody is looked at on every start at once: of each pair it is known what stands against it.
Where that is one thing alone, and a single change lifts it, there is a remedy.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from matcher.arrays import Flags, Numbers, Rows
from matcher.changes import Chain, Single
from matcher.changes.dates import windows
from matcher.changes.people import busy_ranges, rests
from matcher.changes.requirements import of_role, of_team
from matcher.explain.remedies_asked import Asked, asked
from matcher.explain.remedies_dates import StartDeviations, dates
from matcher.explain.remedies_stays import Stands, may_join, stands
from matcher.feasibility.commitments import Commitments
from matcher.halfdays import HalfDay
from matcher.index.tables import Tables
from matcher.plan import Plan, Vacancy
from matcher.problem import ExpertId, Mission, Problem, Role, RoleId
from matcher.rules.reading import team


@dataclass(frozen=True, slots=True)
class Remedy:
    """A single change, and one who could then sit in a role on a start.

    No expert where nobody needs to join: the language is met, or asked for no more. The change
    is this `step` of its chain.
    """

    single: Single
    chain: Chain = field(compare=False, repr=False)
    step: int
    expert: ExpertId | None = None
    role: RoleId | None = None
    start: HalfDay | None = None


@dataclass(frozen=True, slots=True)
class _Way:
    """A kind of change (`what` tells apart those of one code), its steps, and whom it lets sit."""

    code: str
    what: str | tuple[ExpertId, int]
    steps: int
    expert: ExpertId
    role: RoleId
    start: HalfDay


class Remedies:
    """The remedies of any vacancy row of a right plan."""

    def __init__(self, tables: Tables, plan: Plan) -> None:
        self.tables, self.plan = tables, plan
        self.problem: Problem = tables.problem
        self._kept = Commitments(self.tables, plan)

    def of(self, row: Vacancy) -> tuple[Remedy, ...]:
        """Every smallest single change but moves of other missions, each with one expert."""
        least: dict[object, _Way] = {}
        for way in self._ways(row):
            known = least.get((way.code, way.what))
            if known is None or way.steps < known.steps:
                least[way.code, way.what] = way
        found = [self._remedy(row, way) for way in least.values()]
        alone = self._without_joining(row)
        if alone is not None:
            larger = [each for each in found if each.single.code == alone.single.code]
            if all(alone.single.size <= each.single.size for each in larger):
                found = [alone, *(each for each in found if each not in larger)]
        return tuple(found)

    def _ways(self, row: Vacancy) -> Iterator[_Way]:
        mission = self.problem.missions[row.mission]
        when = dates(self.problem, self.plan, mission)
        for role in mission.roles if row.role is None else (mission.role(row.role),):
            seated = self.plan.held(mission.id).team.get(role.id, ())
            if len(seated) < role.count and len(when.starts):
                yield from self._in_role(mission, role, when, asked(self.tables, row, role))

    def _in_role(
        self, mission: Mission, role: Role, when: StartDeviations, ask: Asked
    ) -> Iterator[_Way]:
        rows = np.flatnonzero(~ask.barred & (ask.broken <= 1)).astype(np.int32)
        rows = may_join(self._kept, mission, rows)
        found = stands(self._kept, mission, when.starts, rows)
        total = ask.broken[rows] + np.minimum(found.met, 2) + (found.rest_short > 0)
        alone = (total + (when.out > 0)[:, None] == 1) & ~found.barred
        cells = _Cells(self.tables, role.id, when, rows)
        for (code, what), short in ask.short.items():
            yield from cells.least(code, what, np.where(alone, short[rows], 0))
        early, late = ("unlock.window_earlier", when.early), ("unlock.window_later", when.late)
        for code, out in (early, late):
            yield from cells.least(code, "", np.where(alone, out[:, None], 0))
        yield from cells.rests(np.where(alone, found.rest_short, 0))
        yield from cells.lifted(alone & (found.met == 1), found)

    def _remedy(self, row: Vacancy, way: _Way) -> Remedy:
        chain = self._chain(row, way)
        return Remedy(chain.make(way.steps), chain, way.steps, way.expert, way.role, way.start)

    def _chain(self, row: Vacancy, way: _Way) -> Chain:
        mission = self.problem.missions[row.mission]
        if isinstance(way.what, tuple):
            return self._of_expert(way.code, *way.what)
        if way.code.startswith("unlock.window"):
            return next(c for c in windows(self.problem, mission) if c.code == way.code)
        if row.language is not None:
            return of_team(self.problem, mission, row.language)
        found = of_role(self.problem, mission, mission.role(way.role))
        return next(c for c in found if (c.code, c.what) == (way.code, way.what))

    def _of_expert(self, code: str, expert: ExpertId, number: int) -> Chain:
        if code == "unlock.busy_lifted":
            return next(busy_ranges(self.problem, frozenset({(expert, number)})))
        return next(chain for chain in rests(self.problem) if chain.expert == expert)

    def _without_joining(self, row: Vacancy) -> Remedy | None:
        """A language as low as the team speaks it already, or not asked for."""
        if row.language is None:
            return None
        mission = self.problem.missions[row.mission]
        people = team(self.problem, self.plan, mission)
        best = max((each.languages.get(row.language, 0) for each in people), default=0)
        steps = mission.speaks[row.language] - best
        chain = of_team(self.problem, mission, row.language)
        return Remedy(chain.make(steps), chain, steps)


class _Cells:
    """Reads the smallest change off a table of [start, row]."""

    def __init__(self, tables: Tables, role: RoleId, when: StartDeviations, rows: Rows) -> None:
        self._experts = [tables.experts[row] for row in rows.tolist()]
        self._role = role
        self._starts = when.starts

    def least(self, code: str, what: str, steps: Numbers) -> Iterator[_Way]:
        """The fewest steps that are needed anywhere; 0 stands for no such way."""
        if steps.any():
            at = int(np.where(steps > 0, steps, np.iinfo(np.int64).max).argmin())
            yield self._way(code, what, int(steps.flat[at]), divmod(at, steps.shape[1]))

    def rests(self, short: Numbers) -> Iterator[_Way]:
        """For each expert the fewest half-days that their rest is too long."""
        for column in np.flatnonzero(short.any(axis=0)).tolist():
            steps = short[:, column]
            start = int(np.where(steps > 0, steps, np.iinfo(np.int64).max).argmin())
            what = (self._experts[column].id, 0)
            yield self._way("unlock.rest_shorter", what, int(steps[start]), (start, column))

    def lifted(self, alone: Flags, stands: Stands) -> Iterator[_Way]:
        """Each busy range that alone keeps its expert from a start."""
        for start, column in zip(*(each.tolist() for each in np.nonzero(alone)), strict=True):
            what = (self._experts[column].id, int(stands.which[start, column]))
            yield self._way("unlock.busy_lifted", what, 1, (start, column))

    def _way(
        self, code: str, what: str | tuple[ExpertId, int], steps: int, at: tuple[int, int]
    ) -> _Way:
        expert = self._experts[at[1]].id
        return _Way(code, what, steps, expert, self._role, int(self._starts[at[0]]))
